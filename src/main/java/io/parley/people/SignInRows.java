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
     * @param shown what he has shown who he is by; it counts as a second factor if he still has one of the kind
     * @param hash of his password when he began to show who he is; null: he had none
     * @return false: it was not written
     */
    boolean begin(Row row, byte[] token, Shown shown, String how, @Nullable String hash);

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

    /** Whoever it is: held, where a second factor is demanded of him that he has not shown. */
    record Found(Visitor visitor, long seen) {}

    /** What somebody has shown. */
    enum Shown {
        /** A password, or a link: one factor. */
        PASSWORD,
        /** After it a code of an app, or for recovery. */
        CODE,
        /** A passkey. */
        PASSKEY
    }

    /**
     * @param now of which a good one expires later
     * @param seenAfter when a good one was seen last
     * @param demanded of whom a second factor is; a sign-in without one, and a token of who has none, stand for nobody then
     */
    record Bounds(long now, long seenAfter, SecondFactor demanded) {
        /** Where none is demanded. */
        public Bounds(long now, long seenAfter) {
            this(now, seenAfter, SecondFactor.OFFERED);
        }
    }

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
