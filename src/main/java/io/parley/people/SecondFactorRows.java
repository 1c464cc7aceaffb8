package io.parley.people;

import java.util.List;
import java.util.Optional;

/**
 * The store of second factors: the secret of an authenticator app as it is, as codes are made of it; of recovery codes only digests. What
 * is done is written into the audit log in the same transaction.
 *
 * <p>Calls block on the store and throw {@link Refusal} with `UNAVAILABLE` when it does not answer.
 */
public interface SecondFactorRows {
    /**
     * A secret that nobody is asked for before it is confirmed; the one that was offered before is gone. This one goes when the password
     * changes: whoever knew the old one may have begun it.
     *
     * @throws Refusal `CONFLICT` when an app is confirmed already; `EXPIRED` when he is not any more who he was when he was asked
     */
    void offer(String person, byte[] secret, Maker maker);

    /** Somebody's, confirmed or not. */
    Optional<App> app(String person);

    /** How many recovery codes he has left. */
    int codesLeft(String person);

    /**
     * The app with that secret is asked for from now on: unless meanwhile its owner got another password, was deactivated or was signed
     * out.
     *
     * @param step whose code has shown that he has it; no code of that step or an earlier one is good again
     * @param codes digests of recovery codes
     * @param maker whose sign-in has shown a second factor by that
     * @throws Refusal `CONFLICT` when that secret is not offered any more; `EXPIRED` when he is not any more who he was
     */
    void confirm(String person, byte[] secret, long step, List<byte[]> codes, Maker maker, Trace trace);

    /**
     * Takes the code of a step, on all nodes together once (RFC 6238, 5.2).
     *
     * @param attempt any text that no other call has: what is done again after a COMMIT of unknown outcome is the same
     * @return false when one of that step or a later one was taken
     */
    boolean take(String person, long step, String attempt);

    /**
     * Uses up a recovery code.
     *
     * @param attempt as in {@link #take}
     * @return false when he has none of that digest any more
     */
    boolean use(String person, byte[] digest, String attempt, Trace trace);

    /**
     * Others take the place of all recovery codes.
     *
     * @throws Refusal `CONFLICT` when he has no app
     */
    void renew(String person, List<byte[]> codes, Trace trace);

    /** The app and all recovery codes are gone, and count for no sign-in any more. Whether there was one. */
    boolean end(String person, Trace trace);

    /** @param confirmed whether it is asked for */
    record App(byte[] secret, boolean confirmed) {
        /** Not the secret. */
        @Override
        public String toString() {
            return "App";
        }
    }
}
