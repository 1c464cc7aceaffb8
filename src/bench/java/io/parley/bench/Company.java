package io.parley.bench;

/**
 * 25 departments, each with its own channels: everybody is in all of his department's and in no other.
 *
 * @param each how many channels that is
 */
record Company(int each) {
    private static final int DEPARTMENTS = 25;

    int channels() {
        return DEPARTMENTS * each;
    }

    int departments() {
        return DEPARTMENTS;
    }

    /** The channels of a person. */
    int[] of(int person) {
        var of = new int[each];
        for (var n = 0; n < each; n++) {
            of[n] = channel(person % DEPARTMENTS, n);
        }
        return of;
    }

    int channel(int department, int n) {
        return department * each + n;
    }
}
