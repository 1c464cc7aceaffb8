package io.parley.web;

import static io.parley.web.PasskeyJson.member;
import static io.parley.web.PasskeyJson.text;
import static io.parley.web.PasskeyJson.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.people.Backoff;
import io.parley.people.Ceremonies.Assertion;
import io.parley.people.Ceremonies.Attestation;
import io.parley.people.Handle;
import io.parley.people.NewAccount;
import io.parley.people.Registration;
import io.parley.people.RelyingParty;
import io.parley.people.ShownName;
import io.parley.people.Visit;
import io.parley.webauthn.SoftAuthenticator;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** People add passkeys and sign in by them over HTTP, and others do not. */
class PasskeysTest {
    private static final RelyingParty HERE = new RelyingParty("chat.example.org", "https://chat.example.org");

    @TempDir
    static Path folder;

    /** Set up by Ann; all tests share it. */
    private static AccountsHouse house;

    @BeforeAll
    static void open() throws Exception {
        house = new AccountsHouse(
                folder.resolve("shared"),
                "",
                new Web.Options(Optional.of(URI.create("https://chat.example.org/")), Set.of(), address -> true),
                new Registration.Off());
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
    }

    private static String ann() throws Exception {
        return AccountsHouse.cookie(house.signIn("ann", "ann's password"));
    }

    private static HttpResponse<String> options(String cookie) throws Exception {
        return house.as(cookie, "POST", "/api/v1/me/passkeys/options", "{\"password\":\"ann's password\"}");
    }

    private static HttpResponse<String> add(String cookie, String name, Attestation made) throws Exception {
        return house.as(cookie, "POST", "/api/v1/me/passkeys", PasskeyJson.made(name, made));
    }

    /** Ann's new one. */
    private static SoftAuthenticator added(String id) throws Exception {
        var cookie = ann();
        var options = options(cookie);
        var device = new SoftAuthenticator(id).of(Base64.getUrlDecoder().decode(user(options)));
        var answer = add(cookie, id, device.makes(HERE, member(options, "challenge")));
        assertEquals(201, answer.statusCode(), answer.body());
        return device;
    }

    /** What Ann's browser keeps since. */
    private static String browser = "";

    private static String asked() throws Exception {
        return asked(house);
    }

    private static String asked(AccountsHouse house) throws Exception {
        var answer = house.post("/api/v1/sign-in/passkey/options", "");
        browser = AccountsHouse.cookie(answer);
        return member(answer, "challenge");
    }

    private static HttpResponse<String> signIn(Assertion given) throws Exception {
        return house.as(browser, "POST", "/api/v1/sign-in/passkey", PasskeyJson.given(given));
    }

    private static String lastAudit(String cookie) throws Exception {
        return house.get(cookie, "/api/v1/audit?limit=1").body();
    }

