package io.parley.people;

import java.util.List;
import java.util.Optional;

/**
 * The store of invitations: links by which somebody may make an account. Of each token only its SHA-256 is kept.
 *
 * <p>One is good until it expires, is used up or revoked, and as long as who made it is an administrator. Times are
 * milliseconds since 1970. Calls block on the store and throw {@link Refusal} with `UNAVAILABLE`.
 */
public interface Invites {
    /** @throws Refusal `FORBIDDEN` for a role that he may not give, `NO_CHANNEL` for a channel he is not in */
    void make(Invite invite, byte[] token, Trace trace);

    /** Those that are good, the newest first. */
    List<Invite> all();

    /** False: there is none of that id. */
    boolean revoke(String id, Trace trace);

    /** What whoever got the link may know before he accepts; empty when it is not good. */
    Optional<Look> look(byte[] token);

    /**
     * Makes the account and counts the invitation.
     *
     * @return the account, and into which channels its owner is to be led by whom
     * @throws Refusal `LINK_GONE`, `TAKEN`
     */
    Accepted accept(byte[] token, NewAccount account, Visit visit);

    /**
     * One invitation.
     *
     * @param by the id of who made it
     * @param uses how many may come by it
     * @param used how many came
     * @param channels ids
     */
    record Invite(String id, String by, Role role, int uses, int used, long expires, List<String> channels) {
        public Invite {
            channels = List.copyOf(channels);
        }
    }

    /**
     * @param by the name of who made it
     * @param channels names
     */
    record Look(String by, Role role, List<String> channels, long expires) {
        public Look {
            channels = List.copyOf(channels);
        }
    }

    record Accepted(Profile profile, String by, List<String> channels) {
        public Accepted {
            channels = List.copyOf(channels);
        }
    }
}
