package io.parley.people;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How accounts come to be. Any thread; calls block on the store and on the hashing of passwords.
 */
public final class SignUp {
    private final Accounts accounts;
    private final Entrance entrance;
    private final Passwords passwords;
    private final CommonPasswords common;
    private final Registration registration;
    private final Supplier<String> ids;
    private final Invites invites;
    private final Government government;
    private final Usher usher;

    /** The stores, and who leads people into channels. */
    public record Stores(Accounts accounts, Invites invites, Government government, Usher usher) {}

    public SignUp(
            Stores stores,
            Entrance entrance,
            Passwords passwords,
            CommonPasswords common,
            Registration registration,
            Supplier<String> ids) {
        this.accounts = stores.accounts();
        this.invites = stores.invites();
        this.government = stores.government();
        this.usher = stores.usher();
        this.entrance = entrance;
        this.passwords = passwords;
        this.common = common;
        this.registration = registration;
        this.ids = ids;
    }

    /** What somebody says of himself who wants an account. */
    public record Wish(String handle, String name, @Nullable String email, String password) {
        /** Not the password. */
        @Override
        public String toString() {
            return "Wish of " + handle;
        }
    }

    /** Whether there is an owner; before, nobody can sign in. */
    public boolean isSetUp() {
        return accounts.owned();
    }

    public Registration registration() {
        return registration;
    }

    /**
     * Makes the owner, and lets him in.
     *
     * @throws Refusal `CONFLICT` when there is one already, `WRONG_CODE`, `SLOW_DOWN`, and what is wrong with the wish
     */
    public Entrance.Admission setUp(String code, Wish wish, Visit visit) {
        if (accounts.owned()) {
            throw alreadySetUp();
        }
        entrance.begin(List.of(Attempts.Key.address(visit.address())));
        if (!Tokens.same(code, accounts.setupCode())) {
            throw new Refusal(
                    Refusal.Code.WRONG_CODE, "This is not the code of the set-up; the log says where it can be found.");
        }
        var owner = accounts.setUp(account(wish), visit);
        return entrance.admit(owner.id(), visit, "set-up");
    }

    /**
     * Makes a member who asked nobody, and lets him in.
     *
     * @throws Refusal `FORBIDDEN` where that is not allowed, and what is wrong with the wish
     */
    public Entrance.Admission register(Wish wish, Visit visit) {
        registration.check(Self.email(wish.email()));
        entrance.begin(List.of(Attempts.Key.address(visit.address())));
        var member = accounts.register(account(wish), visit);
        return entrance.admit(member.id(), visit, "registration");
    }

    /**
     * What an invitation offers.
     *
     * @throws Refusal `LINK_GONE`
     */
    public Invites.Look look(String token) {
        return invites.look(Tokens.digest(token)).orElseThrow(SignUp::linkGone);
    }

    /**
     * Makes an account by an invitation, and lets its owner in.
     *
     * @throws Refusal `LINK_GONE`, and what is wrong with the wish
     */
    public Entrance.Admission accept(String token, Wish wish, Visit visit) {
        // before the hash: who has no invitation is not to cost anything
        var unused = look(token);
        var accepted = invites.accept(Tokens.digest(token), account(wish), visit);
        usher.lead(accepted.by(), accepted.profile().id(), accepted.channels());
        return entrance.admit(accepted.profile().id(), visit, "invitation");
    }

    /**
     * Another password by a link that an administrator has made. Signs nobody in: whoever has a second factor needs it still.
     *
     * @throws Refusal `LINK_GONE`, `BAD_PASSWORD`
     */
    public void reset(String token, String wanted, Visit visit) {
        var digest = Tokens.digest(token);
        if (government.offered(digest).isEmpty()) {
            throw linkGone();
        }
        var password = Password.chosen(wanted, common);
        government.reset(digest, passwords.hash(password.text()), visit);
    }

    private static Refusal linkGone() {
        return new Refusal(
                Refusal.Code.LINK_GONE, "This link is not good any more: it was used, revoked or is too old.");
    }

    /** The hash comes last: it costs the most. */
    NewAccount account(Wish wish) {
        var handle = new Handle(wish.handle());
        var name = new ShownName(wish.name());
        var email = Self.email(wish.email());
        var password = Password.chosen(wish.password(), common);
        return new NewAccount(ids.get(), handle, name, email, passwords.hash(password.text()));
    }

    private static Refusal alreadySetUp() {
        return new Refusal(Refusal.Code.CONFLICT, "This Parley is set up already. Sign in.");
    }
}
