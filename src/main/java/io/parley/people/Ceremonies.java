package io.parley.people;

import java.util.Optional;
import java.util.Set;

/**
 * Checks what devices and security keys say (WebAuthn, level 3): that it is meant for us, was asked for by that challenge, and that its
 * person was there and was verified. Whose it is, and whether it was asked for, is not its matter.
 *
 * <p>Any thread; asks nobody. Whatever bytes it is given, it says no to those that are none of this.
 */
public interface Ceremonies {
    /** What a browser says it was asked, before anything is verified. */
    Optional<String> challenge(byte[] clientData);

    /**
     * A new passkey.
     *
     * @param challenge base64url
     * @throws Refusal `BAD_PARAMETER` when it is not right
     */
    Kept made(RelyingParty where, String challenge, Attestation given);

    /**
     * Somebody's answer by a passkey.
     *
     * @param challenge base64url
     */
    Verdict signed(RelyingParty where, String challenge, Kept kept, Assertion given);

    /** What an authenticator says of a passkey that it has made. */
    record Attestation(byte[] clientData, byte[] attestation, Set<String> transports) {
        public Attestation {
            transports = Set.copyOf(transports);
        }
    }

    /**
     * What it says when it is used.
     *
     * @param user the handle under which it knows the person
     */
    record Assertion(byte[] credential, byte[] user, byte[] clientData, byte[] authenticator, byte[] signature) {}

    /**
     * What has to be known to check its answers.
     *
     * @param key its public key and what was said of it at its making, as only the one who checks reads it
     * @param counter of its signatures; 0 for ever where it does not count them
     */
    record Kept(byte[] credential, byte[] key, long counter) {}

    /** What came of an answer. */
    sealed interface Verdict {
        /** @param counter from now on */
        record Right(long counter) implements Verdict {}

        /** @param why for the audit log, in a few words */
        record Wrong(String why) implements Verdict {}
    }
}
