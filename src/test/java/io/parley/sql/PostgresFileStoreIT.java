package io.parley.sql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.files.FileStore;
import io.parley.files.FileStoreContract;
import io.parley.people.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of files, kept by PostgreSQL; {@code reopened} is another node. */
class PostgresFileStoreIT extends FileStoreContract {
    @TempDir
    private static Path folder;

    private static House house;
    private static House other;
    private static FileStore store;
    private static FileStore elsewhere;
    private static String schema;

    @BeforeAll
    static void open() throws SQLException {
        schema = PostgresServer.shared().schema();
        house = new House(PostgresServer.shared().database(schema));
        other = new House(PostgresServer.shared().database(schema));
        store = house.store.files(folder.resolve("spool"));
        elsewhere = other.store.files(folder.resolve("other"));
    }

    @BeforeEach
    void empty() throws SQLException {
        PostgresServer.shared().execute("TRUNCATE " + schema + ".content CASCADE");
    }

    @AfterAll
    static void close() {
        house.close();
        other.close();
    }

    @Override
    protected FileStore store() {
        return store;
    }

    @Override
    protected FileStore reopened() {
        return elsewhere;
    }

    @Test
    void what_a_node_left_behind_is_taken_over_when_its_time_is_up() throws Exception {
        var bytes = new byte[600_000];
        new Random(7).nextBytes(bytes);
        var here = store.intake("u1");
        here.write(ByteBuffer.wrap(bytes));
        here.force();
        here.write(bytes(9, 9, 9));
        expire();
        try (var there = elsewhere.intake("u1")) {
            assertEquals(bytes.length, there.size());
            assertEquals(
                    Refusal.Code.BUSY, assertThrows(Refusal.class, here::force).code());
            var blob = there.seal();
            there.keep();
            assertArrayEquals(bytes, read(blob));
        }
        here.close();
    }

    @Test
    void a_chunk_is_cut_where_it_has_to_be() throws Exception {
        var bytes = new byte[1_300_000];
        new Random(8).nextBytes(bytes);
        try (var intake = store.intake("u1")) {
            intake.write(ByteBuffer.wrap(bytes));
            intake.force();
            intake.cut(600_001);
            intake.force();
            intake.write(ByteBuffer.wrap(bytes, 600_001, bytes.length - 600_001));
            var blob = intake.seal();
            intake.keep();
            assertArrayEquals(bytes, read(blob));
        }
    }

    @Test
    void nothing_is_left_of_what_is_discarded_deleted_or_brought_twice() throws Exception {
        var blob = keep(new byte[] {1, 2, 3}, 3);
        keep(new byte[] {1, 2, 3}, 1);
        try (var intake = store.intake("u1")) {
            intake.write(bytes(4));
            intake.force();
            intake.discard();
        }
        assertEquals("1 1", rows());
        store.delete(blob);
        assertEquals("0 0", rows());
    }

    @Test
    void what_is_mapped_is_no_file_that_stays() throws Exception {
        var mapped = store.map(keep(new byte[] {1, 2, 3}, 3));
        assertEquals(3, mapped.remaining());
        try (var files = Files.list(folder.resolve("spool"))) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void a_database_that_is_away_is_unavailable_and_what_came_is_still_there() throws Exception {
        var intake = store.intake("u1");
        intake.write(bytes(1, 2, 3));
        PostgresServer.shared().execute("ALTER TABLE " + schema + ".chunk RENAME TO away");
        assertEquals(
                Refusal.Code.UNAVAILABLE,
                assertThrows(Refusal.class, intake::force).code());
        PostgresServer.shared().execute("ALTER TABLE " + schema + ".away RENAME TO chunk");
        assertEquals(3, intake.size());
        intake.write(bytes(4));
        var blob = intake.seal();
        intake.keep();
        assertArrayEquals(new byte[] {1, 2, 3, 4}, read(blob));
    }

    @Test
    void a_large_file_is_timed() throws IOException {
        var bytes = new byte[50 << 20];
        new Random(9).nextBytes(bytes);
        var began = System.nanoTime();
        var blob = keep(bytes, 65_536);
        var kept = System.nanoTime();
        assertArrayEquals(bytes, read(blob));
        var read = System.nanoTime();
        System.out.printf(
                "50 MiB into PostgreSQL in %.1f s, out in %.1f s%n", (kept - began) / 1e9, (read - kept) / 1e9);
        assertTrue(store.map(blob).remaining() == bytes.length);
    }

    private void expire() throws SQLException {
        PostgresServer.shared().execute("UPDATE " + schema + ".content SET leased = now() - INTERVAL '1 second'");
    }

    private String rows() throws SQLException {
        try (var connection = PostgresServer.shared().connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT (SELECT count(*) FROM " + schema
                        + ".content), (SELECT count(*)" + " FROM " + schema + ".chunk)")) {
            row.next();
            return row.getLong(1) + " " + row.getLong(2);
        }
    }
}
