package io.parley.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How people sign in by what they have, and unlock themselves: nothing that could be told to a false page, and both factors at once.
 *
 * <p>Any thread; calls block on the store, and adding one on the hashing of a password.
 */
public final class Passkeys {
    /** To answer; browsers take as long to give up. */
    public static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Of one person. */
    private static final int MOST = 20;

    private final PasskeyRows rows;
    private final Ceremonies ceremonies;
    private final Self self;
    private final Entrance entrance;
    private final Audit audit;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Supplier<String> challenges;

    /** The stores. */
    public record Stores(PasskeyRows rows, Audit audit) {}

    /** @param challenges gives base64url texts of 256 random bits */
    public Passkeys(
            Stores stores,
            Ceremonies ceremonies,
            Self self,
            Entrance entrance,
            InstantSource clock,
            Supplier<String> ids,
            Supplier<String> challenges) {
        this.rows = stores.rows();
        this.audit = stores.audit();
        this.ceremonies = ceremonies;
        this.self = self;
        this.entrance = entrance;
        this.clock = clock;
        this.ids = ids;
        this.challenges = challenges;
    }

    /**
     * What an authenticator is asked that shall make one.
     *
     * @param user the handle under which it will know the person
     * @param present those that he has; one authenticator keeps one of them
     */
    public record Wanted(String challenge, byte[] user, Profile me, List<PasskeyRows.Row> present) {
        public Wanted {
            present = List.copyOf(present);
        }
    }

    /**
     * Begins to add one.
     *
     * @param password as a proof that it is he: who finds an unlocked computer must not make himself a key (ASVS 5.0, 7.5.1)
     * @throws Refusal `WRONG_CREDENTIALS`, `SLOW_DOWN`, `BUSY`
     */
    public Wanted want(SignedIn visitor, RelyingParty where, Password password, Trace trace) {
        self.prove(visitor, password, trace);
        var me = self.profile(visitor);
        var challenge = ask(me.id(), trace.address());
        var present = rows.of(me.id()).stream()
                .filter(row -> row.host().equals(where.host()))
                .toList();
        return new Wanted(challenge, handle(me.id()), me, present);
    }

    /**
     * Adds the one that was made.
     *
     * @throws Refusal `EXPIRED` when it was not asked for (any more), `BAD_PARAMETER`, `BAD_NAME`, `CONFLICT`
     */
    public PasskeyRows.Row add(
            SignedIn visitor, RelyingParty where, String name, Ceremonies.Attestation given, Trace trace) {
        var person = visitor.person().id();
        var called = new Label(name).text();
        var challenge = challenge(given.clientData());
        var asked = rows.answered(Tokens.digest(challenge), clock.millis());
        if (!asked.map(PasskeyRows.Challenge::person).filter(person::equals).isPresent()) {
            throw expired();
        }
        var kept = ceremonies.made(where, challenge, given);
        var row = new PasskeyRows.Row(
                ids.get(), person, where.host(), kept, given.transports(), called, clock.millis(), null);
        rows.begin(row, MOST, trace);
        return row;
    }

    /** Somebody's, the newest first; also those that are for another host. */
    public List<PasskeyRows.Row> of(SignedIn visitor) {
        return rows.of(visitor.person().id());
    }

    /** @throws Refusal `BAD_NAME`, `LINK_GONE` when he has none of that id */
    public void rename(SignedIn visitor, String id, String name) {
        if (rows.rename(visitor.person().id(), id, new Label(name).text()) == 0) {
            throw gone();
        }
    }

    /**
     * Nobody signs in by it any more; who did stays signed in.
     *
     * @throws Refusal `LINK_GONE` when he has none of that id
     */
    public void remove(SignedIn visitor, String id, Trace trace) {
        if (rows.end(visitor.person().id(), id, trace) == 0) {
            throw gone();
        }
    }

    /**
     * A challenge for somebody who wants to sign in, whoever it is.
     *
     * @throws Refusal `SLOW_DOWN`, `BUSY`
     */
    public String ask(Visit visit) {
        return ask(null, visit.address());
    }

    private String ask(@Nullable String person, String address) {
        var challenge = challenges.get();
        var now = clock.millis();
        var row = new PasskeyRows.Challenge(
                Tokens.digest(challenge), person, Addresses.network(address), now + PATIENCE.toMillis());
        rows.ask(row, now);
        return challenge;
    }

    /**
     * Signs in. A passkey that nobody has is answered, and slowed, like a wrong answer by one that somebody has (ASVS 5.0, 6.3.8).
     *
     * @throws Refusal `WRONG_CREDENTIALS`, `SLOW_DOWN`, `EXPIRED` when it was not asked for (any more)
     */
    public Entrance.Admission signIn(RelyingParty where, Ceremonies.Assertion given, Visit visit) {
        var passkey = Attempts.Key.passkey(given.credential());
        var address = Attempts.Key.address(visit.address());
        entrance.begin(List.of(passkey, address));
        var challenge = challenge(given.clientData());
        var asked = rows.answered(Tokens.digest(challenge), clock.millis());
        if (asked.isEmpty() || asked.get().person() != null) {
            throw expired();
        }
        var found = rows.by(given.credential()).orElseThrow(() -> wrong(visit, null, "unknown"));
        var row = found.row();
        // before it is looked whether the passkey is still there: a link for another password ends both
        var hash = entrance.hash(row.person());
        switch (verdict(where, challenge, found, given)) {
            case Ceremonies.Verdict.Wrong(String why) -> throw wrong(visit, row.person(), why);
            case Ceremonies.Verdict.Right(long counter) -> {
                if (!rows.used(row.id(), counter, clock.millis())) {
                    throw wrong(visit, row.person(), "counter");
                }
            }
        }
        entrance.right(passkey, address);
        return entrance.admit(row.person(), visit, "passkey", hash);
    }

    private Ceremonies.Verdict verdict(
            RelyingParty where, String challenge, PasskeyRows.Found found, Ceremonies.Assertion given) {
        var row = found.row();
        if (!row.host().equals(where.host())) {
            return new Ceremonies.Verdict.Wrong("for " + row.host());
        }
        if (!MessageDigest.isEqual(handle(row.person()), given.user())) {
            return new Ceremonies.Verdict.Wrong("another's");
        }
        var verdict = ceremonies.signed(where, challenge, row.kept(), given);
        return verdict instanceof Ceremonies.Verdict.Right && !found.active()
                ? new Ceremonies.Verdict.Wrong("inactive")
                : verdict;
    }

    private String challenge(byte[] clientData) {
        return ceremonies.challenge(clientData).orElseThrow(Passkeys::expired);
    }

    /** By an id that says nothing of him, and never changes. */
    private static byte[] handle(String person) {
        return person.getBytes(StandardCharsets.UTF_8);
    }

    /** Forgets what is too old. */
    public void sweep() {
        rows.sweep(clock.millis());
    }

    private Refusal wrong(Visit visit, @Nullable String person, String why) {
        audit.record(Audit.Kind.SIGN_IN_FAILED, visit.trace(), person, "passkey: " + why);
        return new Refusal(
                Refusal.Code.WRONG_CREDENTIALS,
                "Nobody signs in here by this passkey. Use another one, or the password.");
    }

    private static Refusal expired() {
        return new Refusal(Refusal.Code.EXPIRED, "That took too long, or was answered before. Try again.");
    }

    private static Refusal gone() {
        return new Refusal(Refusal.Code.LINK_GONE, "You have no such passkey (any more).");
    }
}
