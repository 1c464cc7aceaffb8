package io.parley.people;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** What somebody shows after his password, if he has set it up. Any thread; calls block on the store. */
final class SecondFactors {
    private final SecondFactorRows rows;
    private final InstantSource clock;
    private final Supplier<String> ids;

    SecondFactors(SecondFactorRows rows, InstantSource clock, Supplier<String> ids) {
        this.rows = rows;
        this.clock = clock;
        this.ids = ids;
    }

    /** Whether a password is not enough. */
    boolean asked(String person) {
        return rows.app(person).filter(SecondFactorRows.App::confirmed).isPresent();
    }

    /**
     * Takes a code, of the app or for recovery; it is not good again.
     *
     * @return which it was, for the audit log; empty when it is not good
     */
    Optional<String> taken(String person, String code, Trace trace) {
        if (RecoveryCodes.looksLike(code)) {
            return rows.use(person, RecoveryCodes.digest(person, code), ids.get(), trace)
                    ? Optional.of("recovery code")
                    : Optional.empty();
        }
        var step = rows.app(person)
                .filter(SecondFactorRows.App::confirmed)
                .map(app -> Totp.step(app.secret(), digits(code), clock.millis()));
        return step.isPresent()
                        && step.get().isPresent()
                        && rows.take(person, step.get().getAsLong(), ids.get())
                ? Optional.of("app")
                : Optional.empty();
    }

    /** As apps show them, in two groups, and as people type them. */
    static String digits(String code) {
        return code.replaceAll("\\s", "");
    }
}
