package io.parley;

import io.parley.sql.Faulty;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Where the process falls, as if the power had gone: nothing is flushed, closed or said any more. */
public enum FaultPoint {
    /** Messages are in the transaction, which is not committed. */
    BEFORE_COMMIT,
    /** Messages are committed, which nobody has been told. */
    AFTER_COMMIT,
    /** A hello is being answered. */
    HELLO,
    /** Missed events are being read for somebody who has had some of them. */
    CATCHING_UP;

    /** What a process that fell exits with: no other end does. */
    public static final int FELL = 71;

    private static final String POST = "INSERT INTO event";
    private static final String COMMIT = "COMMIT";

    /** What the two reads have in them that no other has. */
    private static final String OPENING = "SELECT p.version, ";

    private static final String PAGE = "ORDER BY e.seq LIMIT";

    /** Falls when this point is reached for the n-th time. */
    Faulty.Fault fallsAt(int n) {
        return switch (this) {
            case BEFORE_COMMIT -> new AtCommit(n, true);
            case AFTER_COMMIT -> new AtCommit(n, false);
            case HELLO -> atRead(OPENING, n);
            case CATCHING_UP -> atRead(PAGE, n);
        };
    }

    private static Faulty.Fault atRead(String part, int n) {
        var left = new AtomicInteger(n);
        return new Faulty.Fault() {
            @Override
            public void reading(String sql) {
                if (sql.contains(part) && left.decrementAndGet() == 0) {
                    fall();
                }
            }
        };
    }

    private static void fall() {
        Runtime.getRuntime().halt(FELL);
    }

    /** Counts the commits that have messages in them. Confined to the writer's thread. */
    private static final class AtCommit implements Faulty.Fault {
        private final boolean before;
        private int left;
        private boolean posted;

        AtCommit(int n, boolean before) {
            this.left = n;
            this.before = before;
        }

        @Override
        public void before(Connection raw, String sql, List<Object> arguments) {
            if (sql.startsWith(POST)) {
                posted = true;
            } else if (sql.equals(COMMIT) && posted) {
                left--;
                if (left == 0 && before) {
                    fall();
                }
            }
        }

        @Override
        public void after(String sql) {
            if (sql.equals(COMMIT)) {
                if (left == 0 && posted) {
                    fall();
                }
                posted = false;
            }
        }
    }
}
