package io.parley.people;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The store of sign-ins. Of each token only its SHA-256 is kept: whoever reads the store cannot sign in by it.
 *
 * <p>Times are milliseconds since 1970. Calls block on the store and throw {@link Refusal} with `UNAVAILABLE`.
 */
public interface SignInRows {
    /**
     * Writes it, and into the audit log how it came about: unless meanwhile the person was deactivated or got another password, which
     * ended all sign-ins there were.
     *
     * @param hash of his password when he began to show who he is; null: he had none
     * @return false: it was not written
     */
    boolean begin(Row row, byte[] token, String how, @Nullable String hash);

    /**
     * Whose token that is, if it is still good.
     *
     * @param bounds what is still good
     */
    Optional<Found> by(byte[] token, Bounds bounds);

    /** Those that are still good, of sign-ins and of access tokens. */
    Set<String> standing(Collection<String> ids, Bounds bounds);

    /** They are in use, sign-ins or access tokens. */
    void seen(Collection<String> ids, long now);

    /** Somebody's that are good, the last seen first. */
    List<Row> of(String person, Bounds bounds);

    /**
     * Ends those of the person that the choice names; their sockets close.
     *
     * @param kind as the audit log calls it
     * @return how many
     */
    int end(String person, Choice choice, Audit.Kind kind, Trace trace);

    /** Forgets what nobody can sign in by any more. */
    void sweep(Bounds bounds);

    /**
     * One sign-in.
     *
     * @param device where, in a few words
     * @param address at its beginning
     */
    record Row(String id, String person, String device, String address, long created, long seen, long expires) {}

    record Found(SignedIn visitor, long seen) {}

    /**
     * @param now of which a good one expires later
     * @param seenAfter when a good one was seen last
     */
    record Bounds(long now, long seenAfter) {}

    /**
     * Which of a person's.
     *
     * @param only this one; null: all
     * @param but not this one; null: all
     */
    record Choice(@Nullable String only, @Nullable String but) {
        public static Choice one(String id) {
            return new Choice(id, null);
        }

        public static Choice allBut(String id) {
            return new Choice(null, id);
        }

        public static Choice all() {
            return new Choice(null, null);
        }
    }
}
