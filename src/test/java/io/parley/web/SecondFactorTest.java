package io.parley.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.people.App;
import io.parley.people.Audit;
import io.parley.people.Backoff;
import io.parley.people.Registration;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People add an authenticator app, come in by it, lose it, and get help. */
class SecondFactorTest {
    private static final String PASSWORD = "a good password";

    @TempDir
    static Path folder;

    private static AccountsHouse house;
    private static String ann;
    private static int members;

    /** Somebody new for each test. */
    private String handle = "";

    private String cookie = "";

    /** Somebody with an app: what it knows, and his recovery codes. */
    private record Secured(App app, List<String> codes) {}

    @BeforeAll
    static void open() throws Exception {
        house = new AccountsHouse(
                folder, "", new Web.Options(Optional.empty(), Set.of(), address -> false), new Registration.On());
        ann = house.setUp();
    }

    @AfterAll
    static void close() throws Exception {
        house.close();
    }

    @BeforeEach
    void comes() throws Exception {
        house.clock.addAndGet(Duration.ofHours(25).toMillis());
        handle = "m" + members++;
        var made = house.register(handle, PASSWORD);
        cookie = AccountsHouse.cookie(made);
        house.verified.set(0);
    }

    private HttpResponse<String> me(String method, String page, String body) throws Exception {
        return house.as(cookie, method, "/api/v1/me/" + page, body);
    }

    private static String proof() {
        return "{\"password\":\"" + PASSWORD + "\"}";
    }

    private HttpResponse<String> confirm(String code) throws Exception {
        return me("PUT", "totp", "{\"code\":\"" + code + "\"}");
    }

    private App begin() throws Exception {
        var begun = me("POST", "totp", proof());
        assertEquals(200, begun.statusCode(), begun.body());
        var secret = Pattern.compile("\"secret\":\"([A-Z2-7]{32})\"").matcher(begun.body());
        assertTrue(secret.find(), begun.body());
        return new App(secret.group(1));
    }

    /** A later step than the one that confirmed it. */
    private Secured secured() throws Exception {
        var app = begin();
        var confirmed = confirm(app.shows(house.clock.get()));
        assertEquals(200, confirmed.statusCode(), confirmed.body());
        house.clock.addAndGet(30_000);
        return new Secured(app, codes(confirmed));
    }

    private static List<String> codes(HttpResponse<String> answer) {
        return Pattern.compile("[a-z2-7]{4}(-[a-z2-7]{4}){5}")
                .matcher(answer.body())
                .results()
                .map(found -> found.group())
                .toList();
    }

    private HttpResponse<String> signIn(String password, String code) throws Exception {
        return house.post(
                "/api/v1/sign-in",
                "{\"login\":\"" + handle + "\",\"password\":\"" + password + "\",\"code\":\"" + code + "\"}");
    }

    private String shown(Secured secured) {
        return secured.app().shows(house.clock.get());
    }

    /** One that is neither the present one nor a neighbour's. */
    private String wrong(Secured secured) {
        for (var guess = 0; ; guess++) {
            var code = "%06d".formatted(guess);
            var now = house.clock.get();
            if (List.of(-30_000, 0, 30_000).stream()
                    .noneMatch(away -> secured.app().shows(now + away).equals(code))) {
                return code;
            }
        }
    }

    @Test
    void an_app_is_added_by_password_and_code() throws Exception {
        assertEquals(
                "{\"totp\":false,\"recoveryCodes\":0}",
                me("GET", "second-factor", "").body());
        assertProblem(401, "wrong-credentials", me("POST", "totp", "{\"password\":\"not mine\"}"));
        assertProblem(409, "conflict", confirm("123456"));
        var first = begin();
        var begun = me("POST", "totp", proof()).body();
        assertTrue(begun.contains("\"uri\":\"otpauth://totp/Parley:" + handle + "%40127.0.0.1?secret="), begun);
        assertTrue(begun.matches(".*\"qr\":\\{\"size\":\\d+,\"path\":\"M4 4h7v1h-7z[^\"]+\"}}"), begun);
        assertProblem(403, "wrong-code", confirm(first.shows(house.clock.get())));
        assertEquals(200, house.signIn(handle, PASSWORD).statusCode(), "nothing is asked for before it is confirmed");

        var secured = secured();
        assertEquals(10, new HashSet<>(secured.codes()).size());
        assertEquals(
                "{\"totp\":true,\"recoveryCodes\":10}",
                me("GET", "second-factor", "").body());
        assertProblem(409, "conflict", me("POST", "totp", proof()));
        assertProblem(409, "conflict", confirm(shown(secured)));
    }

