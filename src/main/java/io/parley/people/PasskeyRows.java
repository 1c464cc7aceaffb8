package io.parley.people;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The store of passkeys, and of the challenges that were answered: on all nodes together, each once.
 *
 * <p>Times are milliseconds since 1970. Calls block on the store and throw {@link Refusal} with `UNAVAILABLE`.
 */
public interface PasskeyRows {
    /**
     * Writes it, and into the audit log that it was made: unless meanwhile its owner got another password, was deactivated or was signed
     * out, which may have ended all the passkeys there were.
     *
     * @param most that a person may have
     * @throws Refusal `CONFLICT` when he has so many, or somebody has this one; `EXPIRED` when the challenge was answered before, or he is
     *     not any more who he was when he was asked
     */
    void begin(Row row, Answer answer, Maker maker, int most, Trace trace);

    /** Whose it is. */
    Optional<Found> by(byte[] credential);

    /** Somebody's, the newest first. */
    List<Row> of(String person);

    /** It was used to answer a challenge, if nobody has answered that before. */
    Use used(String id, long counter, Answer answer, long now);

    /** Whether somebody has answered it already. */
    boolean answered(byte[] digest);

    /** Calls it otherwise, if the person has it. How many there were. */
    int rename(String person, String id, String name);

    /** Ends it, if the person has it. How many there were. */
    int end(String person, String id, Trace trace);

    /** Forgets answers to what nobody can answer any more. */
    void sweep(long now);

    /**
     * An answer.
     *
     * @param digest of the challenge
     * @param expires when the challenge does
     * @param attempt any text that no other call has: what is done again after a COMMIT of unknown outcome is the same
     */
    record Answer(byte[] digest, long expires, String attempt) {}

    /** What came of an answer. */
    enum Use {
        RIGHT,
        /** The challenge was answered before. */
        AGAIN,
        /** It was used meanwhile, with that counter or a higher one, or is there no more. */
        COUNTER
    }

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
