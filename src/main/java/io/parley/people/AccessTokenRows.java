package io.parley.people;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The store of access tokens, of each only its SHA-256. Whether one is still good, and that it is in use, {@link SignInRows} tells
 * of its id as of a sign-in's.
 *
 * <p>Times are milliseconds since 1970. Calls block on the store and throw {@link Refusal} with `UNAVAILABLE`.
 */
public interface AccessTokenRows {
    /**
     * Writes it, and into the audit log that it was made.
     *
     * @param most good ones that a person may have
     * @throws Refusal `CONFLICT` when he has so many
     */
    void begin(Row row, byte[] token, int most, Trace trace);

    /**
     * Whose token that is, and what for, if it is still good.
     *
     * @param demanded of whom a second factor is: who has none is held
     */
    Optional<SignInRows.Found> by(byte[] token, long now, SecondFactor demanded);

    /** Somebody's that are good, the newest first. */
    List<Row> of(String person, long now);

    /** Ends one of the person's, if he has it; sockets that it opened close. How many there were. */
    int end(String person, String id, Trace trace);

    /**
     * One token.
     *
     * @param name what it is for, in its owner's words
     * @param seen when it was used last, roughly; null: never
     */
    record Row(
            String id,
            String person,
            String name,
            Set<Scope> scopes,
            long created,
            @Nullable Long seen,
            long expires) {
        public Row {
            scopes = Set.copyOf(scopes);
        }
    }
}
