package io.parley.people;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * What gives and ends access, in every store. Where it ends, the rows are gone, and the person is touched, without which no node would look
 * whether those who are connected may stay.
 */
public abstract class AccessContract {
    private static final Visit VISIT = new Visit("192.0.2.1", "Firefox on Linux");
    private static final SignInRows.Bounds GOOD = new SignInRows.Bounds(1_000, 500);
    private static final Trace OWNER = VISIT.trace("id-owner");
    /** Every test has people of its own: the store is shared. */
    private static final AtomicInteger TESTS = new AtomicInteger();

    private final String n = "-" + TESTS.incrementAndGet();
    private final String bea = "id-bea" + n;
    private final String s1 = "s1" + n;
    private final String s2 = "s2" + n;
    private final String t1 = "t1" + n;
    private final String other = "other" + n;
    private final Set<String> all = Set.of(s1, s2, t1, other);
    private final Trace self = VISIT.trace(bea);

    /** What is kept, in one store. */
    public record Stores(
            Accounts accounts,
            Government government,
            SignInRows signIns,
            AccessTokenRows tokens,
            SecondFactorRows factors,
            Audit audit) {}

    protected abstract Stores stores();

    /** Whose version counted up to what, a map for each transaction; can be cleared. */
    protected abstract List<Map<String, Long>> touched();

    /** Bea is signed in twice and has a program, and so has somebody else. */
    @BeforeEach
    void areIn() {
        if (!stores().accounts().owned()) {
            stores().accounts().setupCode();
            stores().accounts().setUp(AccountsContract.account("owner"), VISIT);
        }
        stores().accounts().register(AccountsContract.account("bea" + n), VISIT);
        stores().accounts().register(AccountsContract.account("cem" + n), VISIT);
        signsIn(s1, bea);
        signsIn(s2, bea);
        signsIn(other, "id-cem" + n);
        var token = new AccessTokenRows.Row(t1, bea, "robot", Set.of(Scope.READ), 900, null, Long.MAX_VALUE);
        stores().tokens().begin(token, Tokens.digest(t1), 9, self);
        assertEquals(all, standing());
        touched().clear();
    }

    private void signsIn(String id, String person) {
        signsIn(id, person, "hash of " + person.substring("id-".length()));
    }

    private void signsIn(String id, String person, String hash) {
        var row = new SignInRows.Row(id, person, "Firefox", "192.0.2.1", 100, 900, Long.MAX_VALUE);
        assertTrue(begins(row, hash));
    }

    private boolean begins(SignInRows.Row row, String hash) {
        return stores().signIns().begin(row, Tokens.digest(row.id()), SignInRows.Shown.PASSWORD, "password", hash);
    }

    private Set<String> standing() {
        return stores().signIns().standing(all, GOOD);
    }

    /** Once, and nobody else. */
    private void assertBeaIsTouched() {
        assertEquals(List.of(Set.of(bea)), touched().stream().map(Map::keySet).toList());
    }

    private List<String> kinds(int newest) {
        return stores().audit().page(null, null, null, newest).stream()
                .map(Audit.Entry::kind)
                .toList();
    }

    @Test
    void a_sign_in_that_is_revoked() {
        assertEquals(1, stores().signIns().end(bea, SignInRows.Choice.one(s1), Audit.Kind.SIGN_IN_REVOKED, self));
        assertEquals(Set.of(s2, t1, other), standing());
        assertBeaIsTouched();
        assertEquals(0, stores().signIns().end(bea, SignInRows.Choice.one(s1), Audit.Kind.SIGN_IN_REVOKED, self));
        assertBeaIsTouched();
    }

    @Test
    void an_access_token_that_is_revoked() {
        assertEquals(1, stores().tokens().end(bea, t1, self));
        assertEquals(Set.of(s1, s2, other), standing());
        assertBeaIsTouched();
    }

    @Test
    void being_signed_out_by_an_administrator_while_programs_go_on() {
        assertEquals(2, stores().government().signOut(bea, OWNER));
        assertEquals(Set.of(t1, other), standing());
        assertBeaIsTouched();
    }

