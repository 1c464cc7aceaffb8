package io.parley.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.files.Catalog;
import io.parley.people.Name;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.catalina.LifecycleException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files on their way here, as a tus client sends them. */
class UploadsTest {
    private static final Instant BEGINNING = Instant.parse("2026-10-01T08:00:00Z");

    @TempDir
    private static Path home;

    private static WebServer server;

    @BeforeAll
    static void start() throws IOException, LifecycleException {
        server = new WebServer(home, "/chat", WebServer.plain());
    }

    @AfterAll
    static void stop() throws LifecycleException {
        server.close();
    }

    @BeforeEach
    void begin() {
        server.now.set(BEGINNING);
    }

    @Test
    void a_server_says_what_it_can() throws Exception {
        var one = server.send(server.request("/api/v1/uploads/u1").method("OPTIONS", BodyPublishers.noBody()));
        assertEquals("1.0.0", header(one, "Tus-Version"));
        var answer = server.send(server.request("/api/v1/uploads").method("OPTIONS", BodyPublishers.noBody()));
        assertEquals(204, answer.statusCode());
        assertEquals("1.0.0", header(answer, "Tus-Resumable"));
        assertEquals("1.0.0", header(answer, "Tus-Version"));
        assertEquals("" + WebServer.LIMIT, header(answer, "Tus-Max-Size"));
        assertEquals("creation,creation-with-upload,termination,checksum,expiration", header(answer, "Tus-Extension"));
        assertEquals("sha1,sha256", header(answer, "Tus-Checksum-Algorithm"));
    }

    @Test
    void a_file_comes_in_pieces_and_is_whole_in_the_end() throws Exception {
        var bytes = random(200_000);
        var begun = create("Ann", bytes.length, "filename " + base64("../plan ä.bin") + ",filetype " + base64("x/y"));
        assertEquals(201, begun.statusCode());
        assertEquals("0", header(begun, "Upload-Offset"));
        assertEquals("Fri, 02 Oct 2026 08:00:00 GMT", header(begun, "Upload-Expires"));
        var id = id(begun);
        assertEquals("uploads/" + id, header(begun, "Location"));
        assertEquals("{\"offset\":0,\"size\":200000}", look("Ann", id).body());

        server.now.set(BEGINNING.plus(Duration.ofHours(23)));
        var patched = patch("Ann", id, 0, Arrays.copyOf(bytes, 120_000));
        assertEquals(204, patched.statusCode());
        assertEquals("120000", header(patched, "Upload-Offset"));
        assertEquals("Sat, 03 Oct 2026 07:00:00 GMT", header(patched, "Upload-Expires"));
        var standing = head("Ann", id);
        assertEquals(200, standing.statusCode());
        assertEquals("120000", header(standing, "Upload-Offset"));
        assertEquals("200000", header(standing, "Upload-Length"));
        assertEquals("no-store", header(standing, "Cache-Control"));
        assertEquals(
                "filename " + base64("plan ä.bin") + ",filetype " + base64("x/y"), header(standing, "Upload-Metadata"));

        var last = patch("Ann", id, 120_000, Arrays.copyOfRange(bytes, 120_000, bytes.length));
        assertEquals(204, last.statusCode());
        assertEquals("200000", header(head("Ann", id), "Upload-Offset"));
        assertEquals(
                "{\"id\":\"" + id + "\",\"name\":\"plan ä.bin\",\"type\":\"application/octet-stream\","
                        + "\"declared\":\"x/y\",\"size\":200000}",
                look("Ann", id).body());
        var upload = uploaded(id);
        assertEquals(hex("SHA-256", bytes), upload.blob().sha256());
        assertEquals(server.house.named(new Name("Ann")).id(), upload.uploader());
        try (var content = server.files.open(upload.blob())) {
            assertArrayEquals(bytes, content.readAllBytes());
        }
        assertEquals(409, patch("Ann", id, 200_000, new byte[0]).statusCode(), "complete is complete");
    }

    @Test
    void a_file_may_come_with_its_beginning() throws Exception {
        var bytes = "all of it".getBytes(StandardCharsets.UTF_8);
        var begun = server.send(tus("Ann", "/api/v1/uploads")
                .header("Upload-Length", "9")
                .header("Content-Type", Tus.CONTENT)
                .POST(BodyPublishers.ofByteArray(bytes)));
        assertEquals(201, begun.statusCode());
        assertEquals("9", header(begun, "Upload-Offset"));
        assertEquals("text/plain", uploaded(id(begun)).file().type());
    }

    @Test
    void nothing_is_a_file_too() throws Exception {
        var begun = create("Ann", 0, null);
        assertEquals(201, begun.statusCode());
        assertEquals(0, uploaded(id(begun)).blob().size());
    }

