package io.parley.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.chat.Attachment;
import io.parley.files.Catalog;
import io.parley.people.Name;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages under api/, as programs and browsers see them. */
class WebTest {
    @TempDir
    private static Path home;

    private static WebServer server;

    @BeforeAll
    static void start() throws IOException, LifecycleException, InterruptedException {
        var begun = System.nanoTime();
        server = new WebServer(home, "", WebServer.plain());
        var serving = System.nanoTime();
        server.send(server.request("/api/v1/health"));
        System.out.printf(
                "container with filters serving after %d ms, api after %d ms more%n",
                (serving - begun) / 1_000_000, (System.nanoTime() - serving) / 1_000_000);
    }

    @AfterAll
    static void stop() throws LifecycleException {
        server.close();
    }

    @AfterEach
    void back() {
        server.house.away(false);
        server.draining.set(false);
        assertEquals(0, server.sessions(), "no HttpSession, ever");
    }

    @Test
    void the_house_is_up_until_it_drains() throws Exception {
        var up = server.send(server.request("/api/v1/health"));
        assertEquals(200, up.statusCode());
        assertEquals("{\"status\":\"up\"}", up.body());
        assertEquals("application/json", header(up, "Content-Type"));
        server.draining.set(true);
        var draining = server.send(server.request("/api/v1/health"));
        assertEquals(503, draining.statusCode());
        assertEquals("{\"status\":\"draining\"}", draining.body());
        assertEquals(503, server.upgrade("/ws", "Cookie: username=Ann\r\n"));
    }

    @Test
    void health_does_not_ask_who_somebody_is() throws Exception {
        server.house.away(true);
        assertEquals(200, server.get("/api/v1/health", "Nobody-yet").statusCode());
    }

    @Test
    void ann_is_who_her_cookie_says() throws Exception {
        var me = server.get("/api/v1/me", "Ann");
        assertEquals(200, me.statusCode());
        assertEquals("{\"id\":\"" + id("Ann") + "\",\"name\":\"Ann\"}", me.body());
        assertEquals("no-store", header(me, "Cache-Control"));
    }

    @Test
    void without_a_good_name_nobody_is_signed_in() throws Exception {
        problem(server.send(server.request("/api/v1/me")), 401, "signed-out");
        for (var name : List.of("", "%20", "System", "%3Cb%3E")) {
            problem(server.get("/api/v1/me", name), 401, "signed-out");
        }
        problem(server.send(server.request("/api/v1/people?id=p1")), 401, "signed-out");
        problem(server.send(server.request("/api/v1/channels/lobby/messages")), 401, "signed-out");
        problem(server.send(server.request("/api/v1/files/f1/a.txt")), 401, "signed-out");
    }

    @Test
    void somebody_known_is_not_looked_up_again() throws Exception {
        server.get("/api/v1/me", "Frequent");
        var asked = server.house.asked.get();
        for (var i = 0; i < 5; i++) {
            server.get("/api/v1/me", "Frequent");
            server.get("/index.html", "Stranger");
        }
        assertEquals(asked, server.house.asked.get());
    }

    @Test
    void a_store_that_is_away_says_so_and_comes_back() throws Exception {
        server.house.away(true);
        var away = server.get("/api/v1/me", "Latecomer");
        problem(away, 503, "unavailable");
        assertEquals("1", header(away, "Retry-After"));
        server.house.away(false);
        assertEquals(200, server.get("/api/v1/me", "Latecomer").statusCode());
    }

    @Test
    void signing_in_sets_the_cookie_that_signs_in() throws Exception {
        var answer = signIn("{\"name\":\"  \u00C4nn; Lee \"}");
        assertEquals(200, answer.statusCode());
        assertEquals("{\"id\":\"" + id("\u00C4nn; Lee") + "\",\"name\":\"\u00C4nn; Lee\"}", answer.body());
        var cookie = header(answer, "Set-Cookie");
        assertEquals("username=%C3%84nn%3B%20Lee; Path=/; Max-Age=31536000; SameSite=Lax", cookie);
        var me = server.send(server.request("/api/v1/me").header("Cookie", cookie.substring(0, cookie.indexOf(';'))));
        assertEquals(answer.body(), me.body());
    }