    @Test
    void deactivation_after_which_nothing_comes_back_by_itself() {
        stores().government().change(bea, null, false, null, OWNER);
        assertEquals(Set.of(other), standing());
        assertBeaIsTouched();
        assertEquals(List.of("token-revoked", "deactivated"), kinds(2));
        stores().government().change(bea, null, true, null, OWNER);
        assertEquals(Set.of(other), standing());
        assertTrue(stores().tokens().of(bea, 1_000).isEmpty());
    }

    @Test
    void another_role_is_heard_of_and_ends_nothing() {
        stores().government().change(bea, Role.GUEST, null, null, OWNER);
        assertEquals(all, standing());
        assertBeaIsTouched();
    }

    /** ASVS 5.0, 6.4.1 and 7.4.3: whoever lost a password may have lost what else opens his account. */
    @Test
    void a_link_for_another_password_once_it_is_used() {
        var link = Tokens.digest("link" + n);
        stores().government().offerReset(bea, link, Long.MAX_VALUE, OWNER);
        assertEquals(all, standing());
        assertEquals(List.of(), touched());
        stores().government().reset(link, "another hash", VISIT);
        assertEquals(Set.of(other), standing());
        assertBeaIsTouched();
        assertEquals(List.of("token-revoked", "password-reset"), kinds(2));
        assertEquals(
                Refusal.Code.LINK_GONE,
                assertThrows(Refusal.class, () -> stores().government().reset(link, "a third hash", VISIT))
                        .code());
    }

    /** ASVS 5.0, 7.4.3: the other sign-ins end; programs, which know nothing of the password, if he likes. */
    @Test
    void ones_own_other_password() {
        var present = SignInRows.Choice.allBut(s2);
        stores().accounts().password(bea, "another hash", present, new Accounts.Ends(false, false), self);
        assertEquals(Set.of(s2, t1, other), standing());
        assertBeaIsTouched();
        assertEquals(List.of("password-changed"), kinds(1));
        touched().clear();
        stores().accounts().password(bea, "a third hash", present, new Accounts.Ends(true, false), self);
        assertEquals(Set.of(s2, other), standing());
        assertBeaIsTouched();
        assertEquals(List.of("token-revoked", "password-changed"), kinds(2));
    }

    /** ASVS 5.0, 7.4.2 and 7.4.3: whoever knows the old password and keeps signing in must not be in when it is another one. */
    @Test
    void a_sign_in_that_was_under_way_when_all_others_were_ended_does_not_begin() {
        var row = new SignInRows.Row("late" + n, bea, "Firefox", "192.0.2.1", 100, 900, Long.MAX_VALUE);
        var link = Tokens.digest("link" + n);
        stores().government().offerReset(bea, link, Long.MAX_VALUE, OWNER);
        stores().government().reset(link, "another hash", VISIT);
        assertFalse(begins(row, "hash of bea" + n), "by the password he had");
        stores().government().change(bea, null, false, null, OWNER);
        assertFalse(begins(row, "another hash"), "deactivated");
        stores().government().change(bea, null, true, null, OWNER);
        assertEquals(Set.of(), stores().signIns().standing(Set.of(row.id()), GOOD));
        assertEquals(List.of("activated", "deactivated"), kinds(2), "nobody signed in");
        assertTrue(begins(row, "another hash"));
        assertTrue(begins(row, "another hash"), "the same once more, as after a COMMIT of unknown outcome");
        assertEquals(Set.of(row.id()), stores().signIns().standing(Set.of(row.id()), GOOD));
        assertEquals(List.of("signed-in", "activated"), kinds(2));
    }

