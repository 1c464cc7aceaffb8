package io.parley.people;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of passkeys does. */
public abstract class PasskeysContract {
    private static final Visit VISIT = new Visit("192.0.2.1", "Firefox on Linux");
    private static final Trace ANN = VISIT.trace("id-ann");
    /** Milliseconds since 1970. */
    private static final long NOW = 1_000;

    /** An empty store; the same within one test. */
    protected abstract PasskeyRows passkeys();

    protected abstract Accounts accounts();

    protected abstract Government government();

    protected abstract Audit audit();

    private void ann() {
        var unused = accounts().setupCode();
        accounts().setUp(AccountsContract.account("ann"), VISIT);
        accounts().register(AccountsContract.account("bea"), VISIT);
    }

    private static PasskeyRows.Row passkey(String id, String person, String credential, long created) {
        var kept = new Ceremonies.Kept(Tokens.digest(credential), Tokens.digest("key of " + credential), 7);
        return new PasskeyRows.Row(
                id, person, "chat.example.org", kept, Set.of("usb", "nfc"), "a \u0000key", created, null);
    }

    private static PasskeyRows.Challenge challenge(String text, @Nullable String person, String network) {
        return new PasskeyRows.Challenge(Tokens.digest(text), person, network, NOW + 300);
    }

    private static Refusal.Code code(Runnable act) {
        return assertThrows(Refusal.class, act::run).code();
    }

    @Test
    void a_passkey_is_found_used_renamed_and_removed_by_its_owner_alone() {
        ann();
        passkeys().begin(passkey("k1", "id-ann", "one", 900), 2, ANN);
        passkeys().begin(passkey("k1", "id-ann", "one", 900), 2, ANN);
        passkeys().begin(passkey("k2", "id-ann", "two", 901), 2, ANN);
        assertEquals(
                Refusal.Code.CONFLICT,
                code(() -> passkeys().begin(passkey("k3", "id-ann", "three", 902), 2, ANN)),
                "too many");
        assertEquals(
                Refusal.Code.CONFLICT,
                code(() -> passkeys().begin(passkey("k4", "id-bea", "one", 902), 2, ANN)),
                "somebody has it");

        assertEquals(List.of("k2", "k1"), ids("id-ann"));
        assertTrue(passkeys().by(Tokens.digest("another")).isEmpty());
        var found = passkeys().by(Tokens.digest("one")).orElseThrow();
        assertTrue(found.active());
        var row = found.row();
        assertEquals(List.of("k1", "id-ann", "chat.example.org", "a \u0000key"), of(row));
        assertEquals(Set.of("usb", "nfc"), row.transports());
        assertArrayEquals(Tokens.digest("key of one"), row.kept().key());
        assertEquals(7, row.kept().counter());
        assertNull(row.seen());

        assertFalse(passkeys().used("k1", 7, 950), "the counter stands still");
        assertTrue(passkeys().used("k1", 9, 950));
        assertFalse(passkeys().used("k1", 8, 951), "another node was faster");
        assertFalse(passkeys().used("k9", 9, 951));
        assertEquals(
                950L, passkeys().by(Tokens.digest("one")).orElseThrow().row().seen());

        assertEquals(0, passkeys().rename("id-bea", "k1", "mine"));
        assertEquals(1, passkeys().rename("id-ann", "k1", "the blue one"));
        assertEquals("the blue one", passkeys().of("id-ann").getLast().name());
        assertEquals(0, passkeys().end("id-bea", "k1", ANN));
        assertEquals(1, passkeys().end("id-ann", "k1", ANN));
        assertEquals(List.of("k2"), ids("id-ann"));
        assertTrue(passkeys().by(Tokens.digest("one")).isEmpty());
        assertEquals(
                List.of("passkey-removed", "passkey-added", "passkey-added"),
                audit().page(null, null, null, 3).stream()
                        .map(Audit.Entry::kind)
                        .toList());
    }

    private List<String> ids(String person) {
        return passkeys().of(person).stream().map(PasskeyRows.Row::id).toList();
    }

    private static List<String> of(PasskeyRows.Row row) {
        return List.of(row.id(), row.person(), row.host(), row.name());
    }

