package io.parley.people;

import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * Counts tries to get in, for all nodes together and over restarts.
 *
 * <p>A try is counted before it is made and taken back when it was right, so that a hundred at once are a hundred. Calls block
 * on the store and throw {@link Refusal} with `UNAVAILABLE` when it does not answer.
 */
public interface Attempts {
    /**
     * Counts one try under all of the keys, unless one of them has to wait.
     *
     * @return how long to wait; zero: go on
     */
    Duration begin(List<Key> keys);

    /** The try was right: what was counted under the first is forgotten, under the others taken back. */
    void right(Key forgotten, Key takenBack);

    /** It was no guess: what it counted for is taken back under each of the keys, and what was counted before stays. */
    void takeBack(List<Key> keys);

    /** Forgets what counts no more. */
    void sweep();

    /** @param text what is counted; kept only as a keyed digest, as people type passwords where names belong */
    record Key(String text, Backoff backoff) {
        public static Key person(String id) {
            return new Key("person " + id, Backoff.PERSON);
        }

        /** A name nobody has is slowed like one that somebody has. */
        public static Key login(String login) {
            return new Key("login " + login, Backoff.PERSON);
        }

        /** By the id of the credential, whether anybody has it or not. */
        public static Key passkey(byte[] credential) {
            return new Key("passkey " + Base64.getUrlEncoder().encodeToString(credential), Backoff.PERSON);
        }

        public static Key address(String address) {
            return new Key("address " + Addresses.network(address), Backoff.ADDRESS);
        }
    }
}
