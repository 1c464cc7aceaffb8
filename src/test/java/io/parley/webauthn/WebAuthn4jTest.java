package io.parley.webauthn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.people.Ceremonies;
import io.parley.people.Ceremonies.Assertion;
import io.parley.people.Ceremonies.Attestation;
import io.parley.people.Ceremonies.Kept;
import io.parley.people.Ceremonies.Verdict;
import io.parley.people.Refusal;
import io.parley.people.RelyingParty;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What authenticators say is believed when it is right in every point, and only then. */
class WebAuthn4jTest {
    private static final RelyingParty HERE = new RelyingParty("chat.example.org", "https://chat.example.org");
    private static final String CHALLENGE = "c".repeat(43);
    private static final int ROUNDS = 100;

    private final Ceremonies checks = new WebAuthn4j();
    private final SoftAuthenticator device = new SoftAuthenticator("a passkey");
    private final Kept kept = checks.made(HERE, CHALLENGE, device.makes(HERE, CHALLENGE));

    private String wrong(Assertion given) {
        return wrong(checks.signed(HERE, CHALLENGE, kept, given));
    }

    private static String wrong(Verdict verdict) {
        return verdict instanceof Verdict.Wrong(String why) ? why : "right";
    }

    private String wrong(Attestation given) {
        var refusal = assertThrows(Refusal.class, () -> checks.made(HERE, CHALLENGE, given));
        assertEquals(Refusal.Code.BAD_PARAMETER, refusal.code());
        return refusal.text().replaceAll(".*asked for \\(([^)]*)\\).*", "$1");
    }

    @Test
    void a_passkey_that_was_made_here_signs_in_here() {
        assertArrayEquals(device.credential(), kept.credential());
        assertEquals(0, kept.counter());
        assertEquals(
                Optional.of(CHALLENGE),
                checks.challenge(device.signs(HERE, CHALLENGE).clientData()));
        assertEquals(
                new Verdict.Right(8),
                checks.signed(HERE, CHALLENGE, kept, device.counts(7).signs(HERE, CHALLENGE)));
    }

    /** ASVS 5.0, 6.3.3: not even a person who is fooled signs in elsewhere. */
    @Test
    void another_page_gets_nothing_that_is_good_here() {
        for (var origin : new String[] {
            "https://chat.example.org.evil.example",
            "https://evil.chat.example.org",
            "http://chat.example.org",
            "https://chat.example.org:8443",
            "null"
        }) {
            var elsewhere = new RelyingParty(HERE.host(), origin);
            assertEquals("origin", wrong(device.signs(elsewhere, CHALLENGE)), origin);
            assertEquals("origin", wrong(device.makes(elsewhere, CHALLENGE)), origin);
        }
        var another = new RelyingParty("example.org", HERE.origin());
        assertEquals("host", wrong(device.signs(another, CHALLENGE)));
        assertEquals("host", wrong(device.makes(another, CHALLENGE)));
    }

    @Test
    void what_was_asked_otherwise_is_no_answer() {
        assertEquals("challenge", wrong(device.signs(HERE, "d".repeat(43))));
        assertEquals("challenge", wrong(device.makes(HERE, "d".repeat(43))));
        var made = SoftAuthenticator.client("webauthn.create", HERE.origin(), CHALLENGE);
        assertEquals("malformed", wrong(device.signs(HERE.host(), made)), "what was said at its making");
        var framed = "{\"type\":\"webauthn.get\",\"challenge\":\"" + CHALLENGE
                + "\",\"origin\":\"https://chat.example.org\",\"crossOrigin\":true}";
        assertTrue(
                !wrong(device.signs(HERE.host(), framed.getBytes(StandardCharsets.UTF_8)))
                        .equals("right"),
                "a frame in another's page");
    }

    @Test
    void who_does_not_say_who_he_is_does_not_sign_in() {
        var careless = new SoftAuthenticator("careless").asksNobody();
        assertEquals("the person was not verified", wrong(careless.makes(HERE, CHALLENGE)));
        assertEquals("the person was not verified", wrong(device.asksNobody().signs(HERE, CHALLENGE)));
    }

