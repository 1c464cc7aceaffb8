package io.parley.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.chat.Journal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of accounts does. */
public abstract class AccountsContract {
    protected static final Visit VISIT = new Visit("192.0.2.1", "Firefox on Linux");
    private static final SignInRows.Bounds GOOD = new SignInRows.Bounds(1_000, 500);

    /** An empty store; the same within one test. */
    protected abstract Accounts accounts();

    protected abstract SignInRows signIns();

    protected abstract AccessTokenRows accessTokens();

    protected abstract Attempts attempts();

    protected abstract Audit audit();

    protected abstract Directory directory();

    protected abstract Journal journal();

    /** Sets the store's clock, in milliseconds since 1970. */
    protected abstract void clockIs(long millis);

    public static NewAccount account(String handle) {
        return account(handle, "The " + handle, null);
    }

    public static NewAccount account(String handle, String name, @Nullable String email) {
        return new NewAccount(
                "id-" + handle,
                new Handle(handle),
                new ShownName(name),
                email == null ? null : new Email(email),
                "hash of " + handle);
    }

    @Test
    void the_first_one_is_the_owner_and_there_is_no_second_first_one() {
        assertFalse(accounts().owned());
        var code = accounts().setupCode();
        assertEquals(20, code.length());
        assertEquals(code, accounts().setupCode(), "the same for every node");

        var ann = accounts().setUp(account("ann", "Ann", "Ann@Example.org"), VISIT);

        assertEquals("owner", ann.role());
        assertEquals("ann@example.org", ann.email());
        assertTrue(accounts().owned());
        assertEquals(ann, accounts().setUp(account("ann"), VISIT), "a repeat finds what was made");
        assertEquals(
                Refusal.Code.CONFLICT,
                assertThrows(Refusal.class, () -> accounts().setUp(account("bea"), VISIT))
                        .code());
        assertEquals(List.of("set-up"), kinds());
    }

