package io.parley.people;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What may be done with a sign-in; a person at a browser has all that his role allows. */
public enum Scope {
    /** See what he sees. */
    READ,
    /** Say and change what he may. */
    WRITE,
    /** What administrators may, if he is one. */
    ADMIN;

    /** As in JSON and in the store. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope of that {@link #wireName}. */
    public static Optional<Scope> of(String wireName) {
        return Arrays.stream(values())
                .filter(scope -> scope.wireName().equals(wireName))
                .findFirst();
    }
}
