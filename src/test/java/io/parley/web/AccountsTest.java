package io.parley.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.people.Audit;
import io.parley.people.Backoff;
import io.parley.people.Registration;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People with accounts come in over HTTP, and others do not. */
class AccountsTest {
    private static final Predicate<InetAddress> NO_PROXY = address -> false;

    @TempDir
    static Path folder;

    /** Set up by Ann; all tests share it. */
    private static AccountsHouse house;

    @BeforeAll
    static void open() throws Exception {
        house = house("shared", NO_PROXY);
        house.setUp();
    }

    @AfterAll
    static void close() throws Exception {
        house.close();
    }

    /** Nobody remembers what failed in other tests. */
    @BeforeEach
    void later() {
        house.clock.addAndGet(Duration.ofHours(25).toMillis());
        house.verified.set(0);
    }

    private static String ann() throws Exception {
        return AccountsHouse.cookie(house.signIn("ann", "ann's password"));
    }

    private static AccountsHouse house(String name, Predicate<InetAddress> proxies) throws Exception {
        return house(name, "", proxies);
    }

    private static AccountsHouse house(String name, String path, Predicate<InetAddress> proxies) throws Exception {
        return new AccountsHouse(
                folder.resolve(name),
                path,
                new Web.Options(Optional.empty(), Set.of(), proxies),
                new Registration.Domains(Set.of("example.org")));
    }

    @Test
    void the_first_one_comes_by_the_code_and_once() throws Exception {
        try (var empty = house("empty", NO_PROXY)) {
            comesByTheCode(empty);
        }
    }

    private static void comesByTheCode(AccountsHouse house) throws Exception {
        assertEquals(
                "{\"mode\":\"accounts\",\"setup\":true,\"register\":{\"domains\":[\"example.org\"]},\"totp\":true}",
                house.get("a=b", "/api/v1/sign-in").body());
        var wrong = house.post(
                "/api/v1/setup",
                "{\"code\":\"x\",\"handle\":\"eve\",\"name\":\"Eve\",\"password\":\"eve's password\"}");
        assertProblem(403, "wrong-code", wrong);

        var cookie = house.setUp();

        var me = house.get(cookie, "/api/v1/sign-in").body();
        assertTrue(me.startsWith("{\"mode\":\"accounts\",\"me\":{\"id\":\"p"), me);
        assertTrue(
                me.contains("\"name\":\"Ann\",\"handle\":\"ann\",\"email\":\"ann@example.org\",\"role\":\"owner\""),
                me);
        assertFalse(me.contains("\"setup\""), me);
        assertProblem(
                409,
                "conflict",
                house.post(
                        "/api/v1/setup",
                        "{\"code\":\"x\",\"handle\":\"eve\",\"name\":\"Eve\",\"password\":\"eve's password\"}"));
    }

    @Test
    void a_password_opens_and_the_cookie_is_kept_from_scripts_and_other_sites() throws Exception {
        for (var login : List.of("ann", " Ann ", "ann@example.org", "ANN@EXAMPLE.ORG")) {
            var answer = house.signIn(login, "ann's password");
            assertEquals(200, answer.statusCode(), answer.body());
            var set = answer.headers().firstValue("Set-Cookie").orElseThrow();
            assertTrue(set.matches("parley=[A-Za-z0-9_-]{20,}; Path=/; Max-Age=7776000; HttpOnly; SameSite=Lax"), set);
            assertEquals(
                    200, house.get(AccountsHouse.cookie(answer), "/api/v1/me").statusCode());
        }
        assertProblem(401, "wrong-credentials", house.signIn("ann", "Ann's password"));
        assertProblem(401, "signed-out", house.get("parley=token-of-256-random-bits-0", "/api/v1/me"));
        assertProblem(401, "signed-out", house.get("username=ann", "/api/v1/me"));
        assertEquals(401, house.server.upgrade("/ws", "Cookie: username=ann\r\n"));
    }

    @Test
    void what_a_proxy_in_front_is_told_does_not_hide_who_is_signed_in() throws Exception {
        var cookie = ann();
        for (var page : List.of("/api/v1/me", "/api/v1/me/tokens")) {
            var basic =
                    house.server.request(page).header("Cookie", cookie).header("Authorization", "Basic YW5uOmFubg==");
            assertEquals(200, house.server.send(basic).statusCode(), page);
            var bearer = house.server.request(page).header("Cookie", cookie).header("Authorization", "Bearer wrong");
            assertProblem(401, "signed-out", house.server.send(bearer));
        }
    }

