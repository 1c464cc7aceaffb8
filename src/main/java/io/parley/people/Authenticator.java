package io.parley.people;

import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What people do about their own second factor. Any thread; calls block on the store and on the hashing of passwords.
 *
 * <p>Everything that could lock an account's owner out, or let somebody else in, asks for the password again (ASVS 5.0, 7.5.1): a sign-in
 * may be that of an unlocked computer.
 */
public final class Authenticator {
    private final SecondFactorRows rows;
    private final Entrance entrance;
    private final Self self;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** @param random not to be guessed */
    public Authenticator(
            SecondFactorRows rows, Entrance entrance, Self self, InstantSource clock, RandomGenerator random) {
        this.rows = rows;
        this.entrance = entrance;
        this.self = self;
        this.clock = clock;
        this.random = random;
    }

    /**
     * What somebody has.
     *
     * @param app whether one is asked for
     * @param recoveryCodes that are left
     */
    public record State(boolean app, int recoveryCodes) {}

    /**
     * What an app is told, once.
     *
     * @param secret to be typed
     * @param uri the same to be opened or read by a camera
     */
    public record Offer(String secret, String uri) {
        /** Not the secret. */
        @Override
        public String toString() {
            return "Offer";
        }
    }

    public State state(SignedIn visitor) {
        var person = visitor.person().id();
        var app = rows.app(person).filter(SecondFactorRows.App::confirmed).isPresent();
        return new State(app, app ? rows.codesLeft(person) : 0);
    }

    /**
     * A secret for an app, which is asked for once it is confirmed.
     *
     * @param host by which he knows this Parley: the app may have more of them
     * @throws Refusal `WRONG_CREDENTIALS`, `SLOW_DOWN`, `CONFLICT` when he has one, `EXPIRED` when he is thrown out meanwhile
     */
    public Offer begin(SignedIn visitor, Password password, String host, Trace trace) {
        // before the proof: what ends it gives him another one first
        var maker = maker(visitor);
        self.prove(visitor, password, trace);
        var secret = new byte[Totp.SECRET_BYTES];
        random.nextBytes(secret);
        rows.offer(visitor.person().id(), secret, maker);
        return new Offer(
                Base32.encode(secret), Totp.uri(secret, self.profile(visitor).handle() + "@" + host));
    }

    private Maker maker(SignedIn visitor) {
        return new Maker(visitor.signIn(), entrance.hash(visitor.person().id()));
    }

    /**
     * The app is asked for from now on.
     *
     * @param code that it shows
     * @return recovery codes, told once
     * @throws Refusal `WRONG_CODE`, `SLOW_DOWN`, `CONFLICT` when none was begun, `EXPIRED` when he is thrown out meanwhile
     */
    public List<String> confirm(SignedIn visitor, String code, Trace trace) {
        var id = visitor.person().id();
        var person = Attempts.Key.person(id);
        var address = Attempts.Key.address(trace.address());
        entrance.begin(List.of(person, address));
        // before what was begun is read: another password ends that
        var maker = maker(visitor);
        var secret = rows.app(id)
                .filter(app -> !app.confirmed())
                .map(SecondFactorRows.App::secret)
                .orElseThrow(() -> new Refusal(
                        Refusal.Code.CONFLICT, "There is no app to confirm: begin once more, or reload this page."));
        var step = Totp.step(secret, SecondFactors.digits(code), clock.millis())
                .orElseThrow(
                        () -> new Refusal(
                                Refusal.Code.WRONG_CODE,
                                "This is not what the app shows now. The clock of its device may be wrong by half a minute at most."));
        var codes = RecoveryCodes.random(random);
        rows.confirm(id, secret, step, codes.digests(id), maker, trace);
        entrance.right(person, address);
        return codes.texts();
    }

    /**
     * Other recovery codes; the old ones are good no more.
     *
     * @return told once
     * @throws Refusal `WRONG_CREDENTIALS`, `SLOW_DOWN`, `CONFLICT` when he has no app
     */
    public List<String> renew(SignedIn visitor, Password password, Trace trace) {
        self.prove(visitor, password, trace);
        var codes = RecoveryCodes.random(random);
        var person = visitor.person().id();
        rows.renew(person, codes.digests(person), trace);
        return codes.texts();
    }

    /**
     * A password is enough again.
     *
     * @throws Refusal `WRONG_CREDENTIALS`, `SLOW_DOWN`
     */
    public void end(SignedIn visitor, Password password, Trace trace) {
        self.prove(visitor, password, trace);
        rows.end(visitor.person().id(), trace);
    }
}
