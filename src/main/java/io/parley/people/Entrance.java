package io.parley.people;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How people with accounts get in, and stay.
 *
 * <p>Any thread; calls block on the store and on the hashing of passwords.
 */
public final class Entrance implements SignIns {
    /** Between two notes that a sign-in is in use. */
    private static final Duration NOTED = Duration.ofMinutes(5);

    private final Accounts accounts;
    private final SignInRows rows;
    private final Attempts attempts;
    private final Audit audit;
    private final SecondFactors factors;
    private final Passwords passwords;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Supplier<String> tokens;
    private final Rules rules;

    /**
     * @param lifetime after which everybody signs in again
     * @param idle after which one who does nothing signs in again
     * @param demanded of whom a second factor is
     */
    public record Rules(Duration lifetime, Duration idle, SecondFactor demanded) {}

    /** The stores. */
    public record Stores(
            Accounts accounts, SignInRows rows, Attempts attempts, Audit audit, SecondFactorRows factors) {}

    /** @param tokens gives texts of 256 random bits */
    public Entrance(
            Stores stores,
            Passwords passwords,
            InstantSource clock,
            Supplier<String> ids,
            Supplier<String> tokens,
            Rules rules) {
        this.accounts = stores.accounts();
        this.rows = stores.rows();
        this.attempts = stores.attempts();
        this.audit = stores.audit();
        this.factors = new SecondFactors(stores.factors(), clock, ids);
        this.passwords = passwords;
        this.clock = clock;
        this.ids = ids;
        this.tokens = tokens;
        this.rules = rules;
    }

    /**
     * Somebody is in.
     *
     * @param token for his cookie
     * @param lifetime after which it is worth nothing
     */
    public record Admission(SignedIn visitor, Profile me, String token, Duration lifetime) {
        /** Not the token. */
        @Override
        public String toString() {
            return "Admission of " + me.id();
        }
    }

    /**
     * By a password, and a second factor where there is one. It costs exactly one verification, whether somebody has that name or not
     * (ASVS 5.0, 6.3.8).
     *
     * @param login a handle or an e-mail address
     * @param code of an authenticator app, or for recovery; null or blank: none
     * @throws Refusal `WRONG_CREDENTIALS`, `CODE_NEEDED`, `SLOW_DOWN`, `BUSY`, `UNAVAILABLE`
     */
    public Admission signIn(String login, Password password, @Nullable String code, Visit visit) {
        var name = login.strip().toLowerCase(Locale.ROOT);
        var known = accounts.credential(name);
        var person = known.map(credential -> Attempts.Key.person(credential.person()))
                .orElseGet(() -> Attempts.Key.login(name));
        var address = Attempts.Key.address(visit.address());
        begin(List.of(person, address));
        var hash = known.map(Accounts.Credential::hash).orElse(null);
        var right = passwords.verify(password.text(), hash);
        if (!right || known.isEmpty() || !known.get().active()) {
            audit.record(
                    Audit.Kind.SIGN_IN_FAILED,
                    visit.trace(),
                    known.map(Accounts.Credential::person).orElse(null),
                    right ? "inactive" : null);
            throw new Refusal(
                    Refusal.Code.WRONG_CREDENTIALS,
                    "There is no such name with this password. Try again, or ask for help.");
        }
        var id = known.get().person();
        var asked = factors.asked(id);
        var how = asked ? second(id, code, visit, List.of(person, address)) : "password";
        attempts.right(person, address);
        return admit(id, visit, asked ? SignInRows.Shown.CODE : SignInRows.Shown.PASSWORD, how, hash);
    }

    /** After the right password. */
    private String second(String person, @Nullable String code, Visit visit, List<Attempts.Key> counted) {
        if (code == null || code.isBlank()) {
            // no guess was made, but earlier ones stay: else the password alone would buy new guesses at codes
            attempts.takeBack(counted);
            audit.record(Audit.Kind.CODE_ASKED, visit.trace(), person, null);
            throw new Refusal(
                    Refusal.Code.CODE_NEEDED,
                    "The code that your authenticator app shows is needed too, or one of your recovery codes.");
        }
        var taken = factors.taken(person, code, visit.trace());
        if (taken.isEmpty()) {
            audit.record(Audit.Kind.SIGN_IN_FAILED, visit.trace(), person, "second factor");
            throw new Refusal(
                    Refusal.Code.CODE_NEEDED,
                    "This code is not right, or was used before. Take the one that the app shows now.");
        }
        return "password and " + taken.get();
    }

