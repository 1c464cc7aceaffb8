package io.parley.people;

/**
 * How people sign in here. What a request or a socket has to show for it is the matter of whoever receives it, which
 * handles every mode there is.
 */
public sealed interface SignInMode {
    /** As in the setting `parley.signin`. */
    String wireName();

    /** Whether those who are connected may stay. */
    SignIns signIns();

    /** The people, as far as this way to sign in makes some. */
    Directory people();

    /** Whether people are who they say: else nothing can be private. */
    default boolean knowsPeople() {
        return !(this instanceof Open);
    }

    /** A name is enough; anybody may be anybody. */
    record Open(Directory directory) implements SignInMode {
        @Override
        public String wireName() {
            return "open";
        }

        @Override
        public SignIns signIns() {
            return SignIns.open();
        }

        @Override
        public Directory people() {
            return directory;
        }
    }

    /** People have accounts, which they prove to be theirs. */
    record WithAccounts(
            Directory directory,
            Accounts accounts,
            Entrance entrance,
            SignUp signUp,
            Self self,
            Administration administration,
            AccessTokens tokens,
            Authenticator authenticator,
            Passkeys passkeys)
            implements SignInMode {
        @Override
        public String wireName() {
            return "accounts";
        }

        @Override
        public SignIns signIns() {
            return entrance;
        }

        @Override
        public Directory people() {
            return new KnownPeople(directory);
        }
    }
}
