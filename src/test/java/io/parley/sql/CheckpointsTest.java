package io.parley.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    private static final long ENOUGH = 8 << 20;

    @TempDir
    private Path folder;

    @Test
    void one_that_dies_neither_ends_the_next_nor_holds_the_writer() throws Exception {
        var database = House.in(folder);
        var attempts = new Semaphore(0);
        var connection = new Connection[] {database.writing().getConnection()};
        var checkpoints = new Checkpoints(source(() -> {
            attempts.release();
            var first = connection[0];
            connection[0] = null;
            if (first == null) {
                throw new StackOverflowError("as good as out of memory");
            }
            return first;
        }));
        try {
            assertTrue(attempts.tryAcquire(), "it begins with one");
            for (var round = 1; round <= 3; round++) {
                checkpoints.wrote(ENOUGH);
                assertTrue(attempts.tryAcquire(10, TimeUnit.SECONDS), "attempt " + round);
            }
        } finally {
            checkpoints.close();
        }
    }

    @Test
    void nothing_begins_on_a_disk_that_cannot_keep_what_a_crash_left() {
        var failure = assertThrows(
                SQLException.class,
                () -> new Checkpoints(source(() -> {
                    throw new SQLException("disk I/O error");
                })));
        assertEquals("disk I/O error", failure.getMessage());
    }

    private static DataSource source(Opening opening) {
        return (DataSource) Proxy.newProxyInstance(
                CheckpointsTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> opening.open());
    }

    @FunctionalInterface
    private interface Opening {
        Connection open() throws SQLException;
    }
}
