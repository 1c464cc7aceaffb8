package io.parley.people;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The store of what administrators do to accounts. Who may is decided in the same transaction, and written into the audit log.
 *
 * <p>Calls block on the store and throw {@link Refusal} with `UNAVAILABLE` when it does not answer.
 */
public interface Government {
    /**
     * Changes what is not null. Who is deactivated is signed out everywhere within a second, and his access tokens are gone:
     * they do not come back with him.
     *
     * @throws Refusal `NO_PERSON`, `FORBIDDEN` where the doer does not govern him or cannot give that role, `TAKEN`, `CONFLICT` where
     *     no owner would be left
     */
    Profile change(String person, @Nullable Role role, @Nullable Boolean active, @Nullable ShownName name, Trace trace);

    /**
     * A link by which somebody chooses another password; the one before it is worth nothing.
     *
     * @param expires milliseconds since 1970
     * @throws Refusal `NO_PERSON`, `FORBIDDEN`
     */
    void offerReset(String person, byte[] token, long expires, Trace trace);

    /** Whose link that is, if it is still good. */
    Optional<String> offered(byte[] token);

    /**
     * Uses the link up: the password is another one, he is signed out everywhere, and his access tokens and passkeys are gone: whoever
     * lost a password may have lost them too, and who found it may have added a passkey of his own.
     *
     * @throws Refusal `LINK_GONE`
     */
    void reset(byte[] token, String hash, Visit visit);

    /**
     * Removes somebody's authenticator app and recovery codes: he has lost them, and a password is enough again. Nothing else does that for
     * him, least of all a link for another password.
     *
     * @throws Refusal `NO_PERSON`, `FORBIDDEN`, also for oneself: that wants the password
     */
    void removeSecondFactor(String person, Trace trace);

    /**
     * Signs somebody out everywhere; his access tokens stay.
     *
     * @throws Refusal `NO_PERSON`, `FORBIDDEN`
     */
    int signOut(String person, Trace trace);
}
