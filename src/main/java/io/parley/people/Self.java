package io.parley.people;

import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people with accounts do about themselves. Any thread; calls block on the store and on the hashing of passwords. */
public final class Self implements Assurance {
    /** BCP 47, as far as anybody uses it. */
    private static final Pattern LOCALE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}");

    private final Accounts accounts;
    private final Entrance entrance;
    private final Passwords passwords;
    private final CommonPasswords common;
    private final InstantSource clock;

    public Self(
            Accounts accounts, Entrance entrance, Passwords passwords, CommonPasswords common, InstantSource clock) {
        this.accounts = accounts;
        this.entrance = entrance;
        this.passwords = passwords;
        this.common = common;
        this.clock = clock;
    }

    /**
     * What is to be otherwise; null: as it is.
     *
     * @param email blank: none any more
     * @param status an empty one: none any more
     * @param timeZone blank: the browser's
     * @param locale blank: the browser's
     */
    public record Change(
            @Nullable String name,
            @Nullable String email,
            @Nullable Status status,
            @Nullable String timeZone,
            @Nullable String locale) {}

    public Profile profile(SignedIn visitor) {
        return accounts.profile(visitor.person().id())
                .orElseThrow(() -> new Refusal(Refusal.Code.SIGNED_OUT, "Nobody is signed in. Sign in first."));
    }

    /** @throws Refusal `BAD_NAME`, `BAD_PARAMETER`, `TAKEN` */
    public Profile change(SignedIn visitor, Change change, Trace trace) {
        var before = profile(visitor);
        var details = new Details(
                new ShownName(change.name() == null ? before.name() : change.name()),
                email(change.email() == null ? before.email() : change.email()),
                status(change.status() == null ? before.status() : change.status()),
                zone(change.timeZone() == null ? before.timeZone() : change.timeZone()),
                locale(change.locale() == null ? before.locale() : change.locale()));
        return accounts.change(visitor.person().id(), details, trace);
    }

    static @Nullable Email email(@Nullable String text) {
        return text == null || text.isBlank() ? null : new Email(text);
    }

    private @Nullable Status status(@Nullable Status status) {
        var over = status != null && status.until() != null && status.until() <= clock.millis();
        return status == null || status.blank() || over ? null : status;
    }

    private static @Nullable String zone(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : ZoneId.of(text).getId();
        } catch (DateTimeException e) {
            throw new Refusal(Refusal.Code.BAD_PARAMETER, "timeZone: must be the name of one such as Europe/Berlin");
        }
    }

    private static @Nullable String locale(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!LOCALE.matcher(text).matches()) {
            throw new Refusal(Refusal.Code.BAD_PARAMETER, "locale: must be a language tag such as de-AT");
        }
        return text;
    }

    /**
     * Another password; ends his other sign-ins (ASVS 5.0, 7.4.3).
     *
     * @param old as a proof that it is he (ASVS 5.0, 6.2.3)
     * @param ends what else ends, by his choice: programs and authenticators know nothing of the password
     * @throws Refusal `WRONG_CREDENTIALS`, `SLOW_DOWN`, `BAD_PASSWORD`
     */
    public void password(SignedIn visitor, Password old, String wanted, Accounts.Ends ends, Trace trace) {
        var chosen = Password.chosen(wanted, common);
        prove(visitor, old, trace);
        accounts.password(
                visitor.person().id(),
                passwords.hash(chosen.text()),
                SignInRows.Choice.allBut(visitor.signIn()),
                ends,
                trace);
    }

    @Override
    public void prove(SignedIn visitor, Password password, Trace trace) {
        var person = Attempts.Key.person(visitor.person().id());
        var address = Attempts.Key.address(trace.address());
        entrance.begin(List.of(person, address));
        var hash = accounts.credentialOf(visitor.person().id())
                .map(Accounts.Credential::hash)
                .orElse(null);
        if (!passwords.verify(password.text(), hash)) {
            entrance.failed(trace, visitor.person().id(), "password asked for again");
            throw new Refusal(Refusal.Code.WRONG_CREDENTIALS, "This is not your password.");
        }
        entrance.right(person, address);
    }

    /** Where he is signed in, the last seen first. */
    public List<SignInRows.Row> signIns(SignedIn visitor) {
        return entrance.of(visitor.person().id());
    }

    /** Ends some of his sign-ins; their sockets close within a second. How many there were. */
    public int end(SignedIn visitor, SignInRows.Choice choice, Trace trace) {
        return entrance.revoke(visitor.person().id(), choice, trace);
    }
}