    /** ASVS 5.0, 3.3.1 and 3.3.3: no other host, and nobody on a plain connection, can have set it. */
    @Test
    void over_tls_the_cookie_is_bound_to_the_host() throws Exception {
        for (var path : List.of("", "/chat")) {
            try (var proxied = house("tls" + path, path, InetAddress::isLoopbackAddress)) {
                proxied.setUp();
                var request = proxied.server.request("/api/v1/sign-in").header("X-Forwarded-Proto", "https");
                var credentials = AccountsHouse.credentials("ann", "ann's password");
                var answer = proxied.server.send(AccountsHouse.json(request, "POST", credentials));
                var set = answer.headers().firstValue("Set-Cookie").orElseThrow();
                var prefix = path.isEmpty() ? "__Host-parley=" : "__Secure-parley=";
                assertTrue(set.startsWith(prefix), set);
                assertTrue(set.contains("; Path=" + (path.isEmpty() ? "/" : path) + ";"), set);
                assertTrue(set.endsWith("; HttpOnly; SameSite=Lax; Secure"), set);
                var plain = AccountsHouse.cookie(answer).replace(prefix, "parley=");
                for (var cookie : List.of(plain, AccountsHouse.cookie(answer))) {
                    var me = proxied.server
                            .request("/api/v1/me")
                            .header("X-Forwarded-Proto", "https")
                            .header("Cookie", cookie);
                    assertEquals(
                            cookie.equals(plain) ? 401 : 200,
                            proxied.server.send(me).statusCode(),
                            "what a plain connection may have set does not count");
                }
            }
        }
    }

    @Test
    void the_socket_opens_by_the_same_cookie_until_it_is_signed_out() throws Exception {
        var cookie = ann();
        assertEquals(101, house.server.upgrade("/ws", "Cookie: " + cookie + "\r\n"));
        var out = house.as(cookie, "DELETE", "/api/v1/sign-in", "");
        assertEquals(204, out.statusCode());
        assertTrue(out.headers().firstValue("Set-Cookie").orElseThrow().startsWith("parley=; Path=/; Max-Age=0;"));
        assertEquals(401, house.server.upgrade("/ws", "Cookie: " + cookie + "\r\n"));
        assertProblem(401, "signed-out", house.get(cookie, "/api/v1/me"));
    }

    @Test
    void the_classic_chat_knows_only_names_and_is_refused_whoever_comes() throws Exception {
        for (var header : List.of("Cookie: " + ann(), "Cookie: username=ann", "X: y")) {
            for (var page : List.of("wschat-s.json", "wschat.json", "wschat-redis.json")) {
                assertEquals(403, house.server.upgrade("/wsapps/" + page, header + "\r\n"), header);
            }
        }
    }

    /** ASVS 5.0, 7.2.4: a new token at each sign-in; what a browser brought along is worth nothing afterwards. */
    @Test
    void nobody_foists_a_sign_in_on_another() throws Exception {
        var before = ann();
        var answer = house.as(
                "parley=token-that-an-attacker-has-chosen; " + before,
                "POST",
                "/api/v1/sign-in",
                AccountsHouse.credentials("ann", "ann's password"));
        assertEquals(200, answer.statusCode());
        var after = AccountsHouse.cookie(answer);
        assertNotEquals(before, after);
        assertFalse(after.contains("attacker"));
        assertEquals(401, house.get(before, "/api/v1/me").statusCode());
        assertEquals(
                401,
                house.get("parley=token-that-an-attacker-has-chosen", "/api/v1/me")
                        .statusCode());
        assertEquals(200, house.get(after, "/api/v1/me").statusCode());
    }

    /** ASVS 5.0, 6.3.8: whether somebody has an account shows neither in the answer nor in what it costs. */
    @Test
    void an_unknown_name_costs_exactly_one_verification_and_is_answered_alike() throws Exception {
        house.verified.set(0);
        var known = house.signIn("ann", "wrong password");
        assertEquals(1, house.verified.get());
        var unknown = house.signIn("nobody", "wrong password");
        assertEquals(2, house.verified.get());
        assertEquals(known.statusCode(), unknown.statusCode());
        assertEquals(known.body(), unknown.body());
        for (var i = 1; i < Backoff.PERSON.free(); i++) {
            assertEquals(401, house.signIn("ann", "wrong password").statusCode());
            assertEquals(401, house.signIn("nobody", "wrong password").statusCode());
        }
        var verified = house.verified.get();
        var slowed = house.signIn("ann", "ann's password");
        assertProblem(429, "slow-down", slowed);
        assertEquals("1", slowed.headers().firstValue("Retry-After").orElseThrow());
        assertEquals(slowed.body(), house.signIn("nobody", "ann's password").body());
        assertEquals(verified, house.verified.get(), "who has to wait costs nothing");
        house.clock.addAndGet(1_000);
        assertEquals(200, house.signIn("ann", "ann's password").statusCode());
    }