    /**
     * Counts a try that may fail.
     *
     * @throws Refusal `SLOW_DOWN`
     */
    void begin(List<Attempts.Key> keys) {
        var wait = attempts.begin(keys);
        if (wait.isPositive()) {
            throw Refusal.slowDown(wait);
        }
    }

    /** Somebody who is in did not show that it is he. */
    void failed(Trace trace, String person, String what) {
        audit.record(Audit.Kind.SIGN_IN_FAILED, trace, person, what);
    }

    /** The try was right. */
    void right(Attempts.Key person, Attempts.Key address) {
        attempts.right(person, address);
    }

    /** Lets somebody in who has just made his account. */
    Admission admit(String person, Visit visit, String how) {
        return admit(person, visit, SignInRows.Shown.PASSWORD, how, hash(person));
    }

    /** Of his password; null: he has none. */
    @Nullable
    String hash(String person) {
        return accounts.credentialOf(person).map(Accounts.Credential::hash).orElse(null);
    }

    /**
     * Lets somebody in who has proved who he is, unless what ends all sign-ins was done to his account meanwhile.
     *
     * @param shown by what he has proved it
     * @param how for the audit log, such as `password`
     * @param hash of his password, read before that was proved
     */
    Admission admit(String person, Visit visit, SignInRows.Shown shown, String how, @Nullable String hash) {
        var profile = accounts.profile(person)
                .filter(found -> found.inactive() == null)
                .orElseThrow(Entrance::signedOut);
        var now = clock.millis();
        var token = tokens.get();
        var row = new SignInRows.Row(
                ids.get(),
                person,
                visit.device(),
                visit.address(),
                now,
                now,
                now + rules.lifetime().toMillis());
        if (!rows.begin(row, Tokens.digest(token), shown, how, hash)) {
            throw new Refusal(
                    Refusal.Code.WRONG_CREDENTIALS,
                    "Your password was changed, or your account deactivated, at this very moment. Try again.");
        }
        return new Admission(new SignedIn(profile.person(), row.id()), profile, token, rules.lifetime());
    }

    /** Whoever holds the token, if it is still good. */
    public Optional<Visitor> visitor(String token) {
        var found = rows.by(Tokens.digest(token), bounds());
        found.filter(sign -> clock.millis() - sign.seen() > NOTED.toMillis())
                .ifPresent(sign -> rows.seen(Set.of(sign.visitor().signedIn().signIn()), clock.millis()));
        return found.map(SignInRows.Found::visitor);
    }

    /** He leaves; his sockets close. */
    public void signOut(SignedIn visitor, Visit visit) {
        var trace = visit.trace(visitor.person().id());
        rows.end(visitor.person().id(), SignInRows.Choice.one(visitor.signIn()), Audit.Kind.SIGNED_OUT, trace);
    }

    /** Where somebody is signed in, the last seen first. */
    public List<SignInRows.Row> of(String person) {
        return rows.of(person, bounds());
    }

    /** Ends some of his sign-ins; their sockets close. How many there were. */
    public int revoke(String person, SignInRows.Choice choice, Trace trace) {
        return rows.end(person, choice, Audit.Kind.SIGN_IN_REVOKED, trace);
    }

    @Override
    public boolean standing(String signIn) {
        return !standing(Set.of(signIn)).isEmpty();
    }

    @Override
    public Set<String> standing(Collection<String> signIns) {
        return rows.standing(signIns, bounds());
    }

    @Override
    public void seen(Collection<String> signIns) {
        rows.seen(signIns, clock.millis());
    }

    /** Forgets what is too old. */
    public void sweep() {
        rows.sweep(bounds());
        attempts.sweep();
    }

    private SignInRows.Bounds bounds() {
        var now = clock.millis();
        return new SignInRows.Bounds(now, now - rules.idle().toMillis(), rules.demanded());
    }

    private static Refusal signedOut() {
        return new Refusal(Refusal.Code.SIGNED_OUT, "Nobody is signed in. Sign in first.");
    }
}
