package io.parley.people;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The store of accounts. What is done is written into the audit log in the same transaction.
 *
 * <p>Calls block on the store and throw {@link Refusal} with `UNAVAILABLE` when it does not answer.
 */
public interface Accounts {
    /** Whether there is an owner. Before, only the set-up makes an account. */
    boolean owned();

    /** What the set-up asks for: the same for all nodes, made at the first call, gone with the set-up. */
    String setupCode();

    /**
     * Who spoke in `open` mode may sign in by his name (in `open` mode), or stays as an inactive author (in any other).
     * Called at the start.
     */
    void namesAreEnough(boolean yes);

    /**
     * Makes the owner.
     *
     * @throws Refusal `CONFLICT` when there is one, `TAKEN`
     */
    Profile setUp(NewAccount owner, Visit visit);

    /**
     * Makes a member who asked nobody.
     *
     * @throws Refusal `TAKEN`, `FORBIDDEN` before there is an owner
     */
    Profile register(NewAccount account, Visit visit);

    /** By handle or, where there is an {@code @} in it, e-mail. */
    Optional<Credential> credential(String login);

    /** Of that person, as far as there is an account. */
    Optional<Credential> credentialOf(String person);

    Optional<Profile> profile(String person);

    /**
     * Makes them what he says of himself now; his own connections hear of it.
     *
     * @throws Refusal `TAKEN`, `SIGNED_OUT` where there is no such account
     */
    Profile change(String person, Details details, Trace trace);

    /**
     * His password has that hash now.
     *
     * @param ended those of his sign-ins that end; links for another password do too
     * @param also what else ends
     */
    void password(String person, String hash, SignInRows.Choice ended, Ends also, Trace trace);

    /**
     * Of what lets somebody in besides his password.
     *
     * @param programs his access tokens
     * @param passkeys his passkeys; who signed in by one stays, as far as sign-ins do
     */
    record Ends(boolean programs, boolean passkeys) {}

    /**
     * How somebody proves who he is.
     *
     * @param hash null: by no password
     * @param active whether he may sign in
     */
    record Credential(String person, @Nullable String hash, boolean active) {}
}
