package io.parley.web;

import static io.parley.web.PasskeyJson.member;
import static io.parley.web.PasskeyJson.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.authority.Table;
import io.parley.people.AccessTokenRows;
import io.parley.people.App;
import io.parley.people.Registration;
import io.parley.people.RelyingParty;
import io.parley.people.Scope;
import io.parley.people.SecondFactor;
import io.parley.people.SignInRows;
import io.parley.people.Tokens;
import io.parley.people.Trace;
import io.parley.webauthn.SoftAuthenticator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second factor is required of everybody (ASVS 5.0, 6.3.3): who has shown none does nothing before. */
class DemandedTest {
    private static final String PASSWORD = "a good password";
    private static final String PROOF = "{\"password\":\"" + PASSWORD + "\"}";
    private static final RelyingParty HERE = new RelyingParty("chat.example.org", "https://chat.example.org");
    /** What makes the first one. */
    private static final Set<String> OPEN = Set.of(
            "GET v1/me/second-factor",
            "POST v1/me/totp",
            "PUT v1/me/totp",
            "GET v1/me/passkeys",
            "POST v1/me/passkeys/options",
            "POST v1/me/passkeys");

    @TempDir
    static Path folder;

    private static AccountsHouse house;
    private static int members;

    /** Somebody new for each test, with a program that he made before. */
    private String handle = "";

    private String id = "";
    private String cookie = "";
    private String bearer = "";

    @BeforeAll
    static void open() throws Exception {
        house = new AccountsHouse(
                folder,
                "",
                new Web.Options(Optional.of(URI.create("https://chat.example.org/")), Set.of(), address -> false),
                new Registration.On(),
                SecondFactor.REQUIRED);
        house.setUp();
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
        id = member(made, "id");
        var token = "parley_a-token-of-256-random-bits-" + handle;
        bearer = "Bearer " + token;
        house.store
                .accessTokens()
                .begin(
                        new AccessTokenRows.Row(
                                "token-" + handle, id, "robot", EnumSet.allOf(Scope.class), 1, null, Long.MAX_VALUE),
                        Tokens.digest(token),
                        9,
                        new Trace(id, "192.0.2.1"));
    }

    private HttpResponse<String> me(String cookie, String method, String page, String body) throws Exception {
        return house.as(cookie, method, "/api/v1/me" + page, body);
    }

    private int program() throws Exception {
        return house.server
                .send(house.server.request("/api/v1/me").header("Authorization", bearer))
                .statusCode();
    }

    private static HttpRequest.Builder request(Table.Row row) {
        var body = row.body().replaceAll("\\$soon", "1").replaceAll("\\$\\w+", "x");
        var request = house.server
                .request("/api/v1/" + row.asks().replaceAll("\\$\\w+", "x"))
                .header("Tus-Resumable", "1.0.0")
                .method(row.what().split(" ", 2)[0], HttpRequest.BodyPublishers.ofString(body));
        if (row.what().contains("uploads")) {
            request.header("Upload-Length", "14").header("Upload-Offset", "0");
        }
        if (row.what().equals("POST v1/uploads/{id}")) {
            request.header("X-HTTP-Method-Override", "PATCH");
        }
        return body.isEmpty()
                ? request
                : request.header(
                        "Content-Type", body.startsWith("{") ? "application/json" : "application/offset+octet-stream");
    }

    /** Whatever route there is, by the table that names them all. */
    @Test
    void who_has_none_may_add_one_and_nothing_else() throws Exception {
        var wrong = new ArrayList<String>();
        for (var row : Table.read('r', "routes.txt").rows()) {
            if (row.scope().equals("-")) {
                continue;
            }
            var held = house.server.send(request(row).header("Cookie", cookie));
            var isOpen = !held.body().contains("\"second-factor-needed\"") && held.statusCode() != 403;
            if (isOpen != OPEN.contains(row.what())) {
                wrong.add(row.what() + ": " + held.statusCode() + " " + held.body());
            }
            var program = house.server.send(request(row).header("Authorization", bearer));
            if (program.statusCode() != 403) {
                wrong.add(row.what() + " by a token: " + program.statusCode() + " " + program.body());
            }
        }
        assertEquals("", String.join("\n", wrong));
        assertEquals(403, upgrade("Cookie", cookie));
        assertEquals(403, upgrade("Authorization", bearer));
        assertEquals(204, house.as(cookie, "DELETE", "/api/v1/sign-in", "").statusCode());
        assertEquals(401, me(cookie, "GET", "/second-factor", "").statusCode(), "signed out");
    }