    @Test
    void an_upload_is_its_uploaders_alone() throws Exception {
        var id = id(create("Ann", 3, null));
        assertEquals(404, head("Bea", id).statusCode());
        assertEquals(404, look("Bea", id).statusCode());
        assertEquals(404, patch("Bea", id, 0, new byte[3]).statusCode());
        assertEquals(404, delete("Bea", id).statusCode());
        assertEquals(200, head("Ann", id).statusCode());
        assertEquals(401, server.send(server.request("/api/v1/uploads/" + id)).statusCode());
    }

    @Test
    void another_version_of_the_protocol_is_refused() throws Exception {
        var answer = server.send(server.request("/api/v1/uploads", "Ann")
                .header("Tus-Resumable", "0.2.2")
                .header("Upload-Length", "1")
                .POST(BodyPublishers.noBody()));
        assertEquals(412, answer.statusCode());
        assertEquals("1.0.0", header(answer, "Tus-Version"));
        assertEquals("1.0.0", header(answer, "Tus-Resumable"));
        assertTrue(answer.body().contains("\"detail\":\"Tus-Resumable: must be 1.0.0.\""), answer.body());
    }

    @Test
    void no_foreign_page_uploads_in_anybodys_name() throws Exception {
        var answer = server.send(tus("Ann", "/api/v1/uploads")
                .header("Upload-Length", "1")
                .header("Origin", "https://evil.example")
                .POST(BodyPublishers.noBody()));
        assertEquals(403, answer.statusCode());
    }

    @Test
    void a_piece_that_belongs_elsewhere_is_refused() throws Exception {
        var id = id(create("Ann", 10, null));
        patch("Ann", id, 0, new byte[4]);
        var answer = patch("Ann", id, 3, new byte[4]);
        assertEquals(409, answer.statusCode());
        assertTrue(answer.body().contains("it stands at 4"), answer.body());
        assertEquals("4", header(head("Ann", id), "Upload-Offset"));
    }

    @Test
    void a_piece_is_bytes_at_an_offset() throws Exception {
        var id = id(create("Ann", 10, null));
        var untyped = server.send(tus("Ann", "/api/v1/uploads/" + id)
                .header("Upload-Offset", "0")
                .method("PATCH", BodyPublishers.ofString("1234")));
        assertEquals(415, untyped.statusCode());
        assertTrue(untyped.body().contains(Tus.CONTENT), untyped.body());
        var placeless = server.send(tus("Ann", "/api/v1/uploads/" + id)
                .header("Content-Type", Tus.CONTENT)
                .method("PATCH", BodyPublishers.ofString("1234")));
        assertEquals(400, placeless.statusCode());
        assertTrue(placeless.body().contains("Upload-Offset: must be a whole number"), placeless.body());
    }

    @ParameterizedTest
    @CsvSource({"sha1,SHA-1", "sha256,SHA-256", "SHA256,SHA-256"})
    void of_a_piece_with_a_wrong_checksum_nothing_is_kept(String name, String algorithm) throws Exception {
        var bytes = random(100_000);
        var id = id(create("Ann", bytes.length, null));
        patch("Ann", id, 0, Arrays.copyOf(bytes, 10));
        var rest = Arrays.copyOfRange(bytes, 10, bytes.length);
        var right = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance(algorithm).digest(rest));
        var damaged = rest.clone();
        damaged[50_000]++;

        var answer = patch("Ann", id, 10, damaged, name + " " + right);
        assertEquals(460, answer.statusCode());
        assertTrue(answer.body().contains("\"title\":\"Checksum Mismatch\""), answer.body());
        assertEquals("10", header(head("Ann", id), "Upload-Offset"));

