package io.parley;

import io.parley.argon2.Argon2Passwords;
import io.parley.people.AccessTokens;
import io.parley.people.Accounts;
import io.parley.people.Administration;
import io.parley.people.Authenticator;
import io.parley.people.Challenges;
import io.parley.people.Entrance;
import io.parley.people.Passkeys;
import io.parley.people.Self;
import io.parley.people.SignInMode;
import io.parley.people.SignUp;
import io.parley.sql.SqlStore;
import io.parley.webauthn.WebAuthn4j;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.function.Supplier;

/** The ways into the house: builds the one that is set. */
final class Doors {
    private static final System.Logger LOG = System.getLogger(Doors.class.getName());
    /** The servlet-context attribute in which {@code java -jar} finds the code of the set-up: a {@code String}. */
    static final String SETUP = "io.parley.launch.setup";

    private static final int TOKEN_BYTES = 32;
    /** Between two looks for sign-ins that are too old. */
    private static final Duration SWEEP = Duration.ofHours(1);
    /** Between two looks whether another node has been set up. */
    private static final Duration LOOK = Duration.ofMinutes(1);

    private final SignInSettings settings;
    private final SqlStore store;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Supplier<String> ids;

    Doors(SignInSettings settings, SqlStore store, InstantSource clock, SecureRandom random, Supplier<String> ids) {
        this.settings = settings;
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.ids = ids;
    }

    /** Tells the store which way it is, as those who spoke in `open` mode can come in by no other. */
    SignInMode mode(Housekeeping housekeeping) {
        store.accounts().namesAreEnough(settings.mode() == SignIn.OPEN);
        return switch (settings.mode()) {
            case OPEN -> new SignInMode.Open(store.directory());
            case ACCOUNTS -> withAccounts(housekeeping);
        };
    }

    private SignInMode withAccounts(Housekeeping housekeeping) {
        var lists = new PasswordLists(settings.passwords());
        var passwords = new Argon2Passwords(random);
        var entrance = new Entrance(
                new Entrance.Stores(
                        store.accounts(), store.signIns(), store.attempts(), store.audit(), store.secondFactors()),
                passwords,
                clock,
                ids,
                this::token,
                new Entrance.Rules(settings.lifetime(), settings.idle(), settings.secondFactor()));
        var signUp = new SignUp(
                new SignUp.Stores(
                        store.accounts(), store.invites(), store.government(), new LedByInviter(store.journal(), ids)),
                entrance,
                passwords,
                lists,
                settings.registration(),
                ids);
        var self = new Self(store.accounts(), entrance, passwords, lists, clock);
        var administration = new Administration(
                new Administration.Stores(store.accounts(), store.government(), store.invites(), store.audit()),
                clock,
                ids,
                this::token);
        var passkeys = passkeys(self, entrance);
        housekeeping.again(
                () -> {
                    entrance.sweep();
                    store.audit().forget(clock.instant().minus(settings.audit()).toEpochMilli());
                    passkeys.sweep();
                    return SWEEP;
                },
                SWEEP);
        return new SignInMode.WithAccounts(
                store.directory(),
                store.accounts(),
                entrance,
                signUp,
                self,
                administration,
                new AccessTokens(
                        store.accessTokens(), store.signIns(), self, clock, ids, this::token, settings.secondFactor()),
                new Authenticator(store.secondFactors(), entrance, self, clock, random),
                passkeys);
    }

    private Passkeys passkeys(Self self, Entrance entrance) {
        return new Passkeys(
                new Passkeys.Stores(store.passkeys(), store.audit()),
                new WebAuthn4j(),
                self,
                entrance,
                clock,
                ids,
                new Challenges(store.challenges(), clock, this::token));
    }

    /** As long as there is no owner, the code that makes one lies in the home. */
    void offerSetUp(SignInMode mode, Path home, ServletContext context, Housekeeping housekeeping) throws IOException {
        if (!(mode instanceof SignInMode.WithAccounts accounts)
                || accounts.accounts().owned()) {
            SetupCode.remove(home);
            return;
        }
        var code = accounts.accounts().setupCode();
        var file = SetupCode.write(home, code);
        LOG.log(Level.INFO, "Parley is not set up yet: the code that its page asks for lies in {0}", file);
        if (context.getAttribute(Settings.LAUNCH_HOME) != null) {
            context.setAttribute(SETUP, code);
        }
        housekeeping.again(() -> forgetOnce(accounts.accounts(), home), LOOK);
    }

    private static Duration forgetOnce(Accounts accounts, Path home) {
        if (!accounts.owned()) {
            return LOOK;
        }
        try {
            SetupCode.remove(home);
            return Duration.ofDays(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String token() {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