    @Test
    void who_has_a_passkey_signs_in_without_a_name_and_a_password() throws Exception {
        var options = options(ann());
        assertTrue(options.body().contains("\"rp\":{\"id\":\"chat.example.org\",\"name\":\"Parley\"}"), options.body());
        assertTrue(options.body().contains("\"userVerification\":\"required\""), options.body());
        assertTrue(options.body().contains("\"attestation\":\"none\""), options.body());
        var device = added("first");
        var verified = house.verified.get();

        var answer = signIn(device.signs(HERE, asked()));

        assertEquals(200, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"handle\":\"ann\""), answer.body());
        assertEquals(verified, house.verified.get(), "no password is hashed");
        assertEquals(
                "parley-passkey=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict",
                answer.headers().allValues("Set-Cookie").getLast(),
                "what the browser kept for the answer is done with");
        assertEquals(2, answer.headers().allValues("Set-Cookie").size());
        var cookie = AccountsHouse.cookie(answer);
        assertTrue(lastAudit(cookie).contains("\"kind\":\"signed-in\""), lastAudit(cookie));
        assertTrue(lastAudit(cookie).contains("\"detail\":\"passkey\""), lastAudit(cookie));
        var mine = house.get(cookie, "/api/v1/me/passkeys").body();
        assertTrue(mine.matches(".*\"name\":\"first\",\"created\":\\d+,\"lastUsed\":\\d+}.*"), mine);
        var excluded = "\"excludeCredentials\":[{\"type\":\"public-key\",\"id\":\"" + text(device.credential())
                + "\",\"transports\":[\"internal\"]}";
        assertTrue(options(cookie).body().contains(excluded), options(cookie).body());
    }

    /** ASVS 5.0, 6.7.2. */
    @Test
    void an_answer_is_good_once_and_for_five_minutes() throws Exception {
        var device = added("timely");
        var answer = device.signs(HERE, asked());
        assertEquals(200, signIn(answer).statusCode());
        assertEquals("expired", member(signIn(answer), "code"));
        var challenge = asked();
        house.clock.addAndGet(Duration.ofMinutes(5).toMillis());
        assertEquals("expired", member(signIn(device.signs(HERE, challenge)), "code"));
        assertEquals("expired", member(signIn(device.signs(HERE, "a".repeat(43))), "code"), "never asked");
        var adding = member(options(ann()), "challenge");
        assertEquals("expired", member(signIn(device.signs(HERE, adding)), "code"), "asked for another end");
        var made = new SoftAuthenticator("late").makes(HERE, asked());
        assertEquals(410, add(ann(), "late", made).statusCode(), "asked of somebody who signs in");
    }

    /** ASVS 5.0, 6.7.2 and 2.4.1: who asks and asks fills nothing, and makes nobody else wait. */
    @Test
    void nothing_is_kept_of_what_was_not_answered() throws Exception {
        var device = added("patient");
        var first = asked();
        var firstBrowser = browser;
        for (var i = 0; i < 20; i++) {
            asked();
        }
        assertEquals("expired", member(signIn(device.signs(HERE, first)), "code"), "another browser's");
        browser = "parley=x; " + firstBrowser;
        assertEquals(200, signIn(device.signs(HERE, first)).statusCode());
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve("shared/parley.db"));
        try (var database = source.getConnection();
                var count = database.createStatement().executeQuery("SELECT COUNT(*) FROM challenge")) {
            assertTrue(count.next() && count.getInt(1) < 100, "only what was answered");
        }
    }

    /** Two windows of one browser ask, and either is answered; a challenge of one browser is nothing in another. */
    @Test
    void a_browser_keeps_a_secret_of_its_own_between_question_and_answer() throws Exception {
        var device = added("windows");
        var first = asked();
        var kept = house.as(browser, "POST", "/api/v1/sign-in/passkey/options", "");
        var set = kept.headers().firstValue("Set-Cookie").orElseThrow();
        assertEquals(browser, AccountsHouse.cookie(kept), "the other window's");
        assertTrue(set.matches("parley-passkey=[^;]+; Path=/; Max-Age=300; HttpOnly; SameSite=Strict"), set);
        var secure = house.server.send(AccountsHouse.json(
                house.server.request("/api/v1/sign-in/passkey/options").header("X-Forwarded-Proto", "https"),
                "POST",
                ""));
        set = secure.headers().firstValue("Set-Cookie").orElseThrow();
        assertTrue(
                set.matches("__Host-parley-passkey=[^;]+; Path=/; Max-Age=300; HttpOnly; SameSite=Strict; Secure"),
                set);
        assertEquals(200, signIn(device.signs(HERE, member(kept, "challenge"))).statusCode());
        assertEquals(200, signIn(device.signs(HERE, first)).statusCode());
        var stolen = asked();
        browser = "a=b";
        assertEquals("expired", member(signIn(device.signs(HERE, stolen)), "code"));
        asked();
        assertEquals("expired", member(signIn(device.signs(HERE, stolen)), "code"));
    }

    /** ASVS 5.0, 7.4.3: who is being thrown out leaves no key behind. */
    @Test
    void a_passkey_is_not_added_when_the_password_was_changed_or_its_maker_signed_out_meanwhile() throws Exception {
        var cookie = ann();
        var other = ann();
        var made = new SoftAuthenticator("hasty").makes(HERE, member(options(other), "challenge"));
        assertEquals(410, add(cookie, "hasty", made).statusCode(), "asked by another sign-in of hers");
        var change = "{\"old\":\"%s\",\"new\":\"%s\"}";
        var mine = new SoftAuthenticator("mine").makes(HERE, member(options(cookie), "challenge"));
        assertEquals(
                204,
                house.as(cookie, "PUT", "/api/v1/me/password", change.formatted("ann's password", "ann's other one"))
                        .statusCode());
        assertEquals(401, add(other, "hasty", made).statusCode());
        var late = add(cookie, "mine", mine);
        assertEquals("expired", member(late, "code"));
        assertEquals(
                204,
                house.as(cookie, "PUT", "/api/v1/me/password", change.formatted("ann's other one", "ann's password"))
                        .statusCode());
        assertFalse(house.get(cookie, "/api/v1/me/passkeys").body().contains("\"mine\""));
    }

    /** ASVS 5.0, 6.3.8: whether anybody has that passkey is not told, and not by the wait either. */
    @Test
    void an_unknown_passkey_is_answered_and_slowed_like_a_wrong_answer() throws Exception {
        var thief = added("known").counts(10);
        assertEquals(200, signIn(thief.signs(HERE, asked())).statusCode());
        var copy = new SoftAuthenticator("known").of(new byte[] {1});
        var stranger = new SoftAuthenticator("stranger").of(new byte[] {1});
        for (var i = 0; i < Backoff.PERSON.free(); i++) {
            var wrong = signIn(copy.signs(HERE, asked()));
            var unknown = signIn(stranger.signs(HERE, asked()));
            assertEquals(401, wrong.statusCode());
            assertEquals(wrong.body(), unknown.body());
        }
        assertEquals(429, signIn(copy.signs(HERE, asked())).statusCode());
        assertEquals(429, signIn(stranger.signs(HERE, asked())).statusCode());
        assertEquals(200, house.signIn("ann", "ann's password").statusCode(), "who has forgotten it, has others");
    }

    @Test
    void wrong_answers_are_refused_and_written_down() throws Exception {
        var cookie = ann();
        var device = added("careful");
        assertEquals(200, signIn(device.counts(20).signs(HERE, asked())).statusCode());
        refused(cookie, device.counts(19).signs(HERE, asked()), "passkey: counter");
        refused(
                cookie,
                device.signs(new RelyingParty(HERE.host(), "https://evil.example.org"), asked()),
                "passkey: origin");
        refused(cookie, device.signs(new RelyingParty("example.org", HERE.origin()), asked()), "passkey: host");
        var another = new SoftAuthenticator("careful").of("somebody".getBytes(StandardCharsets.UTF_8));
        refused(cookie, another.counts(30).signs(HERE, asked()), "passkey: another's");
        var right = device.counts(40).signs(HERE, asked());
        var damaged = new Assertion(
                right.credential(),
                right.user(),
                right.clientData(),
                right.authenticator(),
                SoftAuthenticator.damaged(right.signature(), right.signature().length - 1));
        refused(cookie, damaged, "passkey: signature");
    }

    @Test
    void somebody_deactivated_does_not_sign_in_by_what_he_still_has() throws Exception {
        var cookie = ann();
        var bea = new NewAccount("bea", new Handle("bea"), new ShownName("Bea"), null, "hashed bea's password");
        house.store.accounts().register(bea, new Visit("192.0.2.1", "a test"));
        var hers = AccountsHouse.cookie(house.signIn("bea", "bea's password"));
        var options = house.as(hers, "POST", "/api/v1/me/passkeys/options", "{\"password\":\"bea's password\"}");
        var device = new SoftAuthenticator("bea's").of(Base64.getUrlDecoder().decode(user(options)));
        assertEquals(
                201,
                add(hers, "bea's", device.makes(HERE, member(options, "challenge")))
                        .statusCode());
        assertEquals(200, signIn(device.signs(HERE, asked())).statusCode());
        house.as(cookie, "PATCH", "/api/v1/people/bea", "{\"active\":false}");
        refused(cookie, device.signs(HERE, asked()), "passkey: inactive");
    }

    private static void refused(String cookie, Assertion given, String why) throws Exception {
        var answer = signIn(given);
        assertEquals(401, answer.statusCode(), why);
        assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
        var entry = lastAudit(cookie);
        assertTrue(entry.contains("\"kind\":\"sign-in-failed\""), entry);
        assertTrue(entry.contains("\"detail\":\"" + why + "\""), entry);
    }

    /** ASVS 5.0, 7.5.1. */
    @Test
    void who_finds_an_unlocked_computer_makes_himself_no_key() throws Exception {
        var cookie = ann();
        var guess = house.as(cookie, "POST", "/api/v1/me/passkeys/options", "{\"password\":\"a guess\"}");
        assertEquals(401, guess.statusCode());
        assertEquals("wrong-credentials", member(guess, "code"));
        var device = new SoftAuthenticator("unasked");
        var answer = add(cookie, "unasked", device.makes(HERE, "b".repeat(43)));
        assertEquals(410, answer.statusCode(), answer.body());
    }

    /** ASVS 5.0, 7.4.3: whoever knew the old password may have added one of his own. */
    @Test
    void another_password_ends_passkeys_where_that_is_wanted() throws Exception {
        var device = added("known to another");
        var cookie = ann();
        var change = "{\"old\":\"ann's password\",\"new\":\"ann's password\",\"endPasskeys\":%s}";
        for (var ends : List.of("false", "null", "true")) {
            var changed = house.as(cookie, "PUT", "/api/v1/me/password", change.formatted(ends));
            assertEquals(204, changed.statusCode(), changed.body());
            assertEquals(
                    ends.equals("true") ? 401 : 200,
                    signIn(device.signs(HERE, asked())).statusCode(),
                    ends);
        }
        assertEquals(
                "{\"passkeys\":[]}", house.get(cookie, "/api/v1/me/passkeys").body());
    }

    @Test
    void what_is_not_as_it_was_asked_for_is_not_added_and_the_operator_learns_why() throws Exception {
        var cookie = ann();
        var elsewhere = new RelyingParty(HERE.host(), "https://chat.example.org:8443");
        var device = new SoftAuthenticator("misplaced");
        var answer = add(cookie, "misplaced", device.makes(elsewhere, member(options(cookie), "challenge")));
        assertEquals(400, answer.statusCode());
        assertTrue(
                answer.body().contains("(origin). Parley believes to be reached at https://chat.example.org;"),
                answer.body());
        var twice = added("twice");
        var again = add(cookie, "again", twice.makes(HERE, member(options(cookie), "challenge")));
        assertEquals(409, again.statusCode(), again.body());
    }

    @Test
    void a_passkey_is_called_otherwise_and_removed_and_opens_nothing_any_more() throws Exception {
        var device = added("old name");
        var cookie = AccountsHouse.cookie(signIn(device.signs(HERE, asked())));
        var id = member(house.get(cookie, "/api/v1/me/passkeys"), "id");
        assertEquals(
                204,
                house.as(cookie, "PATCH", "/api/v1/me/passkeys/" + id, "{\"name\":\"new name\"}")
                        .statusCode());
        assertEquals(
                422,
                house.as(cookie, "PATCH", "/api/v1/me/passkeys/" + id, "{\"name\":\" \"}")
                        .statusCode());
        assertEquals("new name", member(house.get(cookie, "/api/v1/me/passkeys"), "name"));
        assertEquals(
                204, house.as(cookie, "DELETE", "/api/v1/me/passkeys/" + id, "").statusCode());
        assertEquals(
                410, house.as(cookie, "DELETE", "/api/v1/me/passkeys/" + id, "").statusCode());
        assertTrue(lastAudit(cookie).contains("\"kind\":\"passkey-removed\""));
        assertEquals(401, signIn(device.signs(HERE, asked())).statusCode());
        assertEquals(200, house.get(cookie, "/api/v1/me").statusCode(), "who is in stays in");
    }

    /** `parley.url`, not what a request says that came another way. */
    @Test
    void an_authenticator_app_shows_the_host_that_people_know() throws Exception {
        var begun = house.as(ann(), "POST", "/api/v1/me/totp", "{\"password\":\"ann's password\"}");
        assertTrue(begun.body().contains("otpauth://totp/Parley:ann%40chat.example.org?secret="), begun.body());
    }

    @Test
    void passkeys_are_offered_where_browsers_have_them_only() throws Exception {
        assertTrue(house.get("a=b", "/api/v1/sign-in").body().contains("\"passkeys\":true"));
        try (var plain = new AccountsHouse(
                folder.resolve("plain"),
                "/chat",
                new Web.Options(Optional.empty(), Set.of(), address -> true),
                new Registration.Off())) {
            assertFalse(plain.get("a=b", "/api/v1/sign-in").body().contains("passkeys"), "http, and a number");
            assertEquals(403, plain.post("/api/v1/sign-in/passkey/options", "").statusCode());
            assertEquals("chat.example.org", host(plain, "chat.example.org", "https"));
            assertEquals("chat.example.org", host(plain, "Chat.Example.org:8443", "https"));
            assertEquals("localhost", host(plain, "localhost:8080", "http"));
            assertEquals("", host(plain, "chat.example.org", "http"));
            assertEquals("", host(plain, "192.0.2.7", "https"));
            assertEquals("", host(plain, "[2001:db8::1]:8443", "https"));
        }
    }

    /** @return the `rpId` there; empty: none */
    private static String host(AccountsHouse house, String host, String scheme) throws Exception {
        var status = house.server.send(house.server
                .request("/api/v1/sign-in")
                .header("X-Forwarded-Host", host)
                .header("X-Forwarded-Proto", scheme));
        var options = house.server.send(AccountsHouse.json(
                house.server
                        .request("/api/v1/sign-in/passkey/options")
                        .header("X-Forwarded-Host", host)
                        .header("X-Forwarded-Proto", scheme),
                "POST",
                ""));
        assertEquals(options.statusCode() == 200, status.body().contains("\"passkeys\":true"));
        return options.statusCode() == 200 ? member(options, "rpId") : "";
    }

    @Test
    void a_passkey_of_the_old_host_is_shown_with_its_name_and_opens_nothing() throws Exception {
        var device = added("moved");
        try (var moved = new AccountsHouse(
                folder.resolve("shared"),
                "",
                new Web.Options(Optional.of(URI.create("https://talk.example.org")), Set.of(), address -> true),
                new Registration.Off())) {
            moved.clock.set(house.clock.get());
            var there = new RelyingParty("talk.example.org", "https://talk.example.org");
            var challenge = asked(moved);
            // answered to the shared one: the store is the same, the host is not
            assertEquals(401, signIn(device.signs(there, challenge)).statusCode());
            var mine = moved.get(ann(), "/api/v1/me/passkeys").body();
            assertTrue(mine.contains("\"host\":\"chat.example.org\""), mine);
        }
    }
}
