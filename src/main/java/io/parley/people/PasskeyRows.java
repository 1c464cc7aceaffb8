package io.parley.people;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The store of passkeys, and of what was asked of authenticators: any node may be answered.
 *
 * <p>Times are milliseconds since 1970. Calls block on the store and throw {@link Refusal} with `UNAVAILABLE`.
 */
public interface PasskeyRows {
    /**
     * Keeps what is asked until it is answered or too old.
     *
     * @throws Refusal `SLOW_DOWN` when too much is asked from one network, `BUSY` when too much is asked at all
     */
    void ask(Challenge challenge, long now);

    /** Takes it, if it is still there: nothing is answered twice. */
    Optional<Challenge> answered(byte[] digest, long now);

    /**
     * Writes it, and into the audit log that it was made.
     *
     * @param most that a person may have
     * @throws Refusal `CONFLICT` when he has so many, or somebody has this one
     */
    void begin(Row row, int most, Trace trace);

    /** Whose it is. */
    Optional<Found> by(byte[] credential);

    /** Somebody's, the newest first. */
    List<Row> of(String person);

    /**
     * It was used.
     *
     * @return false: it was used meanwhile, with that counter or a higher one, or is there no more
     */
    boolean used(String id, long counter, long now);

    /** Calls it otherwise, if the person has it. How many there were. */
    int rename(String person, String id, String name);

    /** Ends it, if the person has it. How many there were. */
    int end(String person, String id, Trace trace);

    /** Forgets what nobody will answer any more. */
    void sweep(long now);

    /**
     * What was asked.
     *
     * @param digest of the challenge
     * @param person who wants to make a passkey; null: somebody wants to sign in
     * @param network from where
     */
    record Challenge(byte[] digest, @Nullable String person, String network, long expires) {}

    /**
     * One passkey.
     *
     * @param host for which it was made; it is good for no other
     * @param transports by which browsers reach its authenticator
     * @param name in its owner's words
     * @param seen when it was used last; null: never
     */
    record Row(
            String id,
            String person,
            String host,
            Ceremonies.Kept kept,
            Set<String> transports,
            String name,
            long created,
            @Nullable Long seen) {
        public Row {
            transports = Set.copyOf(transports);
        }
    }

    /** @param active whether its owner may sign in */
    record Found(Row row, boolean active) {}
}
