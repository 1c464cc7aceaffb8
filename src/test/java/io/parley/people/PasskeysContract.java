package io.parley.people;

import static io.parley.people.PasskeyRows.Use.AGAIN;
import static io.parley.people.PasskeyRows.Use.COUNTER;
import static io.parley.people.PasskeyRows.Use.RIGHT;
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

    protected abstract SignInRows signIns();

    protected abstract SecondFactorRows factors();

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

    private static PasskeyRows.Answer answer(String challenge, String attempt) {
        return new PasskeyRows.Answer(Tokens.digest(challenge), NOW + 300, attempt);
    }

    /** Who is signed in, and has the password that he has. */
    private Maker maker(String person) {
        var hash = accounts().credentialOf(person).orElseThrow().hash();
        var row = new SignInRows.Row("s-" + person, person, "Firefox", "192.0.2.1", 100, 900, Long.MAX_VALUE);
        signIns().begin(row, Tokens.digest(row.id()), SignInRows.Shown.PASSWORD, "password", hash);
        return new Maker(row.id(), hash);
    }

    private void begins(PasskeyRows.Row row, int most) {
        passkeys().begin(row, answer("for " + row.id(), row.id()), maker(row.person()), most, ANN);
    }

    private static Refusal.Code code(Runnable act) {
        return assertThrows(Refusal.class, act::run).code();
    }

    @Test
    void a_passkey_is_found_used_renamed_and_removed_by_its_owner_alone() {
        ann();
        begins(passkey("k1", "id-ann", "one", 900), 2);
        begins(passkey("k1", "id-ann", "one", 900), 2);
        begins(passkey("k2", "id-ann", "two", 901), 2);
        assertEquals(Refusal.Code.CONFLICT, code(() -> begins(passkey("k3", "id-ann", "three", 902), 2)), "too many");
        assertEquals(
                Refusal.Code.CONFLICT, code(() -> begins(passkey("k4", "id-bea", "one", 902), 2)), "somebody has it");

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

        assertEquals(COUNTER, passkeys().used("k1", 7, answer("1", "a"), 950), "the counter stands still");
        assertEquals(RIGHT, passkeys().used("k1", 9, answer("2", "b"), 950));
        assertEquals(COUNTER, passkeys().used("k1", 8, answer("3", "c"), 951), "another node was faster");
        assertEquals(COUNTER, passkeys().used("k9", 9, answer("4", "d"), 951));
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
                audit().page(null, null, null, 9).stream()
                        .map(Audit.Entry::kind)
                        .filter(kind -> kind.startsWith("passkey"))
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
        begins(passkey("k1", "id-bea", "one", 900), 2);
        begins(passkey("k2", "id-bea", "two", 900), 2);
        begins(passkey("k3", "id-ann", "three", 900), 2);
        government().offerReset("id-bea", Tokens.digest("link"), Long.MAX_VALUE, ANN);
        assertEquals(List.of("k1", "k2"), ids("id-bea"), "offered, not used");
        government().reset(Tokens.digest("link"), "another hash", VISIT);
        assertEquals(List.of(), ids("id-bea"));
        assertEquals(List.of("k3"), ids("id-ann"));
        var last = audit().page(null, null, null, 1).getFirst();
        assertEquals("passkey-removed 2 passkeys", last.kind() + " " + last.detail());
    }

    /** ASVS 5.0, 7.4.3. */
    @Test
    void ones_own_other_password_ends_passkeys_where_that_is_wanted() {
        ann();
        begins(passkey("k1", "id-bea", "one", 900), 2);
        begins(passkey("k2", "id-ann", "two", 900), 2);
        var none = SignInRows.Choice.one("none");
        accounts().password("id-bea", "another hash", none, new Accounts.Ends(true, false), ANN);
        assertEquals(List.of("k1"), ids("id-bea"));
        accounts().password("id-bea", "a third hash", none, new Accounts.Ends(false, true), ANN);
        assertEquals(List.of(), ids("id-bea"));
        assertEquals(List.of("k2"), ids("id-ann"));
        var last = audit().page(null, null, null, 1).getFirst();
        assertEquals("passkey-removed 1 passkey", last.kind() + " " + last.detail());
    }

    /** ASVS 5.0, 6.3.3. */
    @Test
    void a_passkey_counts_as_a_second_factor_while_there_is_one() {
        ann();
        var demanded = new SignInRows.Bounds(950, 500, SecondFactor.REQUIRED);
        var signIn = Set.of("s-id-bea");
        begins(passkey("k1", "id-bea", "one", 900), 2);
        begins(passkey("k2", "id-bea", "two", 900), 2);
        assertEquals(signIn, signIns().standing(signIn, demanded), "where it was added");
        assertEquals(1, passkeys().end("id-bea", "k1", ANN));
        assertEquals(signIn, signIns().standing(signIn, demanded));
        assertEquals(1, passkeys().end("id-bea", "k2", ANN));
        assertEquals(Set.of(), signIns().standing(signIn, demanded), "the last one");
        begins(passkey("k3", "id-ann", "three", 900), 2);
        assertEquals(Refusal.Code.CONFLICT, code(() -> begins(passkey("k4", "id-bea", "three", 900), 2)));
        assertEquals(Set.of(), signIns().standing(signIn, demanded), "one that was refused is none");
    }

    /** ASVS 5.0, 6.3.3. */
    @Test
    void a_sign_in_by_a_passkey_that_is_gone_when_it_begins_has_shown_none() {
        ann();
        var demanded = new SignInRows.Bounds(950, 500, SecondFactor.REQUIRED);
        begins(passkey("k1", "id-bea", "one", 900), 2);
        assertEquals(1, passkeys().end("id-bea", "k1", ANN));
        comes("late");
        assertEquals(Set.of(), signIns().standing(Set.of("late"), demanded));
        begins(passkey("k2", "id-bea", "two", 900), 2);
        comes("later");
        assertEquals(Set.of("later"), signIns().standing(Set.of("late", "later"), demanded));
    }

    /** Bea, by a passkey. */
    private void comes(String id) {
        var row = new SignInRows.Row(id, "id-bea", "Firefox", "192.0.2.1", 100, 900, Long.MAX_VALUE);
        var hash = accounts().credentialOf("id-bea").orElseThrow().hash();
        assertTrue(signIns().begin(row, Tokens.digest(id), SignInRows.Shown.PASSKEY, "passkey", hash));
    }

    /** Of two that somebody has shown, either is enough. */
    @Test
    void who_has_shown_an_app_and_a_passkey_goes_on_without_one_of_them() {
        ann();
        var demanded = new SignInRows.Bounds(950, 500, SecondFactor.REQUIRED);
        var signIn = Set.of("s-id-bea");
        begins(passkey("k1", "id-bea", "one", 900), 2);
        hasAnApp();
        assertEquals(1, passkeys().end("id-bea", "k1", ANN));
        assertEquals(signIn, signIns().standing(signIn, demanded), "by the app");
        begins(passkey("k2", "id-bea", "two", 900), 2);
        assertTrue(factors().end("id-bea", ANN));
        assertEquals(signIn, signIns().standing(signIn, demanded), "by the passkey");
        hasAnApp();
        assertTrue(factors().end("id-bea", ANN));
        assertEquals(1, passkeys().end("id-bea", "k2", ANN));
        assertEquals(Set.of(), signIns().standing(signIn, demanded), "by neither");
    }

    private void hasAnApp() {
        var secret = Tokens.digest("a secret");
        factors().offer("id-bea", secret, maker("id-bea"));
        factors().confirm("id-bea", secret, 100, List.of(), maker("id-bea"), ANN);
    }

    @Test
    void one_that_never_counts_may_be_used_again_and_again() {
        ann();
        var row = passkey("k1", "id-ann", "one", 900);
        var uncounted = new Ceremonies.Kept(row.kept().credential(), row.kept().key(), 0);
        begins(new PasskeyRows.Row("k1", "id-ann", row.host(), uncounted, Set.of(), "one", 900, null), 2);
        assertEquals(RIGHT, passkeys().used("k1", 0, answer("1", "a"), 950));
        assertEquals(RIGHT, passkeys().used("k1", 0, answer("2", "b"), 951));
        assertEquals(Set.of(), passkeys().of("id-ann").getFirst().transports());
    }

    /** ASVS 5.0, 6.7.2: on all nodes together. */
    @Test
    void a_challenge_is_answered_once() {
        ann();
        begins(passkey("k1", "id-ann", "one", 900), 2);
        var answer = answer("asked", "a");
        assertFalse(passkeys().answered(answer.digest()));
        assertEquals(RIGHT, passkeys().used("k1", 8, answer, 950));
        assertTrue(passkeys().answered(answer.digest()));
        assertEquals(
                RIGHT, passkeys().used("k1", 8, answer, 950), "the same once more, after a COMMIT of unknown outcome");
        assertEquals(AGAIN, passkeys().used("k1", 9, answer("asked", "b"), 951));
        assertEquals(
                Refusal.Code.EXPIRED,
                code(() -> passkeys()
                        .begin(passkey("k2", "id-ann", "two", 900), answer("asked", "c"), maker("id-ann"), 2, ANN)));
        try (var threads = Executors.newFixedThreadPool(8)) {
            var used = IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> passkeys().used("k1", 10 + i, answer("at once", "attempt " + i), 952), threads))
                    .toList();
            assertEquals(1, used.stream().filter(one -> one.join() != AGAIN).count());
        }
        passkeys().sweep(NOW + 299);
        assertEquals(AGAIN, passkeys().used("k1", 30, answer("asked", "d"), 953), "it could still be answered");
        passkeys().sweep(NOW + 300);
        assertEquals(RIGHT, passkeys().used("k1", 30, answer("asked", "e"), 954), "nothing is kept for ever");
    }

    /** ASVS 5.0, 7.4.2 and 7.4.3: what ends all there is ends what is being added too. */
    @Test
    void a_passkey_that_was_being_added_when_its_maker_was_thrown_out_is_none() {
        ann();
        var made = passkey("k1", "id-bea", "one", 900);
        government().offerReset("id-bea", Tokens.digest("link"), Long.MAX_VALUE, ANN);
        var before = maker("id-bea");
        government().reset(Tokens.digest("link"), "another hash", VISIT);
        assertEquals(Refusal.Code.EXPIRED, code(() -> passkeys().begin(made, answer("1", "a"), before, 2, ANN)));
        assertEquals(
                Refusal.Code.EXPIRED,
                code(() -> passkeys().begin(made, answer("2", "b"), new Maker("gone", "another hash"), 2, ANN)),
                "signed out");
        government().change("id-bea", null, false, null, ANN);
        assertEquals(
                Refusal.Code.EXPIRED,
                code(() -> passkeys().begin(made, answer("3", "c"), new Maker("s-id-bea", "another hash"), 2, ANN)));
        assertEquals(List.of(), ids("id-bea"));
    }
}