    @Test
    void many_who_set_it_up_at_once_make_one_owner() {
        accounts().setupCode();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var owners = IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    accounts().setUp(account("p" + i), VISIT);
                                    return 1;
                                } catch (Refusal refusal) {
                                    return 0;
                                }
                            },
                            threads))
                    .toList();
            assertEquals(1, owners.stream().mapToInt(CompletableFuture::join).sum());
        }
    }

    @Test
    void an_access_token_is_good_until_it_runs_out_or_is_revoked() {
        setUp();
        var token = Tokens.digest("parley_token");
        var row = new AccessTokenRows.Row(
                "t1", "id-owner", "a \u0000robot", Set.of(Scope.WRITE, Scope.READ), 900, null, 2_000);
        var trace = VISIT.trace("id-owner");
        accessTokens().begin(row, token, 2, trace);
        accessTokens().begin(row, token, 2, trace);
        accessTokens().begin(another("t2", 1_000), Tokens.digest("parley_another"), 2, trace);
        assertEquals(
                Refusal.Code.CONFLICT,
                assertThrows(
                                Refusal.class,
                                () -> accessTokens().begin(another("t3", 1_000), Tokens.digest("a third"), 2, trace))
                        .code());

        var found = accessTokens().by(token, 1_999, SecondFactor.OFFERED).orElseThrow();
        assertEquals("id-owner", found.visitor().signedIn().person().id());
        assertEquals("t1", found.visitor().signedIn().signIn());
        assertEquals(Set.of(Scope.READ, Scope.WRITE), found.visitor().signedIn().scopes());
        assertTrue(accessTokens().by(token, 2_000, SecondFactor.OFFERED).isEmpty());
        assertTrue(accessTokens()
                .by(Tokens.digest("parley_other"), 1_000, SecondFactor.OFFERED)
                .isEmpty());
        assertTrue(signIns().by(token, GOOD).isEmpty(), "a cookie is another thing");
        assertEquals(Set.of("t1", "t2"), signIns().standing(List.of("t1", "t2", "t3"), GOOD));
        assertEquals(List.of("t2", "t1"), idsOf(accessTokens().of("id-owner", 1_000)));
        assertEquals(row, accessTokens().of("id-owner", 1_000).getLast());

        signIns().seen(List.of("t1"), 1_500);
        assertEquals(0, accessTokens().end("id-bea", "t1", trace));
        assertEquals(1_500L, accessTokens().of("id-owner", 1_600).getLast().seen());
        assertEquals(1, accessTokens().end("id-owner", "t1", trace));
        assertTrue(accessTokens().by(token, 1_000, SecondFactor.OFFERED).isEmpty());
        assertEquals(Set.of("t2"), signIns().standing(List.of("t1", "t2"), GOOD));
        assertEquals(List.of("token-revoked", "token-made", "token-made", "set-up"), kinds());

        signIns().sweep(new SignInRows.Bounds(2_000, 0));
        assertTrue(accessTokens().of("id-owner", 1_000).isEmpty());
    }

    private static AccessTokenRows.Row another(String id, long created) {
        return new AccessTokenRows.Row(id, "id-owner", "another", Set.of(Scope.ADMIN), created, null, 2_000);
    }

    private static List<String> idsOf(List<AccessTokenRows.Row> rows) {
        return rows.stream().map(AccessTokenRows.Row::id).toList();
    }

    @Test
    void nobody_registers_before_the_set_up() {
        assertEquals(
                Refusal.Code.FORBIDDEN,
                assertThrows(Refusal.class, () -> accounts().register(account("ann"), VISIT))
                        .code());
    }

    @Test
    void what_somebody_has_nobody_else_can_have() {
        setUp();
        accounts().register(account("bea", "Bea Lee", "bea@example.org"), VISIT);

        assertTaken("handle", new NewAccount("other", new Handle("bea"), new ShownName("Other"), null, "another hash"));
        assertTaken("name", account("c1", "bea  LEE", null));
        assertTaken("name", account("c2", "\u0412\u0435\u0430 Lee", null));
        assertTaken("email", account("c3", "Cem", "BEA@example.org"));
        assertEquals(
                "Bea", accounts().register(account("c4", "Bea", null), VISIT).name());
    }

    private void assertTaken(String member, NewAccount account) {
        var refusal = assertThrows(Refusal.class, () -> accounts().register(account, VISIT));
        assertEquals(Refusal.Code.TAKEN, refusal.code());
        assertTrue(refusal.text().startsWith(member + ":"), refusal.text());
    }

    @Test
    void somebody_is_found_by_handle_and_by_email() {
        setUp();
        accounts().register(account("bea", "Bea", "bea@example.org"), VISIT);

        var bea = new Accounts.Credential("id-bea", "hash of bea", true);
        assertEquals(bea, accounts().credential("bea").orElseThrow());
        assertEquals(bea, accounts().credential("bea@example.org").orElseThrow());
        assertEquals(bea, accounts().credentialOf("id-bea").orElseThrow());
        for (var nobody : List.of("", "nobody", "bea@example.com", "Bea", "' OR 1=1 --", "be_", "\0")) {
            assertTrue(accounts().credential(nobody).isEmpty(), nobody);
        }
    }

    @Test
    void who_spoke_by_a_name_alone_stays_as_an_inactive_author() {
        var old = directory().named(new Name("Ann"));
        accounts().namesAreEnough(false);
        setUp();

        assertEquals(
                List.of(new Person(old.id(), "Ann", null, null, null, null, true)),
                directory().byIds(Set.of(old.id())));
        var ann = accounts().register(account("ann", "Ann", null), VISIT);
        assertNotEquals(old.id(), ann.id());
        assertTrue(accounts().credential("Ann").isEmpty());
        accounts().namesAreEnough(true);
        assertEquals(List.of(old), directory().byIds(Set.of(old.id())));
        assertEquals(old, directory().named(new Name("Ann")));
    }

    @Test
    void a_sign_in_is_found_by_its_token_until_it_is_too_old_or_ended() {
        setUp();
        begin("s1", "owner", 900, 2_000);
        begin("s2", "owner", 400, 2_000);
        begin("s3", "owner", 900, 1_000);

        assertEquals(
                "s1",
                signIns()
                        .by(Tokens.digest("s1"), GOOD)
                        .orElseThrow()
                        .visitor()
                        .signedIn()
                        .signIn());
        assertTrue(signIns().by(Tokens.digest("s2"), GOOD).isEmpty(), "idle");
        assertTrue(signIns().by(Tokens.digest("s3"), GOOD).isEmpty(), "expired");
        assertTrue(signIns().by(Tokens.digest("s4"), GOOD).isEmpty(), "never was");
        assertEquals(Set.of("s1"), signIns().standing(Set.of("s1", "s2", "s3", "s4"), GOOD));
        assertEquals(
                List.of("s1"),
                signIns().of("id-owner", GOOD).stream().map(SignInRows.Row::id).toList());

        signIns().sweep(GOOD);
        var all = new SignInRows.Bounds(0, 0);
        assertEquals(Set.of("s1"), signIns().standing(Set.of("s1", "s2", "s3"), all));
        assertEquals(1, end("id-owner", SignInRows.Choice.one("s1")));
        assertEquals(0, end("id-owner", SignInRows.Choice.one("s1")));
        assertTrue(signIns().by(Tokens.digest("s1"), GOOD).isEmpty());
    }

    @Test
    void nobody_ends_the_sign_in_of_another() {
        setUp();
        accounts().register(account("bea"), VISIT);
        begin("s1", "owner", 900, 2_000);
        begin("s2", "owner", 900, 2_000);
        begin("s3", "bea", 900, 2_000);

        assertEquals(0, end("id-bea", SignInRows.Choice.one("s1")));
        assertEquals(1, end("id-owner", SignInRows.Choice.allBut("s2")));
        assertEquals(Set.of("s2", "s3"), signIns().standing(Set.of("s1", "s2", "s3"), GOOD));
        assertEquals(1, end("id-owner", SignInRows.Choice.all()));
        assertEquals(Set.of("s3"), signIns().standing(Set.of("s1", "s2", "s3"), GOOD));
        assertEquals(
                List.of("sign-in-revoked", "sign-in-revoked", "signed-in", "signed-in", "signed-in"),
                kinds().subList(0, 5));
    }

    @Test
    void failed_tries_wait_longer_and_longer_and_a_right_one_forgives() {
        var key = Attempts.Key.login("ann");
        var address = Attempts.Key.address("192.0.2.1");
        var both = List.of(key, address);
        clockIs(1_000_000);
        for (var i = 0; i < Backoff.PERSON.free(); i++) {
            assertEquals(Duration.ZERO, attempts().begin(both));
        }
        assertEquals(Duration.ofSeconds(1), attempts().begin(both));
        assertEquals(Duration.ZERO, attempts().begin(List.of(Attempts.Key.login("bea"), address)));
        clockIs(1_001_000);
        assertEquals(Duration.ZERO, attempts().begin(both));
        assertEquals(Duration.ofSeconds(2), attempts().begin(both));
        attempts().right(key, address);
        assertEquals(Duration.ZERO, attempts().begin(both));
        clockIs(1_001_000 + Backoff.PERSON.forgotten().toMillis());
        attempts().sweep();
        assertEquals(Duration.ZERO, attempts().begin(both));
    }

    @Test
    void a_hundred_tries_at_once_are_a_hundred() {
        try (var threads = Executors.newFixedThreadPool(16)) {
            var let = IntStream.range(0, 100)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> attempts().begin(List.of(Attempts.Key.login("ann"))), threads))
                    .toList();
            assertEquals(
                    Backoff.PERSON.free(),
                    let.stream()
                            .map(CompletableFuture::join)
                            .filter(Duration::isZero)
                            .count());
        }
    }

    @Test
    void the_audit_log_is_read_backwards_in_pages() {
        var trace = new Trace("p1", "192.0.2.1");
        for (var i = 0; i < 5; i++) {
            audit().record(Audit.Kind.SIGN_IN_FAILED, trace, i == 2 ? "p2" : null, "n" + i);
        }
        audit().record(Audit.Kind.RENAMED, new Trace("p3", "192.0.2.2"), "p2", "a\0b");

        var page = audit().page(null, null, null, 4);
        assertEquals(
                List.of("a\0b", "n4", "n3", "n2"),
                page.stream().map(Audit.Entry::detail).toList());
        var rest = audit().page(page.getLast().id(), null, null, 4);
        assertEquals(List.of("n1", "n0"), rest.stream().map(Audit.Entry::detail).toList());
        assertEquals(2, audit().page(null, null, "p2", 9).size());
        assertEquals(1, audit().page(null, Audit.Kind.SIGN_IN_FAILED, "p2", 9).size());
        assertEquals(5, audit().page(null, null, "p1", 9).size());
        var entry = page.getFirst();
        assertEquals(
                "p3 p2 192.0.2.2 renamed",
                entry.by() + " " + entry.person() + " " + entry.address() + " " + entry.kind());
    }

    @Test
    void the_audit_log_forgets_what_is_too_old() {
        for (var i = 1; i <= 250; i++) {
            clockIs(i);
            audit().record(Audit.Kind.SIGN_IN_FAILED, VISIT.trace(), null, "n" + i);
        }
        audit().forget(249);
        assertEquals(
                List.of("n250", "n249"),
                audit().page(null, null, null, 9).stream()
                        .map(Audit.Entry::detail)
                        .toList());
        audit().forget(0);
        assertEquals(2, audit().page(null, null, null, 9).size());
    }

    @Test
    void what_people_show_of_themselves_is_counted_when_it_changes() {
        setUp();
        var bea = accounts().register(account("bea"), VISIT);
        var before = journal().standing(List.of(), List.of()).shown();
        assertEquals(List.of(), journal().shown(before, 10));

        show("id-bea", "Bea", null);
        show("id-owner", "Owner", new Status("x", "away", null));
        show("id-bea", "Beatrice", null);
        accounts()
                .password(
                        "id-bea",
                        "another hash",
                        SignInRows.Choice.all(),
                        new Accounts.Ends(true, true),
                        VISIT.trace("id-bea"));

        assertEquals(
                before + 3,
                journal().standing(List.of("lobby"), List.of(bea.id())).shown());
        var shown = journal().shown(before, 10);
        assertEquals(
                List.of("Owner " + (before + 2) + " [lobby]", "Beatrice " + (before + 3) + " [lobby]"),
                shown.stream()
                        .map(face -> face.person().name() + " " + face.count() + " " + face.channels())
                        .toList(),
                "each as he is now");
        assertEquals(shown.subList(0, 1), journal().shown(before, 1));
        assertEquals(shown.subList(1, 2), journal().shown(before + 2, 1));
    }

    private void show(String person, String name, @Nullable Status status) {
        accounts().change(person, new Details(new ShownName(name), null, status, null, null), VISIT.trace(person));
    }

    protected Profile setUp() {
        accounts().setupCode();
        return accounts().setUp(account("owner"), VISIT);
    }

    private void begin(String id, String handle, long seen, long expires) {
        signIns()
                .begin(
                        new SignInRows.Row(id, "id-" + handle, "Firefox", "192.0.2.1", 100, seen, expires),
                        Tokens.digest(id),
                        SignInRows.Shown.PASSWORD,
                        "password",
                        "hash of " + handle);
    }

    private int end(String person, SignInRows.Choice choice) {
        return signIns().end(person, choice, Audit.Kind.SIGN_IN_REVOKED, VISIT.trace(person));
    }

    protected List<String> kinds() {
        return audit().page(null, null, null, 100).stream()
                .map(Audit.Entry::kind)
                .toList();
    }
}