        assertEquals(204, patch("Ann", id, 10, rest, name + " " + right).statusCode());
        assertEquals(hex("SHA-256", bytes), uploaded(id).blob().sha256());
    }

    @Test
    void a_piece_whose_checksum_nobody_could_judge_is_not_kept() throws Exception {
        var id = id(create("Ann", 1_000, null));
        patch("Ann", id, 0, new byte[100]);
        try (var socket = cut(id, 100, 900, "Upload-Checksum: sha1 " + base64("x".repeat(20)) + "\r\n", 300)) {
            await(() -> server.files.arrived(id) == 400);
            assertEquals("100", header(head("Ann", id), "Upload-Offset"), "not judged yet");
        }
        await(() -> server.files.arrived(id) == 100);
    }

    @Test
    void what_came_before_a_cut_is_kept() throws Exception {
        var id = id(create("Ann", 1_000, null));
        try (var socket = cut(id, 0, 1_000, "", 300)) {
            await(() -> server.files.arrived(id) == 300);
            assertEquals("300", header(head("Ann", id), "Upload-Offset"));
            var second = patch("Ann", id, 300, new byte[700]);
            assertEquals(423, second.statusCode(), "one at a time");
            assertEquals("1", header(second, "Retry-After"));
        }
        await(() -> send(() -> patch("Ann", id, 300, new byte[700])) == 204);
    }

    @Test
    void more_than_was_announced_is_refused() throws Exception {
        var id = id(create("Ann", 10, null));
        patch("Ann", id, 0, new byte[4]);
        assertEquals(413, patch("Ann", id, 4, new byte[7]).statusCode());
        var endless = server.send(tus("Ann", "/api/v1/uploads/" + id)
                .header("Upload-Offset", "4")
                .header("Content-Type", Tus.CONTENT)
                .method("PATCH", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[100_000]))));
        assertEquals(413, endless.statusCode());
        assertTrue(endless.body().contains("Upload-Length announced"), endless.body());
        assertEquals("4", header(head("Ann", id), "Upload-Offset"));
    }

    @Test
    void what_is_too_large_is_refused_before_it_comes() throws Exception {
        var answer = create("Ann", WebServer.LIMIT + 1, null);
        assertEquals(413, answer.statusCode());
        assertTrue(answer.body().contains("at most " + WebServer.LIMIT + " bytes"), answer.body());
        assertTrue(answer.body().contains("\"code\":\"too-large\""), answer.body());
    }

    @Test
    void a_person_keeps_so_much_and_no_more() throws Exception {
        for (var i = 0; i < WebServer.QUOTA / WebServer.LIMIT; i++) {
            assertEquals(201, create("Greedy", WebServer.LIMIT, null).statusCode());
        }
        var answer = create("Greedy", 1, null);
        assertEquals(413, answer.statusCode());
        assertTrue(answer.body().contains("\"code\":\"over-quota\""), answer.body());
        assertEquals(201, create("Ann", 1, null).statusCode());
    }

    @Test
    void an_upload_expires() throws Exception {
        var id = id(create("Ann", 10, null));
        server.now.set(BEGINNING.plus(Duration.ofHours(24)));
        var answer = head("Ann", id);
        assertEquals(410, answer.statusCode());
        assertEquals("1.0.0", header(answer, "Tus-Resumable"));
        assertEquals(410, patch("Ann", id, 0, new byte[10]).statusCode());
    }

    @Test
    void an_upload_can_be_cancelled_until_it_is_posted() throws Exception {
        var id = id(create("Ann", 10, null));
        patch("Ann", id, 0, new byte[4]);
        assertEquals(204, delete("Ann", id).statusCode());
        assertEquals(404, head("Ann", id).statusCode());
        assertEquals(0, server.files.arrived(id));

        var posted = id(create("Ann", 0, null));
        server.house.arrivals.post(posted);
        assertEquals(409, delete("Ann", posted).statusCode());
    }

    @Test
    void an_upload_cancelled_while_it_comes_is_gone() throws Exception {
        var id = id(create("Ann", 1_000, null));
        try (var socket = cut(id, 0, 1_000, "", 300)) {
            await(() -> server.files.arrived(id) == 300);
            assertEquals(204, delete("Ann", id).statusCode());
        }
        await(() -> server.files.arrived(id) == 0);
        assertEquals(404, head("Ann", id).statusCode());
    }

    @Test
    void a_network_that_knows_only_post_can_go_on() throws Exception {
        var id = id(create("Ann", 4, null));
        var answer = server.send(tus("Ann", "/api/v1/uploads/" + id)
                .header("X-HTTP-Method-Override", "PATCH")
                .header("Upload-Offset", "0")
                .header("Content-Type", Tus.CONTENT)
                .POST(BodyPublishers.ofString("1234")));
        assertEquals(204, answer.statusCode());
        assertTrue(server.house.uploads.containsKey(id));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Upload-Length|-1|Upload-Length: must be a whole number, not negative.",
                "Upload-Length|1e3|Upload-Length: must be a whole number, not negative.",
                "Upload-Length|99999999999999999999|Upload-Length: must be a whole number, not negative.",
                "Upload-Defer-Length|1|Upload-Defer-Length: the length has to be known.",
                "Upload-Metadata|filename %%%|Upload-Metadata: a value is not Base64.",
                "Upload-Metadata|filename gA==|Upload-Metadata: a value is not UTF-8.",
                "Upload-Metadata|a YQ==,a YQ==|Upload-Metadata: a key is there twice.",
                "Upload-Metadata|,|Upload-Metadata: a key, a blank and a value in Base64 is expected",
                "Upload-Metadata|a b c|Upload-Metadata: a key, a blank and a value in Base64 is expected",
            })
    void a_wrong_header_is_named(String name, String value, String detail) throws Exception {
        var request = tus("Ann", "/api/v1/uploads").header(name, value);
        if (!name.equals("Upload-Length")) {
            request.header("Upload-Length", "1");
        }
        var answer = server.send(request.POST(BodyPublishers.noBody()));
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("\"detail\":\"" + detail), answer.body());
    }

    @Test
    void no_header_makes_the_server_stumble() throws Exception {
        var random = new Random(20_261_001);
        var letters = "filename filetype,=+/QUJD sha1 sha256 0123456789-%;ä\t";
        for (var i = 0; i < 200; i++) {
            var name = new String[] {"Upload-Metadata", "Upload-Checksum", "Upload-Length", "Upload-Offset"}[i % 4];
            var value = new StringBuilder();
            for (var length = random.nextInt(60); length > 0; length--) {
                value.append(letters.charAt(random.nextInt(letters.length())));
            }
            var lines = "Cookie: username=Ann\r\nTus-Resumable: 1.0.0\r\nConnection: close\r\nHost: 127.0.0.1\r\n"
                    + (name.equals("Upload-Length") ? "" : "Upload-Length: 3\r\n")
                    + "Content-Type: " + Tus.CONTENT + "\r\nContent-Length: 3\r\n" + name + ": " + value
                    + "\r\n\r\nabc";
            var answer = server.raw("POST /chat/api/v1/uploads HTTP/1.1\r\n" + lines);
            var status = Integer.parseInt(answer.split(" ")[1]);
            assertTrue(
                    status == 201 || status == 400 || status == 413 || status == 460,
                    () -> name + ": " + value + " -> " + status);
        }
    }

    @Test
    void a_name_has_no_path_and_no_markup() throws Exception {
        var id = id(create("Ann", 0, "filename " + base64("..\\..\\/etc/<b>passwd\u0000\r\n")));
        assertEquals("_b_passwd", uploaded(id).file().name());
        assertFalse(look("Ann", id).body().contains("etc"));
    }

    private interface Send {
        HttpResponse<String> send() throws IOException, InterruptedException;
    }

    private static int send(Send send) {
        try {
            return send.send().statusCode();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Begins to send a piece, so many bytes of it, and leaves the rest of it open. */
    private static Socket cut(String id, long offset, int announced, String headers, int sent) throws IOException {
        var socket = new Socket(InetAddress.getByName("127.0.0.1"), server.port());
        var out = socket.getOutputStream();
        out.write(("PATCH /chat/api/v1/uploads/" + id + " HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: username=Ann\r\n"
                        + "Tus-Resumable: 1.0.0\r\nContent-Type: " + Tus.CONTENT + "\r\nUpload-Offset: " + offset
                        + "\r\nContent-Length: " + announced + "\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(new byte[sent]);
        out.flush();
        return socket;
    }

    private static Catalog.Upload uploaded(String id) {
        return Objects.requireNonNull(server.house.uploads.get(id));
    }

    private static void await(BooleanSupplier condition) {
        var end = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not come");
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    private static HttpRequest.Builder tus(String name, String page) {
        return server.request(page, name).header("Tus-Resumable", "1.0.0");
    }

    private static HttpResponse<String> create(String name, long length, @Nullable String metadata)
            throws IOException, InterruptedException {
        var request = tus(name, "/api/v1/uploads").header("Upload-Length", "" + length);
        if (metadata != null) {
            request.header("Upload-Metadata", metadata);
        }
        return server.send(request.POST(BodyPublishers.noBody()));
    }

    private static HttpResponse<String> patch(String name, String id, long offset, byte[] bytes)
            throws IOException, InterruptedException {
        return server.send(piece(name, id, offset, bytes));
    }

    private static HttpResponse<String> patch(String name, String id, long offset, byte[] bytes, String checksum)
            throws IOException, InterruptedException {
        return server.send(piece(name, id, offset, bytes).header("Upload-Checksum", checksum));
    }

    private static HttpRequest.Builder piece(String name, String id, long offset, byte[] bytes) {
        return tus(name, "/api/v1/uploads/" + id)
                .header("Upload-Offset", "" + offset)
                .header("Content-Type", Tus.CONTENT)
                .method("PATCH", BodyPublishers.ofByteArray(bytes));
    }

    private static HttpResponse<String> head(String name, String id) throws IOException, InterruptedException {
        return server.send(tus(name, "/api/v1/uploads/" + id).method("HEAD", BodyPublishers.noBody()));
    }

    private static HttpResponse<String> delete(String name, String id) throws IOException, InterruptedException {
        return server.send(tus(name, "/api/v1/uploads/" + id).DELETE());
    }

    private static HttpResponse<String> look(String name, String id) throws IOException, InterruptedException {
        return server.get("/api/v1/uploads/" + id, name);
    }

    private static String id(HttpResponse<String> begun) {
        return header(begun, "Location").replaceFirst(".*/", "");
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(String algorithm, byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
