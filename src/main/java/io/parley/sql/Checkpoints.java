package io.parley.sql;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Moves what SQLite's write-ahead log holds into the database, on a thread and a connection of its own, so that no sender
 * waits for it.
 */
final class Checkpoints implements Database.Upkeep {
    private static final System.Logger LOG = System.getLogger(Checkpoints.class.getName());

    /** Bytes written since the last time that make the next one worth it. */
    private static final long ENOUGH = 8 << 20;

    /** Bytes written during one checkpoint that show the writer to be faster than it: the writer waits for its end. */
    private static final long TOO_FAST = 16 << 20;

    /** Pages in the log beyond which the writer has to stand aside for a moment, or a busy log would never begin anew. */
    private static final int TOO_MANY = 4_096;

    /** Milliseconds a checkpoint may wait for readers; then it is tried again later. */
    private static final int PATIENCE = 250;

    /** Milliseconds the writer stands aside at most. */
    private static final int ASIDE = 10_000;

    private static final long CLOSING = 30_000;

    private final DataSource source;
    private final AtomicLong written = new AtomicLong();
    private final Semaphore wanted = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    /** The checkpoint that is going on. */
    private volatile @Nullable CountDownLatch running;

    /** Whether it needs the writer's lock, which it would never get from a writer that is always busy. */
    private volatile boolean beginsAnew;

    /**
     * Begins with one checkpoint: what a crash left in the log becomes durable before anybody is told that it is. Only a
     * reader outside of Parley can keep a part of it back, in the log.
     *
     * @throws SQLException when it fails: who starts on what this disk may not keep would tell people more than he knows
     */
    Checkpoints(DataSource source) throws SQLException {
        this.source = source;
        checkpoint("TRUNCATE");
        this.thread = Thread.ofPlatform().name("parley-checkpoints").daemon().start(this::run);
    }

    @Override
    public void wrote(long bytes) {
        var sinceTheLast = written.addAndGet(bytes);
        if (sinceTheLast >= ENOUGH && wanted.availablePermits() == 0) {
            wanted.release();
        }
        var end = running;
        if (end != null && (beginsAnew || sinceTheLast >= TOO_FAST)) {
            standAside(end);
        }
    }

    private static void standAside(CountDownLatch end) {
        try {
            if (!end.await(ASIDE, TimeUnit.MILLISECONDS)) {
                LOG.log(Level.WARNING, "A checkpoint takes longer than {0} ms", ASIDE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (true) {
            wanted.acquireUninterruptibly();
            wanted.drainPermits();
            if (closed) {
                return;
            }
            round();
        }
    }

    /** Whatever comes of it, the writer is let go: it would stand aside at every commit for one that never ends. */
    private void round() {
        var end = new CountDownLatch(1);
        written.set(0);
        running = end;
        try {
            if (attempt("PASSIVE") > TOO_MANY) {
                beginsAnew = true;
                attempt("RESTART");
            }
        } finally {
            beginsAnew = false;
            running = null;
            end.countDown();
        }
    }

    /** @return pages the log holds, 0 when the checkpoint failed */
    private int attempt(String mode) {
        try {
            return checkpoint(mode);
        } catch (SQLException | RuntimeException e) {
            // The log only grows until a checkpoint succeeds; what is wrong with the disk the writer will say too.
            LOG.log(Level.WARNING, "The write-ahead log could not be moved into the database: " + e.getMessage());
        } catch (Error e) {
            // Memory that ran out comes back; the thread would not, and the log would grow until the disk is full.
            LOG.log(Level.ERROR, "The write-ahead log could not be moved into the database", e);
        }
        return 0;
    }

    private int checkpoint(String mode) throws SQLException {
        try (var connection = source.getConnection()) {
            return checkpoint(connection, mode);
        }
    }

    private static int checkpoint(Connection connection, String mode) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + PATIENCE);
            try (var row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
                return row.next() ? row.getInt("log") : 0;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        wanted.release();
        Threads.join(thread, CLOSING);
        attempt("TRUNCATE");
    }
}
