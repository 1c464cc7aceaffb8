package io.parley.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.people.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link FileStore} does. */
public abstract class FileStoreContract {
    /** SHA-256 of the bytes 1 to 6. */
    private static final String SIX = "7192385c3c0605de55bb9476ce1d90748190ecb32a8eed7f5207b30cf6a1fe89";

    /** The one store under test, the same at each call within a test. */
    protected abstract FileStore store();

    /** The same place, opened anew as after a restart or by another node. */
    protected abstract FileStore reopened() throws IOException;

    @Test
    void a_file_comes_back_as_it_went_in() throws IOException {
        var bytes = random(1_000_003);
        var blob = keep(bytes, 8_192);
        assertEquals(bytes.length, blob.size());
        assertArrayEquals(bytes, read(blob));
        assertArrayEquals(bytes, mapped(blob));
    }

    @Test
    void a_file_is_named_by_what_it_is() throws IOException {
        var blob = keep("abc".getBytes(StandardCharsets.UTF_8), 1);
        // FIPS 180-2, appendix B.1
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", blob.sha256());
    }

    @Test
    void an_empty_file_is_a_file() throws IOException {
        var blob = keep(new byte[0], 1);
        assertEquals(0, blob.size());
        assertEquals(0, read(blob).length);
        assertEquals(0, mapped(blob).length);
    }

    @Test
    void equal_files_get_the_same_name() throws IOException {
        var bytes = random(50_000);
        assertEquals(keep(bytes, 100), keep(bytes, 30_000));
        assertArrayEquals(bytes, read(keep(bytes, 50_000)));
    }

