package io.parley.it;

import static io.parley.it.ClassicClient.FILES;
import static io.parley.it.ClassicClient.HISTORY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.scan.ClamdSpeaker;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files on their way to the server and back, over real connections, cuts and deaths. */
class UploadsIT {
    /** MiB of the large file; 1024 for what is promised, fewer where time is short. */
    private static final int LARGE = Integer.getInteger("parley.it.large", 256);

    @TempDir
    private Path home;

    @Test
    void a_strangers_client_goes_on_after_the_server_was_killed() throws Exception {
        var size = 48 << 20;
        String sha256;
        var first = ServerProcess.on(home).start();
        var node = node(
                "tus-upload.js",
                first.uri().resolve("api/v1/uploads").toString(),
                new Pages(first.uri(), "Ann").cookie(),
                "" + size);
        try (var lines = node.inputReader(StandardCharsets.UTF_8)) {
            sha256 = lines.readLine().substring("sha256 ".length());
            assertEquals("progress " + (4 << 20), lines.readLine());
            first.kill();
            try (var second = ServerProcess.on(home)
                    .with("-Dparley.port=" + first.uri().getPort())
                    .start()) {
                var last = lines.lines().reduce((before, line) -> line).orElse("");
                assertTrue(last.startsWith("done "), last);
                var ann = new Pages(second.uri(), "Ann");
                var id = last.substring(last.lastIndexOf('/') + 1);
                var file = json(ann.get("api/v1/uploads/" + id).body());
                assertEquals("random.bin", file.getString("name"));
                assertEquals(size, file.getInt("size"));
                assertEquals(sha256, download(ann, id, size));
            }
        } finally {
            node.destroyForcibly();
            first.close();
        }
    }