    /** ASVS 5.0, 7.4.2 and 7.4.3: whoever is being thrown out takes no token along. */
    @Test
    void a_token_that_was_being_made_when_its_maker_was_signed_out_is_none() {
        var tokens = new AccessTokens(
                stores().tokens(),
                stores().signIns(),
                (who, password, trace) -> {},
                () -> Instant.ofEpochMilli(950),
                () -> "late" + n,
                () -> "t" + n,
                SecondFactor.OFFERED);
        var visitor = new SignedIn(new Person(bea, "Bea"), s1);
        var wish = new AccessTokens.Wish("robot", Set.of(Scope.READ), 2_000);
        stores().government().signOut(bea, OWNER);
        assertEquals(Refusal.Code.SIGNED_OUT, refused(() -> tokens.make(visitor, wish, new Password("hers"), self)));
        assertEquals(
                List.of(t1),
                tokens.of(bea).stream().map(AccessTokenRows.Row::id).toList());
        signsIn(s1, bea);
        assertEquals(
                "parley_t" + n,
                tokens.make(visitor, wish, new Password("hers"), self).token());
        assertEquals(2, tokens.of(bea).size());
    }

    @Test
    void what_somebody_says_of_himself_is_heard_of() {
        var details = new Details(new ShownName("Bea B. " + n), null, null, null, null);
        stores().accounts().change(bea, details, self);
        assertBeaIsTouched();
    }

    private static byte[] secret(int number) {
        return Tokens.digest("a secret " + number);
    }

    private static List<byte[]> codes(String... texts) {
        return Stream.of(texts).map(Tokens::digest).toList();
    }

    private void hasAnApp(String... codes) {
        stores().factors().offer(bea, secret(1), present());
        stores().factors().confirm(bea, secret(1), 100, codes(codes), present(), self);
    }

    /** Bea, where she is first signed in, with the password that she has. */
    private Maker present() {
        return new Maker(s1, stores().accounts().credentialOf(bea).orElseThrow().hash());
    }

    private static Refusal.Code refused(Executable executable) {
        return assertThrows(Refusal.class, executable).code();
    }

    @Test
    void an_app_is_asked_for_once_it_is_confirmed() {
        var factors = stores().factors();
        assertTrue(factors.app(bea).isEmpty());
        factors.offer(bea, secret(1), present());
        assertFalse(factors.take(bea, 99, "a"), "nobody asks for it yet");
        factors.offer(bea, secret(2), present());
        assertEquals(
                Refusal.Code.CONFLICT, refused(() -> factors.confirm(bea, secret(1), 100, codes(), present(), self)));
        assertFalse(factors.app(bea).orElseThrow().confirmed());
        factors.confirm(bea, secret(2), 100, codes("c1", "c2"), present(), self);
        factors.confirm(bea, secret(2), 100, codes("c1", "c2"), present(), self);
        assertTrue(factors.app(bea).orElseThrow().confirmed());
        assertArrayEquals(secret(2), factors.app(bea).orElseThrow().secret());
        assertEquals(2, factors.codesLeft(bea));
        assertEquals(
                Refusal.Code.CONFLICT,
                refused(() -> factors.offer(bea, secret(3), present())),
                "nobody replaces it unseen");
        assertEquals(
                Refusal.Code.CONFLICT, refused(() -> factors.confirm(bea, secret(2), 101, codes(), present(), self)));
        assertTrue(factors.app("id-cem" + n).isEmpty());
        assertEquals(List.of("second-factor-added", "token-made"), kinds(2));
    }

    /** ASVS 5.0, 7.4.2 and 7.4.3: whoever is being thrown out by another password locks its owner out by no app of his. */
    @Test
    void an_app_that_was_being_added_when_its_maker_was_thrown_out_is_none() {
        var factors = stores().factors();
        var thief = present();
        factors.offer(bea, secret(1), thief);
        stores().accounts()
                .password(bea, "another hash", SignInRows.Choice.one(s2), new Accounts.Ends(false, false), self);
        assertTrue(factors.app(bea).isEmpty(), "what was begun by the old password");
        assertEquals(Refusal.Code.EXPIRED, refused(() -> factors.offer(bea, secret(1), thief)));
        factors.offer(bea, secret(1), present());
        assertEquals(Refusal.Code.EXPIRED, refused(() -> factors.confirm(bea, secret(1), 100, codes(), thief, self)));
        var gone = new Maker(s2, "another hash");
        assertEquals(Refusal.Code.EXPIRED, refused(() -> factors.offer(bea, secret(1), gone)), "signed out");
        assertEquals(
                Refusal.Code.EXPIRED,
                refused(() -> factors.confirm(bea, secret(1), 100, codes(), gone, self)),
                "signed out");
        var link = Tokens.digest("link" + n);
        stores().government().offerReset(bea, link, Long.MAX_VALUE, OWNER);
        stores().government().reset(link, "a third hash", VISIT);
        assertTrue(factors.app(bea).isEmpty());
        signsIn(s1, bea, "a third hash");
        factors.offer(bea, secret(1), present());
        stores().government().change(bea, null, false, null, OWNER);
        assertEquals(
                Refusal.Code.EXPIRED, refused(() -> factors.confirm(bea, secret(1), 100, codes(), present(), self)));
        assertFalse(factors.app(bea).orElseThrow().confirmed());
    }

