package io.parley.people;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How accounts come to be. Any thread; calls block on the store and on the hashing of passwords.
 */
public final class Beginnings {
    private final Accounts accounts;
    private final Entrance entrance;
    private final Passwords passwords;
    private final CommonPasswords common;
    private final Registration registration;
    private final Supplier<String> ids;

    public Beginnings(
            Accounts accounts,
            Entrance entrance,
            Passwords passwords,
            CommonPasswords common,
            Registration registration,
            Supplier<String> ids) {
        this.accounts = accounts;
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
        var email = wish.email() == null || wish.email().isBlank() ? null : new Email(wish.email());
        registration.check(email);
        entrance.begin(List.of(Attempts.Key.address(visit.address())));
        var member = accounts.register(account(wish), visit);
        return entrance.admit(member.id(), visit, "registration");
    }

    /** The hash comes last: it costs the most. */
    NewAccount account(Wish wish) {
        var handle = new Handle(wish.handle());
        var name = new ShownName(wish.name());
        var email = wish.email() == null || wish.email().isBlank() ? null : new Email(wish.email());
        var password = Password.chosen(wish.password(), common);
        return new NewAccount(ids.get(), handle, name, email, passwords.hash(password.text()));
    }

    private static Refusal alreadySetUp() {
        return new Refusal(Refusal.Code.CONFLICT, "This Parley is set up already. Sign in.");
    }
}
