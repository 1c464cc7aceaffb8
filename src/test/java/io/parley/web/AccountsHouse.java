package io.parley.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.files.Blob;
import io.parley.people.AccessTokens;
import io.parley.people.Administration;
import io.parley.people.Authenticator;
import io.parley.people.Challenges;
import io.parley.people.Entrance;
import io.parley.people.Passkeys;
import io.parley.people.Passwords;
import io.parley.people.Registration;
import io.parley.people.SecondFactor;
import io.parley.people.Self;
import io.parley.people.SignInMode;
import io.parley.people.SignUp;
import io.parley.sql.ReadySqlite;
import io.parley.sql.SqlStore;
import io.parley.webauthn.WebAuthn4j;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.catalina.LifecycleException;
import org.jspecify.annotations.Nullable;

/** A server whose people have accounts, in a real store; passwords are hashed so that it costs nothing, and counted. */
final class AccountsHouse implements AutoCloseable {
    static final Duration LIFETIME = Duration.ofDays(90);
    static final Duration IDLE = Duration.ofDays(30);

    final AtomicLong clock = new AtomicLong(1_790_000_000_000L);
    /** Verifications of passwords. */
    final AtomicInteger verified = new AtomicInteger();

    /** Who was led into channels, by whom and into which. */
    final List<String> led = new CopyOnWriteArrayList<>();

    final SqlStore store;
    final WebServer server;
    private final AtomicInteger ids = new AtomicInteger();

    AccountsHouse(Path folder, String path, Web.Options options, Registration registration)
            throws IOException, LifecycleException {
        this(folder, path, options, registration, SecondFactor.OFFERED);
    }

    /** @param demanded of whom a second factor is */
    AccountsHouse(Path folder, String path, Web.Options options, Registration registration, SecondFactor demanded)
            throws IOException, LifecycleException {
        store = SqlStore.open(
                ReadySqlite.in(folder.resolve("parley.db"), folder.resolve("sqlite")),
                events -> {},
                () -> Instant.ofEpochMilli(clock.get()),
                new SplittableRandom());
        server = new WebServer(
                folder,
                path,
                options,
                house -> mode(registration, demanded),
                house -> store.journal(),
                store.channels(),
                store.attention(),
                store.search(),
                store.portraits());
    }

    private SignInMode mode(Registration registration, SecondFactor demanded) {
        var passwords = new Passwords() {
            @Override
            public String hash(String password) {
                return "hashed " + password;
            }

            @Override
            public boolean verify(String password, @Nullable String hash) {
                verified.incrementAndGet();
                return ("hashed " + password).equals(hash);
            }
        };
        var entrance = new Entrance(
                new Entrance.Stores(
                        store.accounts(), store.signIns(), store.attempts(), store.audit(), store.secondFactors()),
                passwords,
                () -> Instant.ofEpochMilli(clock.get()),
                () -> "id" + ids.incrementAndGet(),
                () -> "token-of-256-random-bits-" + ids.incrementAndGet(),
                new Entrance.Rules(LIFETIME, IDLE, demanded));
        var signUp = new SignUp(
                new SignUp.Stores(
                        store.accounts(),
                        store.invites(),
                        store.government(),
                        (by, person, channels) -> led.add(by + " " + person + " " + channels)),
                entrance,
                passwords,
                "password"::equals,
                registration,
                () -> "p" + ids.incrementAndGet());
        var administration = new Administration(
                new Administration.Stores(store.accounts(), store.government(), store.invites(), store.audit()),
                () -> Instant.ofEpochMilli(clock.get()),
                () -> "i" + ids.incrementAndGet(),
                () -> "token-of-a-link-" + ids.incrementAndGet());
        var self = new Self(
                store.accounts(), entrance, passwords, "password"::equals, () -> Instant.ofEpochMilli(clock.get()));
        return new SignInMode.WithAccounts(
                store.directory(),
                store.accounts(),
                entrance,
                signUp,
                self,
                administration,
                new AccessTokens(
                        store.accessTokens(),
                        store.signIns(),
                        self,
                        () -> Instant.ofEpochMilli(clock.get()),
                        () -> "id" + ids.incrementAndGet(),
                        () -> "token-of-256-random-bits-" + ids.incrementAndGet(),
                        demanded),
                new Authenticator(
                        store.secondFactors(),
                        entrance,
                        self,
                        () -> Instant.ofEpochMilli(clock.get()),
                        new SplittableRandom()),
                new Passkeys(
                        new Passkeys.Stores(store.passkeys(), store.audit()),
                        new WebAuthn4j(),
                        self,
                        entrance,
                        () -> Instant.ofEpochMilli(clock.get()),
                        () -> "id" + ids.incrementAndGet(),
                        new Challenges(
                                store.challenges(),
                                () -> Instant.ofEpochMilli(clock.get()),
                                () -> Base64.getUrlEncoder()
                                        .withoutPadding()
                                        .encodeToString(String.format("%032d", ids.incrementAndGet())
                                                .getBytes(StandardCharsets.UTF_8)))));
    }

    /** The owner, `ann` with the password `ann's password`: his cookie. */
    String setUp() throws Exception {
        var answer = post(
                "/api/v1/setup",
                "{\"code\":\"" + store.accounts().setupCode()
                        + "\",\"handle\":\"ann\",\"name\":\"Ann\",\"email\":\"ann@example.org\",\"password\":\"ann's password\"}");
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer.body());
        }
        return cookie(answer);
    }

    /** In the store of files. */
    Blob content(byte[] bytes) throws IOException {
        try (var intake = server.files.intake("c" + ids.incrementAndGet())) {
            intake.write(ByteBuffer.wrap(bytes));
            var blob = intake.seal();
            intake.keep();
            return blob;
        }
    }

    /** Somebody becomes a member. */
    HttpResponse<String> register(String handle, String password) throws Exception {
        var made = post(
                "/api/v1/register",
                "{\"handle\":\"" + handle + "\",\"name\":\"Member " + handle + "\",\"password\":\"" + password + "\"}");
        assertEquals(201, made.statusCode(), made.body());
        return made;
    }

    HttpResponse<String> signIn(String login, String password) throws Exception {
        return post("/api/v1/sign-in", credentials(login, password));
    }

    static String credentials(String login, String password) {
        return "{\"login\":\"" + login + "\",\"password\":\"" + password + "\"}";
    }

    HttpResponse<String> post(String page, String body) throws Exception {
        return server.send(json(server.request(page), "POST", body));
    }

    /** By somebody who is signed in. */
    HttpResponse<String> as(String cookie, String method, String page, String body) throws Exception {
        return server.send(json(server.request(page).header("Cookie", cookie), method, body));
    }

    HttpResponse<String> get(String cookie, String page) throws Exception {
        return server.send(server.request(page).header("Cookie", cookie));
    }

    static HttpRequest.Builder json(HttpRequest.Builder request, String method, String body) {
        return request.header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
    }

    /** Name and value of what an answer sets. */
    static String cookie(HttpResponse<?> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    @Override
    public void close() throws Exception {
        server.close();
        store.close();
    }
}