    /** RFC 6238, 5.2; ASVS 5.0, 6.5.1: also when many come with it at once. */
    @Test
    void the_code_of_a_step_is_good_once() {
        hasAnApp();
        var factors = stores().factors();
        assertFalse(factors.take(bea, 100, "a"), "the one that confirmed it");
        assertEquals(1, atOnce(attempt -> factors.take(bea, 101, attempt)));
        assertFalse(factors.take(bea, 101, "b"));
        assertFalse(factors.take(bea, 100, "b"), "an earlier one");
        assertTrue(factors.take(bea, 102, "b"));
        assertTrue(factors.take(bea, 102, "b"), "the same once more, after a COMMIT of unknown outcome");
    }

    @Test
    void a_recovery_code_is_good_once_and_only_for_its_owner() {
        hasAnApp("c1", "c2");
        var factors = stores().factors();
        assertFalse(factors.use("id-cem" + n, Tokens.digest("c1"), "a", VISIT.trace()));
        assertFalse(factors.use(bea, Tokens.digest("c3"), "a", VISIT.trace()));
        assertEquals(1, atOnce(attempt -> factors.use(bea, Tokens.digest("c1"), attempt, VISIT.trace())));
        assertEquals(1, factors.codesLeft(bea));
        assertTrue(factors.use(bea, Tokens.digest("c2"), "b", VISIT.trace()));
        assertTrue(factors.use(bea, Tokens.digest("c2"), "b", VISIT.trace()), "the same once more");
        assertEquals(List.of("recovery-code-used", "recovery-code-used", "second-factor-added"), kinds(3));
        factors.renew(bea, codes("c4"), self);
        assertEquals(1, factors.codesLeft(bea));
        assertFalse(factors.use(bea, Tokens.digest("c2"), "b", VISIT.trace()));
        assertEquals(List.of("recovery-codes-renewed"), kinds(1));
    }

