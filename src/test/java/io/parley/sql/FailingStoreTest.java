package io.parley.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.chat.Event;
import io.parley.chat.SendOrder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When SQLite fails. */
class FailingStoreTest extends FailingStoreContract {
    @TempDir
    private Path folder;

    @Override
    Database database() {
        return ReadySqlite.in(House.file(folder), folder.resolve("tmp"));
    }

    @Test
    void a_full_database_refuses_and_takes_again_when_there_is_room() {
        var pages = new AtomicInteger();
        fault(new Faulty.Fault() {
            @Override
            public void before(Connection raw, String sql, List<Object> arguments) throws SQLException {
                if (sql.startsWith("BEGIN")) {
                    try (var statement = raw.createStatement()) {
                        if (pages.get() == 0) {
                            pages.set(pages(statement) + 40);
                        }
                        statement.execute("PRAGMA max_page_count = " + pages.get());
                    }
                }
            }
        });
        var order = SendOrder.strict();
        var text = "x".repeat(20_000);
        var kept = new ArrayList<String>();
        var failed = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            var cid = "c" + i;
            var stage = send(cid, order, text);
            if (stage.handle((receipt, failure) -> failure == null).join()) {
                kept.add(cid);
            } else {
                unavailable(stage);
                failed.add(cid);
            }
        }
        System.out.printf("full database: %d kept, %d refused%n", kept.size(), failed.size());
        assertTrue(kept.size() > 3 && failed.size() > 3);
        assertEquals(kept, log().stream().map(Event.Lasting::cid).toList());

        pages.set(1_000_000);
        failed.forEach(cid -> send(cid, order, text).join());
        kept.addAll(failed);
        assertEquals(kept, log().stream().map(Event.Lasting::cid).toList());
        assertEquals(house.told, log());
    }

    /** Of 4 KiB, that the database has now. */
    private static int pages(Statement statement) throws SQLException {
        try (var count = statement.executeQuery("PRAGMA page_count")) {
            count.next();
            return count.getInt(1);
        }
    }

    @Test
    void a_store_that_would_not_keep_messages_safely_is_not_opened(@TempDir Path other) {
        var unsafe = new Faulty(House.in(other));
        unsafe.fault = new Faulty.Fault() {
            @Override
            public void opened(Connection raw) throws SQLException {
                try (var statement = raw.createStatement()) {
                    statement.execute("PRAGMA synchronous = NORMAL");
                }
            }
        };
        var refused = assertThrows(IllegalStateException.class, () -> new House(unsafe));
        var line = String.valueOf(refused.getMessage());
        assertTrue(
                line.contains("synchronous is 1, it has to be 2")
                        && line.lines().count() == 1,
                line);
    }
}
