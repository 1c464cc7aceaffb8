package io.parley.web;

import io.parley.json.Malformed;
import io.parley.people.Password;
import org.jspecify.annotations.Nullable;

/** What the body of a request has to have. */
final class Members {
    /** Characters of a password as it is typed: its letters may be put together of several. */
    private static final int PASSWORD = 4 * Password.LONGEST;

    private Members() {}

    /** @throws Malformed when there is none */
    static <T> T given(@Nullable T body) {
        if (body == null) {
            throw new Malformed("The body is missing.");
        }
        return body;
    }

    /** @throws Malformed naming the member */
    static <T> T given(String name, @Nullable T value) {
        if (value == null) {
            throw new Malformed(name + ": is missing");
        }
        return value;
    }

    /**
     * @param longest characters (UTF-16 units)
     * @throws Malformed naming the member
     */
    static String text(String name, @Nullable String text, int longest) {
        var given = given(name, text);
        if (given.length() > longest) {
            throw new Malformed(name + ": has " + given.length() + " characters; at most " + longest + " are allowed");
        }
        return given;
    }

    /** @throws Malformed naming the member */
    static String password(String name, @Nullable String typed) {
        return text(name, typed, PASSWORD);
    }
}