    /** ASVS 5.0, 6.3.1: of one address only so many guesses are looked at, whoever they are about. */
    @Test
    void an_address_that_guesses_is_slowed_for_all_names() throws Exception {
        assertEquals(Backoff.ADDRESS.free(), guesses(house, ""));
    }

    /** A header that anybody can send makes nobody another one (ASVS 5.0, 4.1.3). */
    @Test
    void an_unlisted_forwarded_address_does_not_help_who_guesses() throws Exception {
        assertEquals(Backoff.ADDRESS.free(), guesses(house, "203.0.113.%d"));
        assertEquals(
                Set.of("127.0.0.1"),
                Set.copyOf(house.store.audit().page(null, Audit.Kind.SIGN_IN_FAILED, null, 100).stream()
                        .map(Audit.Entry::address)
                        .toList()));
    }

    @Test
    void behind_a_listed_proxy_who_guesses_is_slowed_and_others_are_not() throws Exception {
        try (var proxied = house("proxied", InetAddress::isLoopbackAddress)) {
            proxied.setUp();
            slowsBehindAProxy(proxied);
        }
    }

    private static void slowsBehindAProxy(AccountsHouse house) throws Exception {
        assertEquals(Backoff.ADDRESS.free(), guesses(house, "%d, 203.0.113.7"));
        assertEquals(Backoff.ADDRESS.free(), guesses(house, "2001:db8:1:2::%d"), "one household has a whole /64");
        var other = house.server.send(AccountsHouse.json(
                house.server.request("/api/v1/sign-in").header("X-Forwarded-For", "203.0.113.8"),
                "POST",
                AccountsHouse.credentials("ann", "ann's password")));
        assertEquals(200, other.statusCode());
    }

    /** How many guesses about ever other names are looked at; the header has the number of the guess in it. */
    private static int guesses(AccountsHouse house, String forwarded) throws Exception {
        for (var i = 0; i < 200; i++) {
            var request = house.server.request("/api/v1/sign-in");
            if (!forwarded.isEmpty()) {
                request.header("X-Forwarded-For", forwarded.formatted(i % 250));
            }
            var answer = house.server.send(
                    AccountsHouse.json(request, "POST", AccountsHouse.credentials("n" + i, "some password")));
            if (answer.statusCode() == 429) {
                return i;
            }
            assertEquals(401, answer.statusCode());
        }
        return 200;
    }

    @Test
    void a_sign_in_ends_by_idleness_and_by_age() throws Exception {
        var cookie = ann();
        house.clock.addAndGet(AccountsHouse.IDLE.toMillis() - 1);
        assertEquals(200, house.get(cookie, "/api/v1/me").statusCode());
        noted();
        house.clock.addAndGet(Duration.ofDays(29).toMillis());
        assertEquals(200, house.get(cookie, "/api/v1/me").statusCode(), "seen in between");
        noted();
        house.clock.addAndGet(AccountsHouse.IDLE.toMillis());
        assertEquals(401, house.get(cookie, "/api/v1/me").statusCode(), "idle");

        cookie = AccountsHouse.cookie(house.signIn("ann", "ann's password"));
        for (var day = 0; day < 90; day += 10) {
            assertEquals(200, house.get(cookie, "/api/v1/me").statusCode());
            noted();
            house.clock.addAndGet(Duration.ofDays(10).toMillis());
        }
        assertEquals(401, house.get(cookie, "/api/v1/me").statusCode(), "too old");
    }

    @Test
    void somebody_ends_the_one_sign_in_he_lost() throws Exception {
        var here = ann();
        var lost = ann();
        var id = member("\"id\":\"([^\"]+)\"[^}]*\"current\":true", house.get(lost, "/api/v1/me/sign-ins"));
        assertEquals(
                204, house.as(here, "DELETE", "/api/v1/me/sign-ins/" + id, "").statusCode());
        assertProblem(401, "signed-out", house.get(lost, "/api/v1/me"));
        assertEquals(200, house.get(here, "/api/v1/me").statusCode());
    }

    /** ASVS 5.0, 7.5.1: a token would outlive the sign-in of the unlocked computer. */
    @Test
    void who_finds_an_unlocked_computer_makes_himself_no_token() throws Exception {
        var ann = ann();
        var wish = "{\"name\":\"robot\",\"scopes\":[\"read\"],\"expires\":" + (house.clock.get() + 1_000);
        assertProblem(400, "malformed", house.as(ann, "POST", "/api/v1/me/tokens", wish + "}"));
        for (var i = 0; i < Backoff.PERSON.free(); i++) {
            var guess = house.as(ann, "POST", "/api/v1/me/tokens", wish + ",\"password\":\"a guess\"}");
            assertProblem(401, "wrong-credentials", guess);
        }
        var right = wish + ",\"password\":\"ann's password\"}";
        assertProblem(429, "slow-down", house.as(ann, "POST", "/api/v1/me/tokens", right));
        assertFalse(house.get(ann, "/api/v1/me/tokens").body().contains("robot"));
    }