    @Test
    void signing_out_takes_the_cookie_away() throws Exception {
        var answer = server.send(server.request("/api/v1/sign-in", "Ann").DELETE());
        assertEquals(204, answer.statusCode());
        assertEquals("username=; Path=/; Max-Age=0; SameSite=Lax", header(answer, "Set-Cookie"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name":"System"}   | 422 | bad-name
            {"name":""}         | 422 | bad-name
            {"name":"<b>"}      | 422 | bad-name
            {"name":null}       | 400 | malformed
            {"name":5}          | 400 | malformed
            {}                  | 400 | malformed
            []                  | 400 | malformed
            null                | 400 | malformed
            {"name":"Ann"       | 400 | malformed
            ''                  | 400 | malformed
            """)
    void a_name_that_is_none_is_refused(String body, int status, String code) throws Exception {
        problem(signIn(body), status, code);
    }

    @Test
    void a_name_given_here_has_64_characters_at_most() throws Exception {
        assertEquals(
                200, signIn("{\"name\":\"" + "\uD83D\uDE00".repeat(64) + "\"}").statusCode());
        problem(signIn("{\"name\":\"" + "n".repeat(65) + "\"}"), 422, "bad-name");
        problem(signIn("{\"name\":\"" + "n".repeat(200_000) + "\"}"), 413, "too-large");
        assertEquals(200, server.get("/api/v1/me", "n".repeat(1_500)).statusCode(), "the classic chat takes more");
    }

    @Test
    void a_body_is_json_and_said_to_be() throws Exception {
        var form = server.request("/api/v1/sign-in").header("Content-Type", "text/plain");
        problem(server.send(form.POST(BodyPublishers.ofString("{\"name\":\"Ann\"}"))), 415, "malformed");
    }

    @Test
    void anybody_reads_what_is_described_of_all_this() throws Exception {
        var answer = server.send(server.request("/api/v1/openapi.json"));
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().startsWith("{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"Parley\""), answer.body());
        assertEquals("no-cache", header(answer, "Cache-Control"));
        var again = server.request("/api/v1/openapi.json").header("If-None-Match", header(answer, "ETag"));
        assertEquals(304, server.send(again).statusCode());
    }

    @Test
    void history_comes_in_pages() throws Exception {
        var page = server.get("/api/v1/channels/lobby/messages?limit=2", "Ann");
        assertEquals(200, page.statusCode());
        assertTrue(
                page.body().startsWith("{\"messages\":[{\"type\":\"message\",\"channel\":\"lobby\",\"seq\":4,"),
                page.body());
        assertTrue(
                page.body().endsWith("\"people\":[{\"id\":\"p1\",\"name\":\"Ann\"}],\"earlier\":\"3.m3\"}"),
                page.body());
        var first = server.get("/api/v1/channels/lobby/messages?limit=200&to=3.m3", "Ann");
        assertTrue(first.body().contains("\"seq\":3"), first.body());
        assertFalse(first.body().contains("\"seq\":4"), first.body());
        assertFalse(first.body().contains("earlier"), "it begins here");
        var usual = server.get("/api/v1/channels/lobby/messages", "Ann");
        assertTrue(usual.body().contains("\"seq\":1,") && usual.body().contains("\"seq\":5,"), usual.body());
    }

    @ParameterizedTest
    @CsvSource({
        "lobby/messages?limit=0,400,bad-parameter",
        "lobby/messages?limit=201,400,bad-parameter",
        "lobby/messages?limit=-1,400,bad-parameter",
        "lobby/messages?limit=,400,bad-parameter",
        "lobby/messages?limit=99999999999999999999,400,bad-parameter",
        "lobby/messages?to=,400,bad-parameter",
        "lobby/messages?to=3,400,bad-parameter",
        "lobby/messages?to=99999999999999999999.m,400,bad-parameter",
        "lobby/messages?to=3.other,409,unknown-cursor",
        "elsewhere/messages,404,no-channel",
        "lobby/messages/1,405,no-such-page",
        "lobby/messages/1/2,404,no-such-page",
    })
    void a_page_that_cannot_be_is_a_problem_with_a_code(String page, int status, String code) throws Exception {
        problem(server.get("/api/v1/channels/" + page, "Ann"), status, code);
    }

    @Test
    void a_channel_is_named_by_an_id() throws Exception {
        problem(server.get("/api/v1/channels/" + "c".repeat(65) + "/messages", "Ann"), 400, "bad-parameter");
    }

    @Test
    void what_a_message_said_before_is_told() throws Exception {
        var edits = server.get("/api/v1/channels/lobby/messages/3/edits?after=2&limit=10", "Ann");
        assertEquals("{\"versions\":[{\"seq\":3,\"at\":3,\"text\":\"text 3 after 2\"}]}", edits.body());
        problem(server.get("/api/v1/channels/lobby/messages/9/edits", "Ann"), 404, "no-message");
    }

    @Test
    void a_file_without_a_thumbnail_is_its_own() throws Exception {
        var bytes = upload("f-small", "small.png", "image/png", 10);
        var answer = server.fetch(server.request("/api/v1/files/f-small/thumbnail", "Ann"));
        assertEquals("image/png", header(answer, "Content-Type"));
        assertArrayEquals(bytes, answer.body());
        var part = server.fetch(server.request("/api/v1/files/f-small", "Ann").header("Range", "bytes=0-3"));
        assertEquals(206, part.statusCode());
    }

    @Test
    void people_are_found_by_their_ids() throws Exception {
        var bea = id("Bea");
        var answer = server.get("/api/v1/people?id=" + bea + "&id=unknown&id=" + bea, "Ann");
        assertEquals("{\"people\":[{\"id\":\"" + bea + "\",\"name\":\"Bea\"}]}", answer.body());
        assertEquals("{\"people\":[]}", server.get("/api/v1/people", "Ann").body());
        var many = IntStream.range(0, 201).mapToObj(i -> "id=p" + i).collect(Collectors.joining("&"));
        problem(server.get("/api/v1/people?" + many, "Ann"), 400, "bad-parameter");
        problem(server.get("/api/v1/people?id=", "Ann"), 400, "bad-parameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/", "/api/v1", "/api/v2/health", "/api/v1/healthy", "/api/v1/me/x"})
    void what_is_not_there_is_a_problem_too(String page) throws Exception {
        problem(server.get(page, "Ann"), 404, "no-such-page");
    }

    @Test
    void a_wrong_method_names_the_right_ones() throws Exception {
        var answer = server.send(server.request("/api/v1/sign-in", "Ann").PUT(BodyPublishers.noBody()));
        problem(answer, 405, "no-such-page");
        assertTrue(header(answer, "Allow").contains("POST")
                && header(answer, "Allow").contains("DELETE"));
    }

    @Test
    void a_page_asks_who_is_signed_in_and_nobody_is_no_error() throws Exception {
        var nobody = server.send(server.request("/api/v1/sign-in"));
        assertEquals(200, nobody.statusCode());
        assertEquals("{\"mode\":\"open\"}", nobody.body());
        var ann = server.get("/api/v1/sign-in", "Ann");
        assertTrue(ann.body().startsWith("{\"me\":{\"id\":\"") && ann.body().contains("\"name\":\"Ann\""), ann.body());
    }

    @Test
    void a_picture_is_shown_in_place() throws Exception {
        var bytes = upload("f-png", "plan \u00FCber \"alles\".png", "image/png", 300_000);
        var answer = server.fetch(server.request("/api/v1/files/f-png/plan.png", "Ann"));
        assertEquals(200, answer.statusCode());
        assertArrayEquals(bytes, answer.body());
        assertEquals("image/png", header(answer, "Content-Type"));
        assertEquals(
                "inline; filename=\"plan _ber _alles_.png\"; filename*=UTF-8''plan%20%C3%BCber%20%22alles%22.png",
                header(answer, "Content-Disposition"));
        assertEquals("300000", header(answer, "Content-Length"));
        assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
        assertEquals(List.of("sandbox; default-src 'none'"), answer.headers().allValues("Content-Security-Policy"));
        assertEquals(List.of("private, no-cache"), answer.headers().allValues("Cache-Control"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"image/svg+xml", "text/html", "application/pdf", "text/javascript", "text/css", "", "nonsense"})
    void everything_else_is_bytes_to_download(String type) throws Exception {
        upload("f-other", "page.html", type, 10);
        var answer = server.fetch(server.request("/api/v1/files/f-other/anything", "Ann"));
        assertEquals("application/octet-stream", header(answer, "Content-Type"));
        assertEquals(
                "attachment; filename=\"page.html\"; filename*=UTF-8''page.html",
                header(answer, "Content-Disposition"));
        assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
        assertEquals(List.of("sandbox; default-src 'none'"), answer.headers().allValues("Content-Security-Policy"));
    }

    @Test
    void a_file_may_be_asked_for_with_any_name_or_none() throws Exception {
        var bytes = upload("f-any", "", "", 10);
        for (var name : List.of("", "/", "/x", "/a%20b%3F")) {
            assertArrayEquals(
                    bytes,
                    server.fetch(server.request("/api/v1/files/f-any" + name, "Ann"))
                            .body(),
                    name);
        }
        problem(server.get("/api/v1/files/f-any/a/b", "Ann"), 404, "no-such-page");
    }

    @Test
    void nobody_reads_what_is_not_his() throws Exception {
        upload("f-ann", "a.txt", "text/plain", 10);
        problem(server.get("/api/v1/files/f-ann/a.txt", "Bea"), 404, "no-file");
        problem(server.get("/api/v1/files/none/a.txt", "Ann"), 404, "no-file");
        problem(server.get("/api/v1/files/" + "f".repeat(65) + "/a.txt", "Ann"), 400, "bad-parameter");
    }

    @Test
    void a_file_held_is_not_sent_again() throws Exception {
        upload("f-held", "a.png", "image/png", 10);
        var tag = header(server.fetch(server.request("/api/v1/files/f-held/a.png", "Ann")), "ETag");
        assertTrue(tag.matches("\"[0-9a-f]{64}\""), tag);
        var again =
                server.fetch(server.request("/api/v1/files/f-held/a.png", "Ann").header("If-None-Match", "W/" + tag));
        assertEquals(304, again.statusCode());
        assertEquals(0, again.body().length);
        assertEquals(tag, header(again, "ETag"));
        var another = server.request("/api/v1/files/f-held/a.png", "Ann").header("If-None-Match", "\"abc\"");
        assertEquals(200, server.fetch(another).statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0,206,0,1",
        "bytes=10-19,206,10,10",
        "bytes=990-,206,990,10",
        "bytes=990-5000,206,990,10",
        "bytes=-10,206,990,10",
        "bytes=-5000,206,0,1000",
        "bytes=1000-,416,0,0",
        "bytes=-0,416,0,0",
        "bytes=20-10,200,0,1000",
        "'bytes=0-1,5-6',200,0,1000",
        "bytes=-,200,0,1000",
        "bytes=99999999999999999999-,200,0,1000",
        "lines=1-2,200,0,1000",
    })
    void a_film_is_read_in_parts(String range, int status, int from, int length) throws Exception {
        var bytes = upload("f-film", "film.mp4", "video/mp4", 1_000);
        var answer = server.fetch(
                server.request("/api/v1/files/f-film/film.mp4", "Ann").header("Range", range));
        assertEquals(status, answer.statusCode());
        assertEquals("bytes", header(answer, "Accept-Ranges"));
        if (status == 416) {
            assertEquals("bytes */1000", header(answer, "Content-Range"));
        } else {
            assertArrayEquals(java.util.Arrays.copyOfRange(bytes, from, from + length), answer.body());
        }
        if (status == 206) {
            assertEquals("bytes " + from + "-" + (from + length - 1) + "/1000", header(answer, "Content-Range"));
        }
    }

    @Test
    void a_part_of_what_has_changed_is_all_of_it() throws Exception {
        upload("f-if", "film.mp4", "video/mp4", 1_000);
        var part = server.request("/api/v1/files/f-if/film.mp4", "Ann").header("Range", "bytes=0-1");
        assertEquals(200, server.fetch(part.header("If-Range", "\"old\"")).statusCode());
    }

    @Test
    void the_head_of_a_file_says_its_length() throws Exception {
        upload("f-head", "a.png", "image/png", 1_234);
        var answer = server.fetch(
                server.request("/api/v1/files/f-head/a.png", "Ann").method("HEAD", BodyPublishers.noBody()));
        assertEquals(200, answer.statusCode());
        assertEquals("1234", header(answer, "Content-Length"));
        assertEquals(0, answer.body().length);
    }

    @Test
    void a_reader_who_goes_away_breaks_nothing() throws Exception {
        upload("f-big", "a.bin", "", 20_000_000);
        var head = server.raw("GET /api/v1/files/f-big/a HTTP/1.1\r\nHost: localhost\r\nCookie: username=Ann\r\n\r\n");
        assertTrue(head.startsWith("HTTP/1.1 200"), head);
        assertEquals(200, server.get("/api/v1/health", "Ann").statusCode());
    }

    private static byte[] upload(String id, String name, String type, int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        try (var intake = server.files.intake(id)) {
            intake.write(ByteBuffer.wrap(bytes));
            var blob = intake.seal();
            intake.keep();
            server.house.uploads.put(
                    id, new Catalog.Upload(Attachment.of(id, name, type, length).typed(type), id("Ann"), blob));
            return bytes;
        }
    }

    private static String id(String name) {
        return server.house.named(new Name(name)).id();
    }

    private static HttpResponse<String> signIn(String body) throws IOException, InterruptedException {
        return server.send(server.request("/api/v1/sign-in")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static void problem(HttpResponse<String> response, int status, String code) {
        assertEquals(status, response.statusCode(), response.body());
        assertEquals("application/problem+json", header(response, "Content-Type"));
        assertTrue(response.body().startsWith("{\"type\":\"about:blank\",\"title\":\""), response.body());
        assertTrue(
                response.body().contains("\"status\":" + status + ",\"code\":\"" + code + "\",\"detail\":\""),
                response.body());
        assertFalse(response.body().contains("io.parley"), response.body());
    }
}