    @Test
    void many_and_large_files_come_and_go_in_little_memory() throws Exception {
        try (var server = ServerProcess.on(home)
                .with("-Xmx128m", "-Dparley.limits.file=2GiB")
                .start()) {
            var begun = System.nanoTime();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var work = IntStream.range(0, 50)
                        .<Callable<Boolean>>mapToObj(i -> () -> {
                            var pages = new Pages(server.uri(), "Guest " + i);
                            var bytes = random(i, 1_000_003);
                            var id = upload(pages, "f" + i, bytes);
                            return sha256(bytes).equals(download(pages, id, bytes.length));
                        })
                        .toList();
                for (var done : threads.invokeAll(work)) {
                    assertTrue(done.get());
                }
            }
            System.out.printf("50 files of 1 MB at once, up and down: %d ms%n", millis(begun));
            large(new Pages(server.uri(), "Ann"));
        }
    }

    private static void large(Pages ann) throws Exception {
        var size = (long) LARGE << 20;
        var created = Pages.send(tus(ann, "api/v1/uploads")
                .header("Upload-Length", "" + size)
                .POST(BodyPublishers.noBody())
                .build());
        var id = id(created);
        var begun = System.nanoTime();
        var patched = Pages.send(tus(ann, "api/v1/uploads/" + id)
                .timeout(Duration.ofMinutes(5))
                .header("Upload-Offset", "0")
                .header("Content-Type", "application/offset+octet-stream")
                .method(
                        "PATCH",
                        BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> new Noise(size)), size))
                .build());
        assertEquals(204, patched.statusCode());
        var up = millis(begun);
        begun = System.nanoTime();
        var expected = digest();
        try (var noise = new Noise(size)) {
            drain(noise, expected);
        }
        var hashed = millis(begun);
        begun = System.nanoTime();
        assertEquals(HexFormat.of().formatHex(expected.digest()), download(ann, id, size));
        System.out.printf(
                "%d MiB with a heap of 128 MiB: up %d ms, down and hashed %d ms (to hash alone: %d ms)%n",
                LARGE, up, millis(begun), hashed);
    }

    @Test
    void what_means_harm_is_harmless() throws Exception {
        try (var server = ServerProcess.on(home).start()) {
            var ann = new Pages(server.uri(), "Ann");
            var html = upload(
                    ann, "picture.png", "<!doctype html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));
            harmless(ann, html, "text/html");
            var svg = upload(
                    ann,
                    "logo.svg",
                    "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8));
            harmless(ann, svg, "image/svg+xml");

            var huge = upload(ann, "huge.png", png(60_000, 60_000));
            var file = json(ann.get("api/v1/uploads/" + huge).body());
            assertEquals(60_000, file.getInt("width"));
            assertFalse(file.containsKey("thumbnail"), "it is never decoded");

            var bomb = upload(ann, "bomb.png", png(1_500, 1_500));
            assertTrue(json(ann.get("api/v1/uploads/" + bomb).body()).getBoolean("thumbnail"));
            assertEquals(
                    404, ann.get("api/v1/files/" + bomb + "/thumbnail").statusCode(), "it is no picture after all");
            assertEquals(200, ann.get("api/v1/files/" + bomb + "/bomb.png").statusCode());

            var photo = upload(ann, "photo.png", picture());
            var small = ann.get("api/v1/files/" + photo + "/thumbnail");
            assertEquals(200, small.statusCode());
            assertEquals(
                    "image/jpeg", small.headers().firstValue("Content-Type").orElse(""));
            assertEquals(
                    404,
                    new Pages(server.uri(), "Bea")
                            .get("api/v1/files/" + photo + "/thumbnail")
                            .statusCode());
            assertEquals(
                    List.of(),
                    server.log().stream()
                            .filter(line -> line.contains("SEVERE"))
                            .toList());
        }
    }

    @Test
    void a_file_is_read_when_it_is_clean() throws Exception {
        var clamd = new ClamdSpeaker(0, 1 << 20);
        var address = clamd.address();
        clamd.close();
        try (var server =
                ServerProcess.on(home).with("-Dparley.scan=" + address).start()) {
            var pages = new Pages(server.uri(), "Ann");
            var good = upload(pages, "good.txt", "good".getBytes(StandardCharsets.UTF_8));
            var bad = upload(pages, "bad.txt", ClamdSpeaker.EICAR.getBytes(StandardCharsets.US_ASCII));
            try (var ann = ParleyClient.join(server.uri(), "Ann");
                    var bea = ClassicClient.join(server.uri(), FILES, "bea")) {
                ann.awaitAcknowledged(post(ann, good, bad));
                var posted = ann.next("message");
                assertEquals("held", file(posted, 0).getString("state"));
                var refused = pages.get("api/v1/files/" + good + "/good.txt");
                assertEquals(423, refused.statusCode());
                assertTrue(refused.body().contains("being checked for viruses"), refused.body());
                server.kill();
                try (var again = ServerProcess.on(home)
                                .with(
                                        "-Dparley.scan=" + address,
                                        "-Dparley.port=" + server.uri().getPort())
                                .start();
                        var scanner = new ClamdSpeaker(address.getPort(), 1 << 20);
                        var carl = ClassicClient.join(again.uri(), FILES, "carl")) {
                    ann.connect(again.uri());
                    ann.next(
                            "files",
                            event -> file(event.getJsonObject("message"), 0)
                                    .getString("state", "")
                                    .isEmpty());
                    ann.next(
                            "files",
                            event -> file(event.getJsonObject("message"), 1)
                                    .getString("state", "")
                                    .equals("infected"));
                    carl.takeUntil("{\"from\":\"Ann\",\"file\":{\"name\":\"good.txt\",\"type\":\"text/plain\"}}");
                    carl.hearsBytes("good".getBytes(StandardCharsets.UTF_8));
                    var anew = new Pages(again.uri(), "Bea");
                    assertEquals(
                            "good",
                            anew.get("api/v1/files/" + good + "/good.txt").body());
                    var gone = anew.get("api/v1/files/" + bad + "/bad.txt");
                    assertEquals(410, gone.statusCode());
                    assertTrue(gone.body().contains("had a virus"), gone.body());
                    assertTrue(scanner.scans() >= 2);
                    try (var dora = ClassicClient.connect(again.uri(), HISTORY, "dora")) {
                        dora.hears("{\"from\":\"Ann\",\"file\":{\"name\":\"good.txt\",\"type\":\"text/plain\"}}");
                        dora.hearsBytes("good".getBytes(StandardCharsets.UTF_8));
                        dora.hears(ClassicClient.welcome("dora"));
                    }
                }
            }
        }
    }

    private static String post(ParleyClient author, String... files) {
        var array = Json.createArrayBuilder();
        for (var file : files) {
            array.add(Json.createObjectBuilder().add("id", file));
        }
        return author.command(Json.createObjectBuilder()
                .add("type", "send")
                .add("cid", "files.1")
                .add("channel", ParleyClient.LOBBY)
                .add("text", "")
                .add("files", array)
                .build());
    }

    private static JsonObject file(JsonObject message, int index) {
        return message.getJsonArray("files").getJsonObject(index);
    }

    private static void harmless(Pages pages, String id, String type) throws IOException {
        assertEquals(type, json(pages.get("api/v1/uploads/" + id).body()).getString("type"));
        var answer = pages.get("api/v1/files/" + id + "/picture.png");
        assertEquals(
                "application/octet-stream",
                answer.headers().firstValue("Content-Type").orElse(""));
        assertTrue(answer.headers().firstValue("Content-Disposition").orElse("").startsWith("attachment"));
        assertEquals(
                "nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
    }

    /** A header that promises so many pixels, and no pixel. */
    private static byte[] png(int width, int height) {
        return ByteBuffer.allocate(33)
                .putLong(0x89504E470D0A1A0AL)
                .putInt(13)
                .putInt(0x49484452)
                .putInt(width)
                .putInt(height)
                .putInt(0x08020000)
                .array();
    }

    private static byte[] picture() throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1_200, 900, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    /** In one request. */
    private static String upload(Pages pages, String name, byte[] bytes) throws IOException {
        var metadata = "filename " + Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8))
                + ",filetype " + Base64.getEncoder().encodeToString("text/plain".getBytes(StandardCharsets.UTF_8));
        var answer = Pages.send(tus(pages, "api/v1/uploads")
                .header("Upload-Length", "" + bytes.length)
                .header("Upload-Metadata", metadata)
                .header("Content-Type", "application/offset+octet-stream")
                .POST(BodyPublishers.ofByteArray(bytes))
                .build());
        assertEquals(201, answer.statusCode(), answer.body());
        assertEquals(
                "" + bytes.length, answer.headers().firstValue("Upload-Offset").orElse(""));
        return id(answer);
    }

    private static String id(HttpResponse<String> created) {
        return created.headers().firstValue("Location").orElse("").replaceFirst(".*/", "");
    }

    private static HttpRequest.Builder tus(Pages pages, String path) {
        return pages.request(path).header("Tus-Resumable", "1.0.0");
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    /** Its SHA-256. */
    private static String download(Pages pages, String id, long size) throws IOException {
        var request = pages.request("api/v1/files/" + id + "/x")
                .timeout(Duration.ofMinutes(5))
                .build();
        var answer = Pages.send(request, BodyHandlers.ofInputStream());
        assertEquals(200, answer.statusCode());
        var digest = digest();
        try (var body = answer.body()) {
            assertEquals(size, drain(body, digest));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static long drain(InputStream in, MessageDigest digest) throws IOException {
        var buffer = new byte[1 << 16];
        var size = 0L;
        for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            digest.update(buffer, 0, count);
            size += count;
        }
        return size;
    }

    private static Process node(String script, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(Path.of("src/test/js").toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static long millis(long begun) {
        return (System.nanoTime() - begun) / 1_000_000;
    }

    private static byte[] random(int seed, int length) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** So many bytes, the same each time, none kept in memory. */
    private static final class Noise extends InputStream {
        private final byte[] pattern = random(7, 1 << 20);
        private final long size;
        private long at;

        Noise(long size) {
            this.size = size;
        }

        @Override
        public int read() {
            return at >= size ? -1 : pattern[(int) (at++ % pattern.length)] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (at >= size) {
                return -1;
            }
            var from = (int) (at % pattern.length);
            var count = (int) Math.min(Math.min(length, size - at), pattern.length - from);
            System.arraycopy(pattern, from, target, offset, count);
            at += count;
            return count;
        }
    }
}