    @Test
    void several_people_bring_the_same_file_at_once() throws Exception {
        var bytes = random(300_000);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var work = IntStream.range(0, 16)
                    .<Callable<Blob>>mapToObj(i -> () -> keep(bytes, 10_000))
                    .toList();
            for (var kept : threads.invokeAll(work)) {
                assertArrayEquals(bytes, read(kept.get()));
            }
        }
    }

    @Test
    void a_file_survives_a_restart() throws IOException {
        var bytes = random(10_000);
        var blob = keep(bytes, 5_000);
        try (var in = reopened().open(blob)) {
            assertArrayEquals(bytes, in.readAllBytes());
        }
    }

    @Test
    void a_file_on_its_way_is_not_there_yet() throws IOException {
        try (var intake = store().intake("u1")) {
            intake.write(bytes(1, 2, 3));
            assertEquals(3, intake.size());
            noFile(intake.seal());
        }
        noFile(new Blob(HexFormat.of().formatHex(new byte[32]), 3));
    }

    @Test
    void what_came_before_a_cut_is_still_there() throws IOException {
        try (var intake = store().intake("u1")) {
            intake.write(bytes(1, 2, 3));
        }
        assertEquals(3, store().arrived("u1"));
        try (var intake = store().intake("u1")) {
            assertEquals(3, intake.size());
            intake.write(bytes(4, 5));
            intake.force();
            assertEquals(5, store().arrived("u1"));
            intake.write(bytes(6));
            var blob = intake.seal();
            assertEquals(new Blob(SIX, 6), blob);
            intake.keep();
            assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6}, read(blob));
        }
        assertEquals(0, store().arrived("u1"));
    }

    @Test
    void what_came_before_a_restart_is_still_there() throws IOException {
        var dying = store().intake("u1");
        dying.write(bytes(1, 2, 3));
        dying.force();
        dying.close();
        var store = reopened();
        assertEquals(3, store.arrived("u1"));
        try (var intake = store.intake("u1")) {
            intake.write(bytes(4, 5, 6));
            assertEquals(new Blob(SIX, 6), intake.seal());
            intake.keep();
        }
        assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6}, read(new Blob(SIX, 6)));
    }

    @Test
    void what_was_sealed_and_not_kept_can_be_sealed_again() throws IOException {
        try (var intake = store().intake("u1")) {
            intake.write(bytes(1, 2, 3, 4, 5, 6));
            assertEquals(new Blob(SIX, 6), intake.seal());
        }
        try (var intake = store().intake("u1")) {
            assertEquals(6, intake.size());
            assertEquals(new Blob(SIX, 6), intake.seal());
            intake.keep();
        }
        assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6}, read(new Blob(SIX, 6)));
    }

    @Test
    void the_end_can_be_taken_back() throws IOException {
        try (var intake = store().intake("u1")) {
            intake.write(bytes(1, 2, 3, 9, 9, 9));
            intake.cut(3);
            assertEquals(3, intake.size());
            intake.write(bytes(4, 5, 9));
            intake.force();
            intake.cut(5);
            intake.cut(5);
            assertThrows(IllegalArgumentException.class, () -> intake.cut(6));
        }
        assertEquals(5, store().arrived("u1"));
        try (var intake = store().intake("u1")) {
            intake.cut(0);
            intake.write(bytes(1, 2, 3, 4, 5, 6));
            var blob = intake.seal();
            intake.keep();
            assertEquals(SIX, blob.sha256());
            assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6}, read(blob));
        }
    }

    @Test
    void a_large_file_comes_in_pieces_over_days() throws IOException {
        var bytes = random(1_500_007);
        var at = 0;
        while (at < bytes.length) {
            try (var intake = store().intake("u1")) {
                assertEquals(at, intake.size());
                for (var part = 0; part < 5 && at < bytes.length; part++) {
                    var length = Math.min(70_001, bytes.length - at);
                    intake.write(ByteBuffer.wrap(bytes, at, length));
                    at += length;
                }
            }
        }
        try (var intake = store().intake("u1")) {
            var blob = intake.seal();
            intake.keep();
            assertArrayEquals(bytes, read(blob));
            assertEquals(blob, keep(bytes, 65_536));
        }
    }

    @Test
    void what_is_discarded_is_forgotten() {
        try (var intake = store().intake("u1")) {
            intake.write(bytes(1, 2, 3));
            intake.force();
            intake.discard();
            intake.discard();
        }
        assertEquals(0, store().arrived("u1"));
    }

    @Test
    void one_writes_at_a_time() throws IOException {
        try (var intake = store().intake("u1")) {
            intake.write(bytes(1, 2, 3));
            assertEquals(
                    Refusal.Code.BUSY,
                    assertThrows(Refusal.class, () -> store().intake("u1")).code());
            store().intake("u2").close();
            intake.write(bytes(4));
        }
        try (var intake = store().intake("u1")) {
            assertEquals(4, intake.size());
            intake.discard();
        }
        store().intake("u1").close();
    }

    @Test
    void of_two_nodes_one_writes() throws IOException {
        var other = reopened();
        try (var here = store().intake("u1")) {
            here.write(bytes(1, 2, 3));
            here.force();
            var refusal = assertThrows(Refusal.class, () -> {
                try (var there = other.intake("u1")) {
                    there.write(bytes(9, 9));
                    there.force();
                }
            });
            assertEquals(Refusal.Code.BUSY, refusal.code());
            here.write(bytes(4, 5, 6));
            assertEquals(new Blob(SIX, 6), here.seal());
            here.keep();
        }
    }

    @Test
    void what_nobody_goes_on_with_is_forgotten() throws IOException {
        try (var old = store().intake("u1")) {
            old.write(bytes(1, 2, 3));
            old.force();
        }
        try (var open = store().intake("u2")) {
            open.write(bytes(1));
            open.force();
            store().forget(Instant.EPOCH);
            assertEquals(3, store().arrived("u1"));
            store().forget(Instant.parse("2999-01-01T00:00:00Z"));
            assertEquals(0, store().arrived("u1"));
            assertEquals(1, store().arrived("u2"), "somebody writes it");
        }
    }

    @Test
    void what_is_deleted_is_gone_and_can_come_again() throws IOException {
        var blob = keep(new byte[] {1, 2, 3}, 3);
        var other = keep(new byte[] {4, 5, 6}, 3);
        store().delete(blob);
        store().delete(blob);
        noFile(blob);
        assertArrayEquals(new byte[] {4, 5, 6}, read(other));
        assertArrayEquals(new byte[] {1, 2, 3}, read(keep(new byte[] {1, 2, 3}, 1)));
    }

    @Test
    void after_the_end_nothing_is_taken_away_or_written() throws IOException {
        var intake = store().intake("u1");
        assertThrows(IllegalStateException.class, intake::keep);
        intake.write(bytes(1, 2, 3));
        var blob = intake.seal();
        assertThrows(IllegalStateException.class, () -> intake.write(bytes(1)));
        intake.keep();
        intake.close();
        intake.discard();
        intake.close();
        assertArrayEquals(new byte[] {1, 2, 3}, read(blob));
        assertThrows(IllegalStateException.class, intake::keep);
        assertThrows(IllegalStateException.class, () -> intake.write(bytes(1)));
    }

    @Test
    void an_upload_has_an_id_that_is_no_path() {
        for (var id : new String[] {"", "..", "a/b", "a\\b", "a.b", "a b", "\0", "x".repeat(65)}) {
            assertThrows(IllegalArgumentException.class, () -> store().intake(id), id);
            assertThrows(IllegalArgumentException.class, () -> store().arrived(id), id);
        }
    }

    @Test
    void a_part_is_what_remains_in_its_buffer() throws IOException {
        try (var intake = store().intake("u1")) {
            var part = bytes(1, 2, 3, 4, 5).position(1).limit(4);
            intake.write(part);
            assertFalse(part.hasRemaining(), "taken");
            var blob = intake.seal();
            intake.keep();
            assertArrayEquals(new byte[] {2, 3, 4}, read(blob));
        }
    }

    @Test
    void a_part_of_a_file_can_be_read() throws IOException {
        var bytes = random(1_000_003);
        var blob = keep(bytes, 100_000);
        try (var in = store().open(blob)) {
            in.skipNBytes(900_001);
            assertArrayEquals(Arrays.copyOfRange(bytes, 900_001, bytes.length), in.readAllBytes());
        }
    }

    @Test
    void what_is_kept_is_only_read() throws IOException {
        var buffer = store().map(keep(new byte[] {1, 2, 3}, 3));
        assertTrue(buffer.isReadOnly());
        assertThrows(ReadOnlyBufferException.class, () -> buffer.put(0, (byte) 0));
    }

    /** Takes it in, in parts, under an id of its own. */
    protected final Blob keep(byte[] bytes, int part) throws IOException {
        try (var intake = store().intake(UUID.randomUUID().toString())) {
            for (var at = 0; at < bytes.length; at += part) {
                intake.write(ByteBuffer.wrap(bytes, at, Math.min(part, bytes.length - at)));
            }
            var blob = intake.seal();
            intake.keep();
            return blob;
        }
    }

    protected static ByteBuffer bytes(int... values) {
        var buffer = ByteBuffer.allocate(values.length);
        for (var value : values) {
            buffer.put((byte) value);
        }
        return buffer.flip();
    }

    private void noFile(Blob blob) {
        assertEquals(
                Refusal.Code.NO_FILE,
                assertThrows(Refusal.class, () -> store().open(blob)).code());
        assertEquals(
                Refusal.Code.NO_FILE,
                assertThrows(Refusal.class, () -> store().map(blob)).code());
    }

    protected final byte[] read(Blob blob) throws IOException {
        try (var in = store().open(blob)) {
            return in.readAllBytes();
        }
    }

    private byte[] mapped(Blob blob) {
        var buffer = store().map(blob);
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