    private static int upgrade(String header, String value) {
        var address =
                URI.create(house.server.request("/ws").build().uri().toString().replace("http:", "ws:"));
        try (var client = HttpClient.newHttpClient()) {
            var opened =
                    client.newWebSocketBuilder().header(header, value).buildAsync(address, new WebSocket.Listener() {});
            var failed = Assertions.assertThrows(CompletionException.class, opened::join);
            return Assertions.assertInstanceOf(WebSocketHandshakeException.class, failed.getCause())
                    .getResponse()
                    .statusCode();
        }
    }

    private App app(String cookie) throws Exception {
        var begun = me(cookie, "POST", "/totp", PROOF);
        assertEquals(200, begun.statusCode(), begun.body());
        var app = new App(member(begun, "secret"));
        var confirmed = me(cookie, "PUT", "/totp", "{\"code\":\"" + app.shows(house.clock.get()) + "\"}");
        assertEquals(200, confirmed.statusCode(), confirmed.body());
        house.clock.addAndGet(30_000);
        return app;
    }

    @Test
    void who_adds_an_app_goes_on_and_so_do_his_programs_and_nobody_else_who_has_his_password() throws Exception {
        var other = AccountsHouse.cookie(house.signIn(handle, PASSWORD));
        var before = house.get(cookie, "/api/v1/sign-in").body();
        assertTrue(before.contains("\"waiting\":{\"me\":{\"id\":\"" + id + "\""), before);
        assertFalse(before.contains("\"equipped\""), before);
        assertEquals(403, program());

        var app = app(cookie);

        assertEquals(200, me(cookie, "GET", "", "").statusCode());
        assertFalse(house.get(cookie, "/api/v1/sign-in").body().contains("\"waiting\""));
        assertEquals(200, program());
        var elsewhere = house.get(other, "/api/v1/sign-in").body();
        assertTrue(elsewhere.contains("\"equipped\":true"), elsewhere);
        for (var page : Set.of("/totp", "/passkeys/options", "/recovery-codes")) {
            var more = me(other, "POST", page, PROOF);
            assertEquals("second-factor-needed", member(more, "code"), page);
        }
        var again = house.post(
                "/api/v1/sign-in",
                "{\"login\":\"" + handle + "\",\"password\":\"" + PASSWORD + "\",\"code\":\""
                        + app.shows(house.clock.get()) + "\"}");
        assertEquals(200, me(AccountsHouse.cookie(again), "GET", "", "").statusCode());
    }

    @Test
    void who_has_none_any_more_is_held_again_at_once() throws Exception {
        app(cookie);
        assertTrue(house.store.signIns().standing(Set.of(signIn()), bounds()).contains(signIn()));
        assertEquals(204, me(cookie, "DELETE", "/totp", PROOF).statusCode());
        assertEquals("second-factor-needed", member(me(cookie, "GET", "", ""), "code"));
        assertEquals(403, program());
    }

    private static SignInRows.Bounds bounds() {
        return new SignInRows.Bounds(house.clock.get(), 0, SecondFactor.REQUIRED);
    }

    private String signIn() throws Exception {
        var found = Pattern.compile("\"id\":\"([^\"]+)\"[^}]*\"current\":true")
                .matcher(me(cookie, "GET", "/sign-ins", "").body());
        assertTrue(found.find());
        return found.group(1);
    }

    @Test
    void a_passkey_is_enough() throws Exception {
        var options = me(cookie, "POST", "/passkeys/options", PROOF);
        var device = new SoftAuthenticator("key of " + handle)
                .of(Base64.getUrlDecoder().decode(user(options)));
        var made = device.makes(HERE, member(options, "challenge"));
        var added = me(cookie, "POST", "/passkeys", PasskeyJson.made("key", made));
        assertEquals(201, added.statusCode(), added.body());
        assertEquals(200, me(cookie, "GET", "", "").statusCode());
        assertEquals(200, program());

        var byPassword = AccountsHouse.cookie(house.signIn(handle, PASSWORD));
        assertEquals("second-factor-needed", member(me(byPassword, "GET", "", ""), "code"));
        assertEquals("second-factor-needed", member(me(byPassword, "POST", "/totp", PROOF), "code"));
        var asked = house.post("/api/v1/sign-in/passkey/options", "");
        var given = device.signs(HERE, member(asked, "challenge"));
        var in = house.as(AccountsHouse.cookie(asked), "POST", "/api/v1/sign-in/passkey", PasskeyJson.given(given));
        assertEquals(200, in.statusCode(), in.body());
        assertEquals(200, me(AccountsHouse.cookie(in), "GET", "", "").statusCode());
    }
}