    /** ASVS 5.0, 6.3.3 and 6.5.1: the code comes after the password, costs no second verification, and is good once. */
    @Test
    void a_password_alone_is_not_enough_and_a_code_is_good_once() throws Exception {
        var secured = secured();
        house.verified.set(0);
        var alone = house.signIn(handle, PASSWORD);
        assertProblem(401, "code-needed", alone);
        assertTrue(alone.headers().firstValue("Set-Cookie").isEmpty());
        assertProblem(401, "code-needed", signIn(PASSWORD, " "));
        assertProblem(401, "code-needed", signIn(PASSWORD, wrong(secured)));
        assertEquals(3, house.verified.get());
        var unknown = signIn("another password", shown(secured));
        assertProblem(401, "wrong-credentials", unknown);
        assertEquals(house.signIn("nobody", "another password").body(), unknown.body());

        var code = shown(secured);
        assertEquals(
                200,
                signIn(PASSWORD, code.substring(0, 3) + " " + code.substring(3)).statusCode());
        assertProblem(401, "code-needed", signIn(PASSWORD, code));
        house.clock.addAndGet(30_000);
        assertProblem(401, "code-needed", signIn(PASSWORD, code));
        assertEquals(200, signIn(PASSWORD, shown(secured)).statusCode());
        assertProblem(400, "malformed", signIn(PASSWORD, "1".repeat(65)));
    }

    /** ASVS 5.0, 6.3.1: who knows the password gets no more guesses at codes than others at passwords. */
    @Test
    void guessing_codes_gets_slow_and_the_password_alone_buys_no_new_guesses() throws Exception {
        var secured = secured();
        for (var i = 0; i < Backoff.PERSON.free(); i++) {
            assertProblem(401, "code-needed", signIn(PASSWORD, wrong(secured)));
            if (i < Backoff.PERSON.free() - 1) {
                assertProblem(401, "code-needed", house.signIn(handle, PASSWORD));
            }
        }
        assertProblem(429, "slow-down", signIn(PASSWORD, shown(secured)));
        assertProblem(429, "slow-down", house.signIn(handle, PASSWORD));
        house.clock.addAndGet(30_000);
        assertEquals(200, signIn(PASSWORD, shown(secured)).statusCode());
        for (var i = 0; i < 2 * Backoff.PERSON.free(); i++) {
            assertProblem(401, "code-needed", house.signIn(handle, PASSWORD));
        }
    }

    @Test
    void guessing_at_confirmation_gets_slow_too() throws Exception {
        var app = new Secured(begin(), List.of());
        for (var i = 1; i < Backoff.PERSON.free(); i++) {
            assertProblem(403, "wrong-code", confirm(wrong(app)));
        }
        assertProblem(403, "wrong-code", confirm(wrong(app)));
        assertProblem(429, "slow-down", confirm(shown(app)));
    }

    /** ASVS 5.0, 6.5.1. */
    @Test
    void a_recovery_code_lets_in_once() throws Exception {
        var secured = secured();
        var code = secured.codes().getFirst();
        assertEquals(200, signIn(PASSWORD, code.toUpperCase().replace('-', ' ')).statusCode());
        assertProblem(401, "code-needed", signIn(PASSWORD, code));
        assertEquals(
                "{\"totp\":true,\"recoveryCodes\":9}",
                me("GET", "second-factor", "").body());

        assertProblem(401, "wrong-credentials", me("POST", "recovery-codes", "{\"password\":\"not mine\"}"));
        var renewed = codes(me("POST", "recovery-codes", proof()));
        assertEquals(10, renewed.size());
        assertProblem(401, "code-needed", signIn(PASSWORD, secured.codes().getLast()));
        assertEquals(200, signIn(PASSWORD, renewed.getFirst()).statusCode());
    }

