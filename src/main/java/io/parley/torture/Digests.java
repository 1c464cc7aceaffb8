package io.parley.torture;

/** Messages by a number of 64 bits: hours of them have to fit in memory, once for each client. */
final class Digests {
    /** FNV-1a. */
    private static final long OFFSET = 0xcbf29ce484222325L;

    private static final long PRIME = 0x100000001b3L;

    private Digests() {}

    /** Never 0, which stands for nothing. */
    static long of(String cid, String text) {
        var hash = mixed(mixed(mixed(OFFSET, cid), "\0"), text);
        return hash == 0 ? 1 : hash;
    }

    private static long mixed(long start, String text) {
        var hash = start;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }
}
