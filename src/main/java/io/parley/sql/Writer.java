package io.parley.sql;

import io.parley.chat.Committed;
import io.parley.chat.Event;
import io.parley.chat.Way;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The one writer: one thread with one connection that does whatever is queued, in order, many in one transaction (group
 * commit), then tells of it.
 *
 * <p>What fails is rolled back and done again: as a whole where only the outcome of the COMMIT is unknown (receipts tell what
 * is there already), then each alone, so that one bad draft does not hurt its neighbours. A connection that failed is replaced.
 */
final class Writer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Writer.class.getName());

    /** Bytes any commit writes, roughly. */
    private static final long HEADS = 16_384;

    /** Works failing one after another, each alone, that show the store to be at fault: the rest is not tried. */
    private static final int IN_VAIN = 3;

    /** Nanoseconds: a failure that took longer is a database that does not answer, and everybody would wait as long again. */
    private static final long SLOW = 3_000_000_000L;

    /** Milliseconds after which what an unknown COMMIT did is looked up, even if nobody writes. */
    private static final long SETTLING = 500;

    /** Milliseconds; then the thread is left behind, with a warning. */
    private static final long CLOSING = 60_000;

    private final Database database;
    private final Database.Upkeep upkeep;
    private final Committed committed;
    private final Condition condition;
    private final InstantSource clock;
    private final Marks marks;
    private final Way way;
    private final Backlog backlog = new Backlog();
    private final Thread thread;

    /** Writer's thread only, after the constructor. */
    private @Nullable Session session;

    /** Whether a transaction is under way; written by the writer's thread. */
    private volatile boolean writing;

    /** Events whose COMMIT had no known outcome, and which nobody has heard of; writer's thread only. */
    private List<Event.Lasting> doubtful = List.of();

    /** @throws IllegalStateException in one line, when a COMMIT would not be durable */
    Writer(
            Database database,
            Database.Upkeep upkeep,
            Committed committed,
            Condition condition,
            InstantSource clock,
            Marks marks,
            Way way)
            throws SQLException {
        this.database = database;
        this.upkeep = upkeep;
        this.committed = committed;
        this.condition = condition;
        this.clock = clock;
        this.marks = marks;
        this.way = way;
        this.session = open();
        this.thread = Thread.ofPlatform().name("parley-writer").daemon().start(this::work);
    }

    /** Queues it; never blocks. After {@link #close} it fails at once. */
    void submit(Work work) {
        if (!backlog.add(work)) {
            work.failed(Condition.unavailable());
        }
    }

    /** Whether something waits, or is being written and not committed yet. Any thread. */
    boolean busy() {
        return writing || !backlog.isEmpty();
    }

    /** Queues it and waits for it. */
    <T> T await(Chore.Change<T> change) {
        return within(transaction -> change.make(transaction.session()));
    }

    /** The same for what touches people. */
    <T> T within(Chore.Step<T> step) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("The writer would wait for itself");
        }
        var chore = new Chore<>(step);
        submit(chore);
        try {
            return chore.done().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void work() {
        var batch = new ArrayList<Work>();
        while (backlog.take(batch, doubtful.isEmpty() ? -1 : SETTLING)) {
            try {
                run(batch);
            } catch (Throwable bug) {
                LOG.log(Level.ERROR, "The writer goes on after a fault", bug);
                batch.forEach(work -> work.failed(bug));
            }
            batch.clear();
        }
        end(false);
    }

    private void run(List<Work> batch) {
        var works = batch.stream().filter(Work::admitted).toList();
        if (works.isEmpty() && doubtful.isEmpty()) {
            return;
        }
        var failure = attempt(works);
        if (failure == null) {
            return;
        }
        if (works.size() <= 1 || failure.hopeless()) {
            works.forEach(work -> work.failed(failure.cause()));
        } else {
            alone(works);
        }
    }

    private void alone(List<Work> works) {
        var inVain = 0;
        Failure last = null;
        for (var work : works) {
            // Asked again: one of the same sender may have failed just now.
            if (!work.admitted()) {
                continue;
            }
            var failure = last != null && inVain >= IN_VAIN ? last : attempt(List.of(work));
            if (failure == null) {
                inVain = 0;
            } else if (Condition.isTheStores(failure.cause())) {
                last = failure;
                inVain = failure.hopeless() ? IN_VAIN : inVain + 1;
                work.failed(failure.cause());
            } else {
                // refused, which is nobody else's concern
                inVain = 0;
                work.failed(failure.cause());
            }
        }
    }

    /**
     * Does them in one transaction; if the outcome of its COMMIT is unknown, once more, and receipts tell. Once more too where
     * that helps: a new connection may begin what the one before could not, or lost; and of two nodes that wait for each other,
     * the database ends only one. Not where the first time was slow.
     */
    private @Nullable Failure attempt(List<Work> works) {
        var failure = transact(works);
        if (failure != null
                && !failure.slow()
                && (failure.stage() != Stage.WORK || Condition.passes(failure.cause()))) {
            failure = transact(works);
        }
        if (failure == null) {
            condition.works();
        } else if (Condition.isTheStores(failure.cause())) {
            condition.fails(failure.cause());
        }
        return failure;
    }

    private @Nullable Failure transact(List<Work> works) {
        var stage = Stage.BEGIN;
        var began = way.now();
        long written;
        long kept;
        Transaction transaction = null;
        writing = true;
        try {
            var current = session();
            current.begin();
            transaction = new Transaction(current, marks, clock.millis(), works.size() > 1);
            transaction.lock(works, doubtful);
            stage = Stage.WORK;
            transaction.settle(doubtful);
            for (var work : works) {
                work.perform(transaction);
            }
            transaction.finish();
            stage = Stage.COMMIT;
            written = way.now();
            current.commit();
            kept = way.now();
        } catch (SQLException | RuntimeException e) {
            if (transaction != null && stage == Stage.COMMIT) {
                doubtful = List.copyOf(transaction.events());
            }
            release(stage);
            return new Failure(stage, e, way.now() - began > SLOW);
        } finally {
            writing = false;
        }
        doubtful = List.of();
        tell(transaction);
        for (var work : works) {
            work.timed(way, began, written, kept);
            work.kept();
        }
        upkeep.wrote(works.stream().mapToLong(Work::weight).sum() + HEADS);
        return null;
    }

    private void tell(Transaction transaction) {
        try {
            if (!transaction.events().isEmpty()) {
                way.committed();
                committed.committed(List.copyOf(transaction.events()));
            }
            if (!transaction.versions().isEmpty()) {
                committed.touched(Map.copyOf(transaction.versions()));
            }
            transaction.showing().ifPresent(committed::shown);
        } catch (RuntimeException bug) {
            // They are kept, whatever the listener makes of it, and their senders must hear so.
            LOG.log(Level.ERROR, "What was committed could not be handed on", bug);
        }
    }

    private Session open() throws SQLException {
        var opened = Session.open(database);
        committed.interrupted();
        return opened;
    }

    private Session session() throws SQLException {
        var current = session;
        if (current == null) {
            try {
                current = open();
            } catch (IllegalStateException unsafe) {
                throw new SQLException(unsafe);
            }
            session = current;
        }
        return current;
    }

    /** Frees the lock. Only a transaction that failed before COMMIT leaves a connection worth keeping. */
    private void release(Stage stage) {
        if (stage == Stage.WORK && session != null) {
            try {
                session.rollback();
                return;
            } catch (SQLException e) {
                LOG.log(Level.DEBUG, "The writer's connection is replaced", e);
            }
        }
        end(true);
    }

    /** @param broken whether nothing can be expected of the connection any more, not even that it ends its transaction */
    private void end(boolean broken) {
        var current = session;
        session = null;
        if (current != null) {
            try {
                if (broken) {
                    current.abort();
                }
                current.close();
            } catch (SQLException e) {
                LOG.log(Level.DEBUG, "A broken connection would not close", e);
            }
        }
    }

    /** Finishes what is queued, then ends the thread and its connection. */
    @Override
    public void close() {
        backlog.close();
        Threads.join(thread, CLOSING);
    }

    private enum Stage {
        BEGIN,
        WORK,
        COMMIT
    }

    /** @param slow whether it took so long that whoever waits is better told */
    private record Failure(Stage stage, Exception cause, boolean slow) {
        /** Whether each alone would fare no better. */
        boolean hopeless() {
            return Condition.isTheStores(cause) && (stage == Stage.BEGIN || slow);
        }
    }
}