    @Test
    void a_program_comes_by_a_token_until_it_is_revoked() throws Exception {
        var ann = ann();
        var expires = house.clock.get() + Duration.ofDays(1).toMillis();
        var wish = "{\"name\":\"robot\",\"scopes\":[\"read\"],\"expires\":" + expires + ",\"password\":\"%s\"}";
        var made = house.as(ann, "POST", "/api/v1/me/tokens", wish.formatted("ann's password"));
        assertEquals(201, made.statusCode(), made.body());
        var bearer = "Bearer " + member("\"token\":\"([^\"]+)\"", made);
        assertEquals(200, program(bearer, "/api/v1/me").statusCode());
        assertProblem(403, "forbidden", program(bearer, "/api/v1/me/tokens"));
        assertFalse(house.get(ann, "/api/v1/me/tokens").body().contains("\"token\""), "told once");
        var id = member("\"id\":\"([^\"]+)\"", made);
        assertEquals(204, house.as(ann, "DELETE", "/api/v1/me/tokens/" + id, "").statusCode());
        assertProblem(401, "signed-out", program(bearer, "/api/v1/me"));
    }

    private static HttpResponse<String> program(String bearer, String page) throws Exception {
        return house.server.send(house.server.request(page).header("Authorization", bearer));
    }

    private static String member(String pattern, HttpResponse<String> answer) {
        var match = Pattern.compile(pattern).matcher(answer.body());
        assertTrue(match.find(), answer.body());
        return match.group(1);
    }

    /** What was written beside the answers is in the store: this is written after it. */
    private static void noted() {
        house.store.attempts().sweep();
    }

    @Test
    void who_claims_an_address_of_the_domain_may_register() throws Exception {
        assertProblem(403, "forbidden", register("bea", "Bea", "", "bea's password"));
        assertProblem(403, "forbidden", register("bea", "Bea", "bea@example.org.evil.example", "bea's password"));
        var bea = register("bea", "Bea", "bea@example.org", "bea's password");
        assertEquals(201, bea.statusCode(), bea.body());
        assertTrue(bea.body().contains("\"role\":\"member\""), bea.body());
        assertEquals(200, house.get(AccountsHouse.cookie(bea), "/api/v1/me").statusCode());
        assertProblem(409, "taken", register("bea", "Other", "o@example.org", "bea's password"));
        assertProblem(422, "bad-password", register("cem", "Cem", "c@example.org", "short"));
        assertProblem(422, "bad-password", register("cem", "Cem", "c@example.org", "PassWord"));
        assertProblem(422, "bad-password", register("cem", "Cem", "c@example.org", "x".repeat(257)));
    }

    @Test
    void nonsense_is_told_so() throws Exception {
        for (var body : List.of(
                "", "{}", "[]", "{\"login\":\"ann\"}", "{\"login\":1,\"password\":\"x\"}", "{\"login\":null}")) {
            assertProblem(400, "malformed", house.post("/api/v1/sign-in", body));
        }
        assertProblem(400, "malformed", house.signIn("a".repeat(255), "x"));
        assertProblem(400, "malformed", house.signIn("ann", "x".repeat(2_000)));
    }

    /** ASVS 5.0, 16.2.5 and 14.2.1: neither logs nor answers hold a password, a token or a code. */
    @Test
    void the_audit_log_knows_who_and_from_where_and_no_secret() throws Exception {
        var cookie = ann();
        house.signIn("ann", "a wrong password");
        house.signIn("a password in the wrong place", "x");
        var entries = house.store.audit().page(null, null, null, 3);
        assertEquals(
                List.of("sign-in-failed", "sign-in-failed", "signed-in"),
                entries.stream().map(Audit.Entry::kind).toList());
        assertTrue(entries.stream().allMatch(entry -> "127.0.0.1".equals(entry.address())));
        var text = entries.toString();
        for (var secret : List.of("password in", "wrong password", "ann's", cookie.substring(7))) {
            assertFalse(text.contains(secret), text);
        }
    }

    private HttpResponse<String> register(String handle, String name, String email, String password) throws Exception {
        return house.post(
                "/api/v1/register",
                "{\"handle\":\"" + handle + "\",\"name\":\"" + name + "\",\"email\":\"" + email + "\",\"password\":\""
                        + password + "\"}");
    }

    private static void assertProblem(int status, String code, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"code\":\"" + code + "\""), answer.body());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse(""));
    }
}
