package io.parley.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are many, large, or mean harm, on a server with a heap of 128 MiB. */
class LittleMemoryIT {
    private static final int MIB = 1 << 20;
    /** More than the heap that unpacks it. */
    private static final int UNPACKED = 192 * MIB;

    @TempDir
    private static Path home;

    @SuppressWarnings("NullAway") // started before all tests
    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException {
        server = ServerProcess.on(home)
                .with("-Xmx128m", "-Dparley.limits.file=2GiB")
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothing_broke() {
        assertEquals(
                List.of(),
                server.log().stream()
                        .filter(line -> line.contains("SEVERE") || line.contains("OutOfMemoryError"))
                        .toList());
    }

    @Test
    void fifty_people_send_and_fetch_at_once() throws Exception {
        var begun = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = IntStream.range(0, 50)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        var guest = TusClient.of(server.uri(), "Guest " + i);
                        var bytes = random(i, 1_000_003);
                        var sha256 = TusClient.sha256(new ByteArrayInputStream(bytes));
                        return sha256.equals(guest.fetches(guest.sends("f" + i, bytes), bytes.length));
                    })
                    .toList();
            for (var done : threads.invokeAll(work)) {
                assertTrue(done.get());
            }
        }
        System.out.printf("50 files of 1 MB at once, up and down: %d ms%n", millis(begun));
    }

    @Test
    void a_file_larger_than_the_heap_comes_and_goes() throws IOException {
        comesAndGoes(160);
    }

    /** What is promised; {@code mvn -Plarge} runs it. */
    @Test
    @Tag("large")
    void a_gibibyte_comes_and_goes() throws IOException {
        comesAndGoes(1_024);
    }

    private static void comesAndGoes(int mib) throws IOException {
        var ann = TusClient.of(server.uri(), "Ann");
        var size = (long) mib * MIB;
        var begun = System.nanoTime();
        var expected = TusClient.sha256(new Noise(size));
        var hashed = millis(begun);
        begun = System.nanoTime();
        var id = ann.sends(size, () -> new Noise(size));
        var up = millis(begun);
        begun = System.nanoTime();
        assertEquals(expected, ann.fetches(id, size));
        System.out.printf(
                "%d MiB with a heap of 128 MiB: up %d ms, down and hashed %d ms (to hash alone: %d ms)%n",
                mib, up, millis(begun), hashed);
    }

    @Test
    void what_browsers_would_run_is_neither_shown_nor_run() throws IOException {
        var ann = TusClient.of(server.uri(), "Ann");
        var files = Map.of(
                "text/html",
                "<!doctype html><script>alert(1)</script>",
                "image/svg+xml",
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>");
        for (var file : files.entrySet()) {
            var bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
            var id = ann.sends("picture.png", bytes);
            assertEquals(file.getKey(), ann.file(id).getString("type"));
            saved(ann, id, "picture.png", bytes);
        }
    }

    /** Four gibibytes of zeros in a zip of zips, of some kilobytes. */
    @Test
    void nobody_unpacks_a_zip_bomb() throws IOException {
        var inner = zip(1, new byte[64 * MIB]);
        var bomb = zip(64, inner);
        assertTrue(bomb.length < MIB, bomb.length + " bytes");
        var before = bytes(home);

        var ann = TusClient.of(server.uri(), "Ann");
        var id = ann.sends("bomb.zip", bomb);
        var file = ann.file(id);
        assertEquals("application/zip", file.getString("type"));
        assertEquals(bomb.length, file.getInt("size"));
        assertFalse(file.containsKey("thumbnail"));
        try (var author = ParleyClient.join(server.uri(), "Ann");
                var reader = ClassicClient.join(server.uri(), ClassicClient.FILES, "bea")) {
            author.posts("look at this", id);
            reader.takeUntil("{\"from\":\"Ann\",\"file\":{\"name\":\"bomb.zip\",\"type\":\"text/plain\"}}");
            reader.hearsBytes(bomb);
        }
        var bea = TusClient.of(server.uri(), "bea");
        saved(bea, id, "bomb.zip", bomb);
        saved(bea, id, "thumbnail", bomb);
        var grown = bytes(home) - before;
        assertTrue(grown < 16 * MIB, "the home has grown by " + grown + " bytes");
    }

    @Test
    void a_picture_of_too_many_pixels_is_never_decoded() throws IOException {
        var ann = TusClient.of(server.uri(), "Ann");
        var picture = png(60_000, 60_000, chunk("IDAT", deflated(new byte[0], 60_001)));
        var huge = ann.sends("huge.png", picture);
        assertEquals(60_000, ann.file(huge).getInt("width"));
        assertFalse(ann.file(huge).containsKey("thumbnail"));
        // what is asked for as if it had one is the file itself
        assertArrayEquals(picture, fetched(ann, huge, "thumbnail").body());
    }

    /** Neither all of its pixels, as many as are decoded, nor its comment fit into the heap. */
    @Test
    void a_picture_that_is_a_bomb_inside_has_a_thumbnail_all_the_same() throws IOException {
        var ann = TusClient.of(server.uri(), "Ann");
        var comment = deflated("Comment\0\0".getBytes(StandardCharsets.ISO_8859_1), UNPACKED);
        var pixels = deflated(new byte[0], 7_000 * 21_001);
        var bomb =
                ann.sends("large.png", png(7_000, 7_000, chunk("zTXt", comment), chunk("IDAT", pixels), chunk("IEND")));
        var answer = fetched(ann, bomb, "thumbnail");
        assertEquals(200, answer.statusCode());
        var thumbnail = ImageIO.read(new ByteArrayInputStream(answer.body()));
        assertEquals(800, thumbnail.getWidth());
        assertEquals(800, thumbnail.getHeight());
    }

    @Test
    void a_picture_that_cannot_be_decoded_is_a_file_without_a_thumbnail() throws IOException {
        var ann = TusClient.of(server.uri(), "Ann");
        var broken = ann.sends("broken.png", png(1_500, 1_500));
        assertTrue(ann.file(broken).getBoolean("thumbnail"));
        assertEquals(
                404,
                ann.pages().get("api/v1/files/" + broken + "/thumbnail").statusCode(),
                "it is no picture after all");
        assertEquals(
                200, ann.pages().get("api/v1/files/" + broken + "/broken.png").statusCode());
    }

    @Test
    void a_thumbnail_is_for_those_who_may_see_the_picture() throws IOException {
        var picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1_200, 900, BufferedImage.TYPE_INT_RGB), "png", picture);
        var ann = TusClient.of(server.uri(), "Ann");
        var photo = ann.sends("photo.png", picture.toByteArray());
        var thumbnail = ann.pages().get("api/v1/files/" + photo + "/thumbnail");
        assertEquals(200, thumbnail.statusCode());
        assertEquals(
                "image/jpeg", thumbnail.headers().firstValue("Content-Type").orElse(""));
        var bea = new Pages(server.uri(), "Bea");
        assertEquals(404, bea.get("api/v1/files/" + photo + "/thumbnail").statusCode());
    }

    private static HttpResponse<byte[]> fetched(TusClient reader, String id, String name) throws IOException {
        var request = reader.pages().request("api/v1/files/" + id + "/" + name).build();
        return Pages.send(request, BodyHandlers.ofByteArray());
    }

    /** Browsers save it, and neither show it nor guess what it is. */
    private static void saved(TusClient reader, String id, String name, byte[] bytes) throws IOException {
        var answer = fetched(reader, id, name);
        assertArrayEquals(bytes, answer.body());
        var headers = answer.headers();
        assertEquals(
                "application/octet-stream", headers.firstValue("Content-Type").orElse(""));
        assertTrue(headers.firstValue("Content-Disposition").orElse("").startsWith("attachment"));
        assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""));
    }

    private static byte[] zip(int entries, byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var i = 0; i < entries; i++) {
                zip.putNextEntry(new ZipEntry(i + ".zip"));
                zip.write(content);
            }
        }
        return bytes.toByteArray();
    }

    /** The head of a picture, red, green and blue in eight bits each, and then those chunks. */
    private static byte[] png(int width, int height, byte[]... chunks) {
        var head = chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .putInt(0x08020000)
                        .array());
        var length = 8 + head.length;
        for (var chunk : chunks) {
            length += chunk.length;
        }
        var png = ByteBuffer.allocate(length).putLong(0x89504E470D0A1A0AL).put(head);
        for (var chunk : chunks) {
            png.put(chunk);
        }
        return png.array();
    }

    private static byte[] chunk(String type, byte... content) {
        var chunk = ByteBuffer.allocate(content.length + 12).putInt(content.length);
        chunk.put(type.getBytes(StandardCharsets.US_ASCII)).put(content);
        var crc = new CRC32();
        crc.update(chunk.array(), 4, content.length + 4);
        return chunk.putInt((int) crc.getValue()).array();
    }

    /** So many zeros, packed, after what begins it. */
    private static byte[] deflated(byte[] start, int zeros) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(start);
        try (var out = new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_SPEED), MIB)) {
            zeros(out, zeros);
        }
        return bytes.toByteArray();
    }

    private static void zeros(OutputStream out, int count) throws IOException {
        var some = new byte[MIB];
        for (var left = count; left > 0; left -= some.length) {
            out.write(some, 0, Math.min(left, some.length));
        }
    }

    private static long bytes(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static long millis(long begun) {
        return (System.nanoTime() - begun) / 1_000_000;
    }

    private static byte[] random(int seed, int length) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** So many bytes, the same each time, none kept in memory. */
    private static final class Noise extends InputStream {
        private final byte[] pattern = random(7, MIB);
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
