package io.parley.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What ends somebody's access, in every store: the rows are gone, and his person is touched, without which no node would look whether
 * those who are connected may stay.
 */
public abstract class AccessContract {
    private static final Visit VISIT = new Visit("192.0.2.1", "Firefox on Linux");
    private static final SignInRows.Bounds GOOD = new SignInRows.Bounds(1_000, 500);
    private static final String BEA = "id-bea";
    private static final Set<String> ALL = Set.of("s1", "s2", "t1", "other");
    private static final Trace OWNER = VISIT.trace("id-owner");
    private static final Trace SELF = VISIT.trace(BEA);

    /** What is kept, in one store; the same within one test. */
    public record Stores(
            Accounts accounts, Government government, SignInRows signIns, AccessTokenRows tokens, Audit audit) {}

    protected abstract Stores stores();

    /** Whose version counted up to what, a map for each transaction; can be cleared. */
    protected abstract List<Map<String, Long>> touched();

    /** Bea is signed in twice and has a program, and so has somebody else. */
    @BeforeEach
    void areIn() {
        stores().accounts().setupCode();
        stores().accounts().setUp(AccountsContract.account("owner"), VISIT);
        stores().accounts().register(AccountsContract.account("bea"), VISIT);
        stores().accounts().register(AccountsContract.account("cem"), VISIT);
        signsIn("s1", BEA);
        signsIn("s2", BEA);
        signsIn("other", "id-cem");
        var token = new AccessTokenRows.Row("t1", BEA, "robot", Set.of(Scope.READ), 900, null, Long.MAX_VALUE);
        stores().tokens().begin(token, Tokens.digest("t1"), 9, SELF);
        assertEquals(ALL, standing());
        touched().clear();
    }

    private void signsIn(String id, String person) {
        var row = new SignInRows.Row(id, person, "Firefox", "192.0.2.1", 100, 900, Long.MAX_VALUE);
        stores().signIns().begin(row, Tokens.digest(id), "password");
    }

    private Set<String> standing() {
        return stores().signIns().standing(ALL, GOOD);
    }

    /** Once, and nobody else. */
    private void assertBeaIsTouched() {
        assertEquals(List.of(Set.of(BEA)), touched().stream().map(Map::keySet).toList());
    }

    private List<String> kinds(int newest) {
        return stores().audit().page(null, null, null, newest).stream()
                .map(Audit.Entry::kind)
                .toList();
    }

    @Test
    void a_sign_in_that_is_revoked() {
        assertEquals(1, stores().signIns().end(BEA, SignInRows.Choice.one("s1"), Audit.Kind.SIGN_IN_REVOKED, SELF));
        assertEquals(Set.of("s2", "t1", "other"), standing());
        assertBeaIsTouched();
        assertEquals(0, stores().signIns().end(BEA, SignInRows.Choice.one("s1"), Audit.Kind.SIGN_IN_REVOKED, SELF));
        assertBeaIsTouched();
    }

    @Test
    void an_access_token_that_is_revoked() {
        assertEquals(1, stores().tokens().end(BEA, "t1", SELF));
        assertEquals(Set.of("s1", "s2", "other"), standing());
        assertBeaIsTouched();
    }

    @Test
    void being_signed_out_by_an_administrator_while_programs_go_on() {
        assertEquals(2, stores().government().signOut(BEA, OWNER));
        assertEquals(Set.of("t1", "other"), standing());
        assertBeaIsTouched();
    }

    @Test
    void deactivation_after_which_nothing_comes_back_by_itself() {
        stores().government().change(BEA, null, false, null, OWNER);
        assertEquals(Set.of("other"), standing());
        assertBeaIsTouched();
        assertEquals(List.of("token-revoked", "deactivated"), kinds(2));
        stores().government().change(BEA, null, true, null, OWNER);
        assertEquals(Set.of("other"), standing());
        assertTrue(stores().tokens().of(BEA, 1_000).isEmpty());
    }

    @Test
    void another_role_is_heard_of_and_ends_nothing() {
        stores().government().change(BEA, Role.GUEST, null, null, OWNER);
        assertEquals(ALL, standing());
        assertBeaIsTouched();
    }

    /** ASVS 5.0, 6.4.1 and 7.4.3: whoever lost a password may have lost what else opens his account. */
    @Test
    void a_link_for_another_password_once_it_is_used() {
        var link = Tokens.digest("link");
        stores().government().offerReset(BEA, link, Long.MAX_VALUE, OWNER);
        assertEquals(ALL, standing());
        assertEquals(List.of(), touched());
        stores().government().reset(link, "another hash", VISIT);
        assertEquals(Set.of("other"), standing());
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
        var present = SignInRows.Choice.allBut("s2");
        stores().accounts().password(BEA, "another hash", present, false, SELF);
        assertEquals(Set.of("s2", "t1", "other"), standing());
        assertBeaIsTouched();
        assertEquals(List.of("password-changed"), kinds(1));
        touched().clear();
        stores().accounts().password(BEA, "a third hash", present, true, SELF);
        assertEquals(Set.of("s2", "other"), standing());
        assertBeaIsTouched();
        assertEquals(List.of("token-revoked", "password-changed"), kinds(2));
    }

    @Test
    void what_somebody_says_of_himself_is_heard_of() {
        var details = new Details(new ShownName("Bea B."), null, null, null, null);
        stores().accounts().change(BEA, details, SELF);
        assertBeaIsTouched();
    }
}