    /** ASVS 5.0, 7.5.1: at an unlocked computer nobody weakens or takes over an account. */
    @Test
    void it_is_removed_by_password_and_then_a_password_is_enough() throws Exception {
        var secured = secured();
        assertProblem(401, "wrong-credentials", me("DELETE", "totp", "{\"password\":\"not mine\"}"));
        assertProblem(400, "malformed", me("DELETE", "totp", "{}"));
        assertEquals(204, me("DELETE", "totp", proof()).statusCode());
        assertEquals(200, house.signIn(handle, PASSWORD).statusCode());
        assertProblem(409, "conflict", me("POST", "recovery-codes", proof()));
        assertNotEquals(secured.app(), secured().app(), "another secret");
    }

    /** ASVS 5.0, 6.4.3 and 6.4.4. */
    @Test
    void a_link_for_another_password_does_not_get_round_it_and_an_administrator_does() throws Exception {
        var secured = secured();
        var id = member(me("GET", "", ""), "id");
        var link = member(house.as(ann, "POST", "/api/v1/people/" + id + "/password-reset", ""), "token");
        assertEquals(
                204,
                house.post("/api/v1/password-reset", "{\"token\":\"" + link + "\",\"password\":\"" + PASSWORD + "\"}")
                        .statusCode());
        assertProblem(401, "code-needed", house.signIn(handle, PASSWORD));
        var profile = "/api/v1/people/" + id;
        assertTrue(house.get(ann, profile).body().contains("\"secondFactor\":true"));
        assertTrue(house.get(ann, "/api/v1/people?query=" + handle).body().contains("\"secondFactor\":true"));
        cookie = AccountsHouse.cookie(signIn(PASSWORD, shown(secured)));
        assertFalse(
                house.get(cookie, "/api/v1/people?query=" + handle).body().contains("secondFactor"),
                "other members do not see it");
        assertProblem(403, "forbidden", house.as(cookie, "DELETE", profile + "/second-factor", ""));

        assertEquals(
                204, house.as(ann, "DELETE", profile + "/second-factor", "").statusCode());
        assertFalse(house.get(ann, profile).body().contains("secondFactor"));
        assertEquals(200, house.signIn(handle, PASSWORD).statusCode());
        var annsId = member(house.get(ann, "/api/v1/me"), "id");
        assertProblem(403, "forbidden", house.as(ann, "DELETE", "/api/v1/people/" + annsId + "/second-factor", ""));
    }

    /** ASVS 5.0, 16.3.1 and 16.2.5. */
    @Test
    void the_audit_log_tells_of_all_of_it_and_holds_no_secret() throws Exception {
        var secured = secured();
        var id = member(me("GET", "", ""), "id");
        var code = shown(secured);
        house.signIn(handle, PASSWORD);
        signIn(PASSWORD, wrong(secured));
        signIn(PASSWORD, code);
        signIn(PASSWORD, secured.codes().getFirst());
        me("POST", "recovery-codes", proof());
        me("DELETE", "totp", "{\"password\":\"a guess at an unlocked computer\"}");
        me("DELETE", "totp", proof());
        var entries = house.store.audit().page(null, null, id, 10);
        assertEquals(
                List.of(
                        "second-factor-removed",
                        "sign-in-failed password asked for again",
                        "recovery-codes-renewed",
                        "signed-in password and recovery code",
                        "recovery-code-used",
                        "signed-in password and app",
                        "sign-in-failed second factor",
                        "code-asked",
                        "second-factor-added",
                        "signed-in registration"),
                entries.stream()
                        .map(entry -> entry.kind() + (entry.detail() == null ? "" : " " + entry.detail()))
                        .toList());
        assertTrue(entries.stream().allMatch(entry -> "127.0.0.1".equals(entry.address())));
        var log = house.store.audit().page(null, (Audit.Kind) null, null, 200).toString();
        for (var secret : List.of(secured.app().secret(), secured.codes().getFirst(), code, PASSWORD, "guess")) {
            assertFalse(log.contains(secret), log);
        }
    }

    private static String member(HttpResponse<String> answer, String name) {
        var match = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(answer.body());
        assertTrue(match.find(), answer.body());
        return match.group(1);
    }

    private static void assertProblem(int status, String code, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"code\":\"" + code + "\""), answer.body());
    }
}
