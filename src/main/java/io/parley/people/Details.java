package io.parley.people;

import org.jspecify.annotations.Nullable;

/**
 * What somebody says of himself, all of it.
 *
 * @param email null: none
 * @param status null: none
 * @param timeZone such as {@code Europe/Berlin}; null: the browser's
 * @param locale such as {@code de-AT}; null: the browser's
 */
public record Details(
        ShownName name,
        @Nullable Email email,
        @Nullable Status status,
        @Nullable String timeZone,
        @Nullable String locale) {}
