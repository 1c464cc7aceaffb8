package io.parley.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.openapi.Described;
import io.parley.sql.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A company's Parley of two nodes, without Redis, from its first start on. */
class AccountsIT {
    private static final Pattern LINK = Pattern.compile("It has no owner yet\\. Become it at (\\S+)#/setup/(\\S+)");
    private static final String PASSWORD = "a password of nobody";

    @TempDir
    static Path folder;

    private static Nodes nodes;
    /** Of the owner, who came by the link. */
    private static String owner = "";

    @BeforeAll
    static void start() throws Exception {
        var postgres = PostgresServer.shared();
        nodes = Nodes.start(folder, 2, postgres, postgres.schema(), Optional.empty(), "-Dparley.signin=accounts");
        var log = String.join("\n", nodes.node(0).log());
        var link = LINK.matcher(log);
        assertTrue(link.find(), log);
        // of many nodes any does
        var answer = post(1, "setup", "", "{\"code\":\"" + link.group(2) + "\"," + account("ann", "Ann") + "}");
        assertEquals(201, answer.statusCode(), answer.body());
        owner = cookie(answer);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Test
    void the_code_of_the_first_start_is_the_same_everywhere_and_only_for_whoever_runs_it() throws Exception {
        for (var node : nodes.all()) {
            var file = node.home().resolve("setup-code");
            var code = LINK.matcher(String.join("\n", node.log()));
            assertTrue(code.find());
            assertEquals(code.group(2), Files.readString(file).strip());
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            assertEquals(
                    1,
                    node.log().stream()
                            .filter(line -> line.contains(code.group(2)))
                            .count(),
                    "it is printed, not logged");
        }
        assertEquals(
                409,
                post(0, "setup", "", "{\"code\":\"x\"," + account("eve", "Eve") + "}")
                        .statusCode());
    }

    /** Promise 2: revoking ends live connections within a second on every node. */
    @Test
    void who_is_signed_out_or_deactivated_is_cut_on_every_node() throws Exception {
        var bea = come("bea");
        var id = member(get(0, "me", bea), "id");
        for (var ending : List.of(
                new Ending("revoked by himself", "DELETE", "me/sign-ins", "", true),
                new Ending("signed out by an administrator", "DELETE", "people/" + id + "/sign-ins", "", false),
                new Ending("deactivated", "PATCH", "people/" + id, "{\"active\":false}", false))) {
            var staying = CompletableFuture.supplyAsync(() -> cookie(signIn(0)));
            var goes = cookie(signIn(0));
            var stays = staying.join();
            var sockets = List.of(socket(0, goes), socket(1, goes));
            var began = System.nanoTime();
            var answer = send(0, ending.method(), ending.page(), ending.his() ? stays : owner, ending.body());
            assertTrue(answer.statusCode() < 300, answer.body());
            for (var socket : sockets) {
                assertEquals(1008, end(socket), ending.name());
                System.out.printf("%s: cut after %d ms%n", ending.name(), (System.nanoTime() - began) / 1_000_000);
            }
            assertEquals(401, get(1, "me", goes).statusCode());
        }
        assertEquals(401, signIn(1).statusCode(), "deactivated");
        assertEquals(200, get(1, "me", owner).statusCode());
    }

    /** @param his whether he does it himself, by another sign-in */
    private record Ending(String name, String method, String page, String body, boolean his) {}

    @Test
    void neither_logs_nor_answers_hold_a_secret() throws Exception {
        var cem = come("cem");
        post(0, "sign-in", "", "{\"login\":\"cem\",\"password\":\"a wrong one of cem\"}");
        for (var node : nodes.all()) {
            var log = String.join("\n", node.log());
            for (var secret : List.of(PASSWORD, "a wrong one", cem.substring(7), owner.substring(7), "$argon2id")) {
                assertFalse(log.contains(secret), log);
            }
        }
    }

    private static String come(String handle) throws Exception {
        var expires = System.currentTimeMillis() + 60_000;
        var invite = send(0, "POST", "invites", owner, "{\"role\":\"member\",\"expires\":" + expires + "}");
        var come = post(
                1,
                "invites/accept",
                "",
                "{\"token\":\"" + member(invite, "token") + "\"," + account(handle, "The " + handle) + "}");
        assertEquals(201, come.statusCode(), come.body());
        return cookie(come);
    }

    private static HttpResponse<String> signIn(int node) {
        try {
            return post(node, "sign-in", "", "{\"login\":\"bea\",\"password\":\"" + PASSWORD + "\"}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Welcomed. */
    private static RawWebSocket socket(int node, String cookie) throws IOException {
        var socket = Handshake.with(uri(node).resolve("ws"))
                .header("Cookie: " + cookie)
                .subprotocol(ParleyClient.TEXT)
                .open();
        socket.text("{\"type\":\"hello\",\"cursors\":{}}");
        for (var next = socket.receive(); ; next = socket.receive()) {
            if (next instanceof Received.Text text && text.text().contains("\"type\":\"live\"")) {
                return socket;
            }
            assertFalse(next instanceof Received.End, next::toString);
        }
    }

    private static int end(RawWebSocket socket) {
        var last = socket.receive();
        while (!(last instanceof Received.End)) {
            last = socket.receive();
        }
        return last instanceof Received.Close close ? close.code() : 0;
    }

    private static String account(String handle, String name) {
        return "\"handle\":\"" + handle + "\",\"name\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"";
    }

    private static URI uri(int node) {
        return nodes.uri(node);
    }

    private static HttpResponse<String> get(int node, String page, String cookie) throws IOException {
        return send(node, "GET", page, cookie, "");
    }

    private static HttpResponse<String> post(int node, String page, String cookie, String body) throws IOException {
        return send(node, "POST", page, cookie, body);
    }

    private static HttpResponse<String> send(int node, String method, String page, String cookie, String body)
            throws IOException {
        var request = HttpRequest.newBuilder(uri(node).resolve("api/v1/" + page))
                .timeout(Await.BOUND)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        var built = request.build();
        return Described.API.checked(built, Pages.send(built));
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Set-Cookie")
                .orElseThrow(() -> new AssertionError(answer.body()))
                .split(";")[0];
    }

    private static String member(HttpResponse<String> answer, String name) {
        return Pages.json(answer.body()).getString(name);
    }
}
