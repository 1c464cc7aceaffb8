package io.parley.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
    private final Challenges challenges;

    /** The stores. */
    public record Stores(PasskeyRows rows, Audit audit) {}

    public Passkeys(
            Stores stores,
            Ceremonies ceremonies,
            Self self,
            Entrance entrance,
            InstantSource clock,
            Supplier<String> ids,
            Challenges challenges) {
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
        // before the proof: what ends all passkeys gives him another one first
        var hash = entrance.hash(visitor.person().id());
        self.prove(visitor, password, trace);
        var me = self.profile(visitor);
        var challenge = challenges.ask(Challenges.End.ADDING, PATIENCE, bound(visitor, hash));
        var present = rows.of(me.id()).stream()
                .filter(row -> row.host().equals(where.host()))
                .toList();
        return new Wanted(challenge, handle(me.id()), me, present);
    }

    /** To him, where he is signed in, and to the password by which he proved who he is. */
    private static String[] bound(SignedIn visitor, @Nullable String hash) {
        return new String[] {visitor.person().id(), visitor.signIn(), String.valueOf(hash)};
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
        var hash = entrance.hash(person);
        var good = challenges
                .good(Challenges.End.ADDING, challenge, bound(visitor, hash))
                .orElseThrow(Passkeys::expired);
        var kept = ceremonies.made(where, challenge, given);
        var row = new PasskeyRows.Row(
                ids.get(), person, where.host(), kept, given.transports(), called, clock.millis(), null);
        rows.begin(row, answer(good), new Maker(visitor.signIn(), hash), MOST, trace);
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

    private PasskeyRows.Answer answer(Challenges.Good good) {
        return new PasskeyRows.Answer(good.digest(), good.expires(), ids.get());
    }

    /**
     * What somebody is asked who wants to sign in, whoever it is.
     *
     * @param browser a secret that his browser keeps meanwhile, and shows with the answer
     */
    public record Question(String challenge, String browser) {
        /** Not the secret. */
        @Override
        public String toString() {
            return "Question";
        }
    }

    /**
     * Asks. Nothing is kept of it, so it may be done as often as anybody likes.
     *
     * @param browser what the browser keeps already, as it asks in another window too
     */
    public Question ask(Optional<String> browser) {
        var kept = browser.orElseGet(challenges::random);
        return new Question(challenges.ask(Challenges.End.SIGN_IN, PATIENCE, kept), kept);
    }

    /**
     * Signs in. A passkey that nobody has is answered, and slowed, like a wrong answer by one that somebody has (ASVS 5.0, 6.3.8).
     *
     * @param browser what the browser keeps
     * @throws Refusal `WRONG_CREDENTIALS`, `SLOW_DOWN`, `EXPIRED` when it was not asked for (any more), or of another browser
     */
    public Entrance.Admission signIn(
            RelyingParty where, Ceremonies.Assertion given, Collection<String> browser, Visit visit) {
        // before anything is counted: what was not asked costs the store nothing
        var challenge = challenge(given.clientData());
        var good = browser.stream()
                .flatMap(kept -> challenges.good(Challenges.End.SIGN_IN, challenge, kept).stream())
                .findFirst()
                .orElseThrow(Passkeys::expired);
        var passkey = Attempts.Key.passkey(given.credential());
        var address = Attempts.Key.address(visit.address());
        entrance.begin(List.of(passkey, address));
        var found = rows.by(given.credential()).orElseThrow(() -> wrong(visit, null, "unknown"));
        var row = found.row();
        // before it is looked whether the passkey is still there: a link for another password ends both
        var hash = entrance.hash(row.person());
        switch (verdict(where, challenge, found, given)) {
            case Ceremonies.Verdict.Wrong(String why) ->
                // the same answer again, as of a browser that heard nothing, is no copy of a passkey
                throw rows.answered(good.digest()) ? expired() : wrong(visit, row.person(), why);
            case Ceremonies.Verdict.Right(long counter) -> {
                switch (rows.used(row.id(), counter, answer(good), clock.millis())) {
                    case AGAIN -> throw expired();
                    case COUNTER -> throw wrong(visit, row.person(), "counter");
                    case RIGHT -> {}
                }
            }
        }
        entrance.right(passkey, address);
        return entrance.admit(row.person(), visit, SignInRows.Shown.PASSKEY, "passkey", hash);
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
