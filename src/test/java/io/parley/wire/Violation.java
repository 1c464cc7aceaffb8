package io.parley.wire;

/** A promise that a schedule broke. */
final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    Violation(String what) {
        super(what);
    }

    static void unless(boolean kept, String promise, Object... values) {
        if (!kept) {
            throw new Violation(promise.formatted(values));
        }
    }
}
