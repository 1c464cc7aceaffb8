package io.parley.kill;

import io.parley.sql.Faulty;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** How a store fails while its server lives. */
enum StoreFaults implements Faulty.Fault {
    /** No COMMIT happens. */
    COMMITS_FAIL {
        @Override
        public void before(Connection raw, String sql, List<Object> arguments) throws SQLException {
            if (sql.equals(COMMIT)) {
                throw new SQLException("the disk is away");
            }
        }
    },
    /** Every COMMIT happens, and none says so. */
    ANSWERS_ARE_LOST {
        @Override
        public void after(String sql) throws SQLException {
            if (sql.equals(COMMIT)) {
                throw new SQLException("the answer is lost");
            }
        }
    },
    /** Nothing can be written: no transaction begins. */
    WRITES_FAIL {
        @Override
        public void before(Connection raw, String sql, List<Object> arguments) throws SQLException {
            throw new SQLException("the disk is away");
        }
    },
    /** What was said before cannot be read, all else can. */
    HISTORY_FAILS {
        @Override
        public void reading(String sql) throws SQLException {
            if (sql.contains("ORDER BY m.seq DESC")) {
                throw new SQLException("the page is damaged");
            }
        }
    };

    private static final String COMMIT = "COMMIT";

    /** Nothing can be read. */
    static final class ReadsFail implements Faulty.Fault {
        private final AtomicInteger struck = new AtomicInteger();

        @Override
        public void reading(String sql) throws SQLException {
            struck.incrementAndGet();
            throw new SQLException("the disk is away");
        }

        /** How often somebody tried. */
        int struck() {
            return struck.get();
        }
    }
}
