package io.parley.web;

import org.jspecify.annotations.Nullable;

/** A member that a body has to have. */
final class Missing {
    private Missing() {}

    /** @throws IllegalArgumentException naming it */
    static void refuse(String member, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(member + ": is missing");
        }
    }
}