    private static int atOnce(Predicate<String> take) {
        try (var threads = Executors.newFixedThreadPool(4)) {
            return IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> take.test("attempt " + i) ? 1 : 0, threads))
                    .toList()
                    .stream()
                    .mapToInt(CompletableFuture::join)
                    .sum();
        }
    }

    /** ASVS 5.0, 6.4.3: a link for another password is no way round it; only its owner and an administrator remove it. */
    @Test
    void a_second_factor_stays_until_it_is_removed() {
        hasAnApp("c1");
        var link = Tokens.digest("link" + n);
        stores().government().offerReset(bea, link, Long.MAX_VALUE, OWNER);
        stores().government().reset(link, "another hash", VISIT);
        stores().accounts().password(bea, "a third hash", SignInRows.Choice.all(), new Accounts.Ends(true, true), self);
        stores().government().change(bea, null, false, null, OWNER);
        stores().government().change(bea, null, true, null, OWNER);
        assertTrue(stores().factors().app(bea).orElseThrow().confirmed());
        assertEquals(1, stores().factors().codesLeft(bea));
        assertEquals(true, stores().accounts().profile(bea).orElseThrow().secondFactor());

        var government = stores().government();
        assertEquals(Refusal.Code.FORBIDDEN, refused(() -> government.removeSecondFactor(bea, self)));
        assertEquals(Refusal.Code.FORBIDDEN, refused(() -> government.removeSecondFactor("id-owner", OWNER)));
        government.removeSecondFactor(bea, OWNER);
        government.removeSecondFactor(bea, OWNER);
        assertTrue(stores().factors().app(bea).isEmpty());
        assertEquals(0, stores().factors().codesLeft(bea));
        assertNull(stores().accounts().profile(bea).orElseThrow().secondFactor());
        assertEquals(List.of("second-factor-removed", "activated"), kinds(2));
        assertEquals(Refusal.Code.CONFLICT, refused(() -> stores().factors().renew(bea, codes("c5"), self)));
    }

    private Visitor by(String signIn, SignInRows.Bounds bounds) {
        return stores().signIns()
                .by(Tokens.digest(signIn), bounds)
                .orElseThrow()
                .visitor();
    }

    /** ASVS 5.0, 6.3.3: what was begun without one stands for nobody, and its holder is nobody but for making one. */
    @Test
    void where_a_second_factor_is_demanded_only_what_has_shown_one_stands() {
        var demanded = new SignInRows.Bounds(1_000, 500, SecondFactor.REQUIRED);
        assertEquals(Set.of(), stores().signIns().standing(all, demanded));
        assertEquals(false, assertInstanceOf(Held.class, by(s1, demanded)).equipped());
        assertInstanceOf(SignedIn.class, by(s1, GOOD));
        hasAnApp("c1");
        assertEquals(Set.of(s1, t1), stores().signIns().standing(all, demanded), "where it was added; programs too");
        assertInstanceOf(SignedIn.class, by(s1, demanded));
        assertTrue(assertInstanceOf(Held.class, by(s2, demanded)).equipped(), "by the password alone");
        touched().clear();
        stores().factors().end(bea, self);
        assertBeaIsTouched();
        assertEquals(Set.of(), stores().signIns().standing(all, demanded));
        assertEquals(false, assertInstanceOf(Held.class, by(s1, demanded)).equipped());

        var ofAdministrators = new SignInRows.Bounds(1_000, 500, SecondFactor.ADMINISTRATORS);
        assertEquals(all, stores().signIns().standing(all, ofAdministrators));
        stores().government().change(bea, Role.ADMIN, null, null, OWNER);
        assertEquals(Set.of(other), stores().signIns().standing(all, ofAdministrators));
        assertInstanceOf(Held.class, by(s1, ofAdministrators));
    }

    /** An administrator may remove the app between the right code and the sign-in. */
    @Test
    void a_sign_in_has_shown_only_what_is_still_there_when_it_begins() {
        var demanded = new SignInRows.Bounds(1_000, 500, SecondFactor.REQUIRED);
        var late = Set.of("late" + n);
        hasAnApp("c1");
        assertTrue(stores().factors().take(bea, 101, "a"));
        stores().government().removeSecondFactor(bea, OWNER);
        beginsByCode("late" + n);
        assertEquals(Set.of(), stores().signIns().standing(late, demanded));
        stores().factors().offer(bea, secret(1), present());
        beginsByCode("later" + n);
        assertEquals(Set.of(), stores().signIns().standing(Set.of("later" + n), demanded), "not confirmed");
        stores().factors().confirm(bea, secret(1), 100, codes(), present(), self);
        beginsByCode("latest" + n);
        assertEquals(Set.of("latest" + n), stores().signIns().standing(Set.of("latest" + n), demanded));
    }

    private void beginsByCode(String id) {
        var row = new SignInRows.Row(id, bea, "Firefox", "192.0.2.1", 100, 900, Long.MAX_VALUE);
        var hash = present().hash();
        assertTrue(stores().signIns().begin(row, Tokens.digest(id), SignInRows.Shown.CODE, "password and app", hash));
    }

    @Test
    void its_owner_removes_a_second_factor_and_begins_anew() {
        hasAnApp("c1");
        assertTrue(stores().factors().end(bea, self));
        assertFalse(stores().factors().end(bea, self));
        assertFalse(stores().factors().use(bea, Tokens.digest("c1"), "a", self));
        hasAnApp("c1");
        assertEquals(1, stores().factors().codesLeft(bea));
        assertEquals(List.of("second-factor-added", "second-factor-removed", "second-factor-added"), kinds(3));
    }
}
