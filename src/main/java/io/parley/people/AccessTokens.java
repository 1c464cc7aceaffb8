package io.parley.people;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * By what programs act for a person: a token that may less than he may, and runs out.
 *
 * <p>Any thread; calls block on the store, and making one on the hashing of a password.
 */
public final class AccessTokens {
    /** What every one begins with, so that scanners of sources know it for a secret. */
    public static final String PREFIX = "parley_";

    /** After which the longest runs out. */
    private static final Duration LONGEST = Duration.ofDays(366);
    /** Of one person. */
    private static final int MOST = 100;
    /** Between two notes that one is in use. */
    private static final Duration NOTED = Duration.ofMinutes(5);

    private final AccessTokenRows rows;
    private final SignInRows signIns;
    private final Assurance assurance;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Supplier<String> tokens;
    private final SecondFactor demanded;

    /**
     * @param demanded of whom a second factor is
     * @param tokens gives texts of 256 random bits
     */
    public AccessTokens(
            AccessTokenRows rows,
            SignInRows signIns,
            Assurance assurance,
            InstantSource clock,
            Supplier<String> ids,
            Supplier<String> tokens,
            SecondFactor demanded) {
        this.rows = rows;
        this.signIns = signIns;
        this.assurance = assurance;
        this.clock = clock;
        this.ids = ids;
        this.tokens = tokens;
        this.demanded = demanded;
    }

    /** @param token told once */
    public record Made(AccessTokenRows.Row row, String token) {
        /** Not the token. */
        @Override
        public String toString() {
            return "Made " + row.id();
        }
    }

    /**
     * One that is wanted.
     *
     * @param name what it is for
     * @param expires milliseconds since 1970
     */
    public record Wish(String name, Set<Scope> scopes, long expires) {
        public Wish {
            scopes = Set.copyOf(scopes);
        }
    }

    /**
     * Makes one.
     *
     * @param password as a proof that it is he: a token outlives the sign-in that made it
     * @throws Refusal `BAD_NAME`, `BAD_PARAMETER`, `WRONG_CREDENTIALS`, `SLOW_DOWN`, `CONFLICT` when there are too many, `SIGNED_OUT` when the sign-in ended meanwhile
     */
    public Made make(SignedIn visitor, Wish wish, Password password, Trace trace) {
        var called = new Label(wish.name()).text();
        if (wish.scopes().isEmpty()) {
            throw new Refusal(Refusal.Code.BAD_PARAMETER, "scopes: must have at least one of read, write, admin");
        }
        var now = clock.millis();
        if (wish.expires() <= now || wish.expires() - now > LONGEST.toMillis()) {
            throw new Refusal(
                    Refusal.Code.BAD_PARAMETER,
                    "expires: must be in the future, at most " + LONGEST.toDays() + " days from now");
        }
        assurance.prove(visitor, password, trace);
        var token = PREFIX + tokens.get();
        var row = new AccessTokenRows.Row(
                ids.get(), visitor.person().id(), called, wish.scopes(), now, null, wish.expires());
        rows.begin(row, Tokens.digest(token), MOST, trace);
        // what ends his sign-ins may have ended his tokens just before this one was there
        var before = new SignInRows.Bounds(now, Long.MIN_VALUE);
        if (signIns.standing(Set.of(visitor.signIn()), before).isEmpty()) {
            rows.end(row.person(), row.id(), trace);
            throw new Refusal(Refusal.Code.SIGNED_OUT, "You are signed in no more. Sign in first.");
        }
        return new Made(row, token);
    }

    /** Whoever made the token, as far as it goes; nobody if it is not good (any more). */
    public Optional<Visitor> visitor(String token) {
        if (!token.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var found = rows.by(Tokens.digest(token), clock.millis(), demanded);
        found.filter(good -> clock.millis() - good.seen() > NOTED.toMillis())
                .ifPresent(good -> signIns.seen(Set.of(good.visitor().signedIn().signIn()), clock.millis()));
        return found.map(SignInRows.Found::visitor);
    }

    /** A person's that are good, the newest first. */
    public List<AccessTokenRows.Row> of(String person) {
        return rows.of(person, clock.millis());
    }

    /**
     * Ends one; sockets that it opened close.
     *
     * @throws Refusal `LINK_GONE` when he has none of that id
     */
    public void revoke(SignedIn visitor, String id, Trace trace) {
        if (rows.end(visitor.person().id(), id, trace) == 0) {
            throw new Refusal(Refusal.Code.LINK_GONE, "You have no such token (any more).");
        }
    }
}
