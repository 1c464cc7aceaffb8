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
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link FileStore} does. */
public abstract class FileStoreContract {
    /** The one store under test, the same at each call within a test. */
    protected abstract FileStore store();

    /** The same place, opened anew as after a restart. */
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
    void a_file_given_up_is_not_there() throws IOException {
        var blob = new Blob(HexFormat.of().formatHex(new byte[32]), 3);
        try (var intake = store().intake()) {
            intake.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            assertEquals(3, intake.size());
        }
        assertEquals(
                Refusal.Code.NO_FILE,
                assertThrows(Refusal.class, () -> store().open(blob)).code());
        assertEquals(
                Refusal.Code.NO_FILE,
                assertThrows(Refusal.class, () -> store().map(blob)).code());
    }

    @Test
    void closing_after_the_end_takes_nothing_away() throws IOException {
        var intake = store().intake();
        intake.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        var blob = intake.finish();
        intake.close();
        intake.close();
        assertArrayEquals(new byte[] {1, 2, 3}, read(blob));
        assertThrows(IllegalStateException.class, intake::finish);
    }

    @Test
    void a_part_is_what_remains_in_its_buffer() throws IOException {
        try (var intake = store().intake()) {
            var part = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5}).position(1).limit(4);
            intake.write(part);
            assertFalse(part.hasRemaining(), "taken");
            assertArrayEquals(new byte[] {2, 3, 4}, read(intake.finish()));
        }
    }

    @Test
    void what_is_kept_is_only_read() throws IOException {
        var buffer = store().map(keep(new byte[] {1, 2, 3}, 3));
        assertTrue(buffer.isReadOnly());
        assertThrows(ReadOnlyBufferException.class, () -> buffer.put(0, (byte) 0));
    }

    protected final Blob keep(byte[] bytes, int part) throws IOException {
        try (var intake = store().intake()) {
            for (var at = 0; at < bytes.length; at += part) {
                intake.write(ByteBuffer.wrap(bytes, at, Math.min(part, bytes.length - at)));
            }
            return intake.finish();
        }
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