    @Test
    void another_s_key_opens_nothing() {
        var thief = new SoftAuthenticator("a passkey");
        assertEquals("signature", wrong(thief.signs(HERE, CHALLENGE)));
        var right = device.signs(HERE, CHALLENGE);
        for (var at : new int[] {32, 33, 36}) {
            var told = SoftAuthenticator.damaged(right.authenticator(), at);
            var given = new Assertion(right.credential(), right.user(), right.clientData(), told, right.signature());
            assertTrue(!wrong(given).equals("right"), "byte " + at + " of what is signed");
        }
    }

    @Test
    void a_counter_that_goes_back_is_a_copy_of_the_key() {
        var counted = new Kept(kept.credential(), kept.key(), 8);
        for (var last : new long[] {0, 6, 7}) {
            var given = device.counts(last).signs(HERE, CHALLENGE);
            assertEquals("counter", wrong(checks.signed(HERE, CHALLENGE, counted, given)));
        }
        var given = device.counts(-1).signs(HERE, CHALLENGE);
        assertEquals("counter", wrong(checks.signed(HERE, CHALLENGE, counted, given)), "counts no more");
        assertEquals(new Verdict.Right(0), checks.signed(HERE, CHALLENGE, kept, given), "never counted");
    }

    @Test
    void whatever_is_sent_is_refused_and_breaks_nothing() {
        var begun = System.nanoTime();
        var random = new SplittableRandom(20_261_123);
        var made = device.makes(HERE, CHALLENGE);
        var signed = device.signs(HERE, CHALLENGE);
        for (var end = 0; end < made.attestation().length; end++) {
            refused(made.clientData(), Arrays.copyOf(made.attestation(), end));
        }
        for (var end = 0; end < signed.authenticator().length; end++) {
            wrong(signed.clientData(), Arrays.copyOf(signed.authenticator(), end), signed.signature());
        }
        for (var end = 0; end < signed.clientData().length; end++) {
            var some = Arrays.copyOf(signed.clientData(), end);
            assertTrue(checks.challenge(some).isEmpty());
            wrong(some, signed.authenticator(), signed.signature());
        }
        for (var round = 0; round < ROUNDS; round++) {
            takenOrRefused(made.clientData(), blown(made.attestation(), random));
            wrong(signed.clientData(), blown(signed.authenticator(), random), signed.signature());
            wrong(blown(signed.clientData(), random), signed.authenticator(), signed.signature());
            wrong(signed.clientData(), signed.authenticator(), blown(signed.signature(), random));
            var unused = checks.challenge(blown(signed.clientData(), random));
        }
        var nested = new byte[20_000];
        for (var head : new int[] {0x81, 0xa1, 0xc1, 0x9f, 0xbf, 0x5f}) {
            Arrays.fill(nested, (byte) head);
            refused(made.clientData(), nested);
        }
        assertTrue(checks.challenge("[".repeat(4_000).getBytes(StandardCharsets.UTF_8))
                .isEmpty());
        System.out.printf("authenticators' fuzz: %.1f s%n", (System.nanoTime() - begun) / 1e9);
    }

    private void refused(byte[] client, byte[] attestation) {
        assertThrows(Refusal.class, () -> checks.made(HERE, CHALLENGE, new Attestation(client, attestation, Set.of())));
    }

    /** No signature is over what a passkey is made of: one with another id is a right one. */
    private void takenOrRefused(byte[] client, byte[] attestation) {
        try {
            var unused = checks.made(HERE, CHALLENGE, new Attestation(client, attestation, Set.of()));
        } catch (Refusal refusal) {
            assertEquals(Refusal.Code.BAD_PARAMETER, refusal.code());
        }
    }

    private void wrong(byte[] client, byte[] told, byte[] signature) {
        var given = new Assertion(device.credential(), new byte[] {1}, client, told, signature);
        assertTrue(!wrong(given).equals("right"), () -> "believed: " + Arrays.toString(told));
    }

    /** Another one: a byte changed, cut out, or put in. */
    private static byte[] blown(byte[] bytes, RandomGenerator random) {
        var at = random.nextInt(bytes.length);
        var changed = switch (random.nextInt(3)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> bytes.clone();
            default -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(8));
        };
        if (changed.length > at) {
            changed[at] = (byte) (changed[at] ^ (1 + random.nextInt(255)));
        }
        return changed;
    }
}