    /** ASVS 5.0, 6.4.1 and 7.4.3: who has taken over an account may have added a passkey of his own to it. */
    @Test
    void a_link_for_another_password_ends_all_of_its_person_s_and_no_others() {
        ann();
        passkeys().begin(passkey("k1", "id-bea", "one", 900), 2, ANN);
        passkeys().begin(passkey("k2", "id-bea", "two", 900), 2, ANN);
        passkeys().begin(passkey("k3", "id-ann", "three", 900), 2, ANN);
        government().offerReset("id-bea", Tokens.digest("link"), Long.MAX_VALUE, ANN);
        assertEquals(List.of("k1", "k2"), ids("id-bea"), "offered, not used");
        government().reset(Tokens.digest("link"), "another hash", VISIT);
        assertEquals(List.of(), ids("id-bea"));
        assertEquals(List.of("k3"), ids("id-ann"));
        var last = audit().page(null, null, null, 1).getFirst();
        assertEquals("passkey-removed 2 passkeys", last.kind() + " " + last.detail());
    }

    @Test
    void one_that_never_counts_may_be_used_again_and_again() {
        ann();
        var row = passkey("k1", "id-ann", "one", 900);
        var uncounted = new Ceremonies.Kept(row.kept().credential(), row.kept().key(), 0);
        passkeys()
                .begin(new PasskeyRows.Row("k1", "id-ann", row.host(), uncounted, Set.of(), "one", 900, null), 2, ANN);
        assertTrue(passkeys().used("k1", 0, 950));
        assertTrue(passkeys().used("k1", 0, 951));
        assertEquals(Set.of(), passkeys().of("id-ann").getFirst().transports());
    }

    @Test
    void a_challenge_is_answered_once_and_in_time() {
        ann();
        passkeys().ask(challenge("one", null, "192.0.2.1"), NOW);
        passkeys().ask(challenge("two", "id-ann", "192.0.2.1"), NOW);
        assertNull(passkeys()
                .answered(Tokens.digest("one"), NOW + 299)
                .orElseThrow()
                .person());
        assertTrue(passkeys().answered(Tokens.digest("one"), NOW).isEmpty(), "replayed");
        assertTrue(passkeys().answered(Tokens.digest("never asked"), NOW).isEmpty());
        assertTrue(passkeys().answered(Tokens.digest("two"), NOW + 300).isEmpty(), "too late");

        passkeys().ask(challenge("three", null, "192.0.2.1"), NOW);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var answered = IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> passkeys().answered(Tokens.digest("three"), NOW), threads))
                    .toList();
            assertEquals(
                    1, answered.stream().filter(one -> one.join().isPresent()).count());
        }
        passkeys().ask(challenge("four", null, "192.0.2.1"), NOW);
        passkeys().sweep(NOW + 300);
        assertTrue(passkeys().answered(Tokens.digest("four"), NOW).isEmpty());
    }

    @Test
    void nobody_asks_so_much_that_the_store_fills() {
        ann();
        for (var i = 0; i < 7; i++) {
            passkeys().ask(new PasskeyRows.Challenge(Tokens.digest("ann " + i), "id-ann", "a", NOW + i), NOW - 1);
        }
        assertTrue(passkeys().answered(Tokens.digest("ann 1"), NOW - 1).isEmpty(), "he has turned from it");
        assertTrue(passkeys().answered(Tokens.digest("ann 2"), NOW - 1).isPresent());

        // many at once: the store writes them together
        try (var threads = Executors.newFixedThreadPool(100)) {
            IntStream.range(0, 1_000)
                    .forEach(i -> threads.execute(() -> passkeys().ask(challenge("flood " + i, null, "flooded"), NOW)));
        }
        assertEquals(Refusal.Code.SLOW_DOWN, code(() -> passkeys().ask(challenge("more", null, "flooded"), NOW)));
        passkeys().ask(challenge("elsewhere", null, "another"), NOW);
        passkeys().ask(new PasskeyRows.Challenge(Tokens.digest("later"), null, "flooded", NOW + 600), NOW + 300);
    }
}
