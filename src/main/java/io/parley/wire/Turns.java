package io.parley.wire;

import io.parley.chat.Timers;
import io.parley.people.Refusal;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The fan-out's thread: one task at a time, in order; then all leaves that they put into outboxes: while more tasks wait, or are worth
 * waiting for ({@link Pause}), what they bring leaves with it. Reads of the store run on another executor and come back as tasks. Nothing
 * here knows threads or clocks, so a simulation runs it whole.
 */
final class Turns {
    private static final System.Logger LOG = System.getLogger(Turns.class.getName());

    private final Executor thread;
    private final Executor reads;
    private final Timers timers;
    private final Pause pause;
    /** Deliveries after which what was put into outboxes leaves, though more tasks wait: some milliseconds of work. */
    static final int MOST_WAITING = 16 * 1024;

    /** Tasks that have not begun. */
    private final AtomicInteger waiting = new AtomicInteger();
    /** Connections with something new in their outbox since the last flush, each once; confined to the thread, as all below. */
    private final List<Connection> touched = new ArrayList<>();

    private final Gathering gathering = new Gathering();
    /** To do when all of that has left; nearly always none or one. */
    private final List<Runnable> afterFlush = new ArrayList<>();

    /** Deliveries since the last flush. */
    private int touches;
    /** Frames that left since then without having been touched. */
    private int passed;
    /** Whether no other task waited when this one began. */
    private boolean last;
    /** Whether nothing is worth waiting for besides. */
    private boolean calm;
    /** Whether a timer will end the pause. */
    private boolean waking;

    /**
     * @param thread runs one task at a time, in order
     * @param reads may block
     */
    Turns(Executor thread, Executor reads, Timers timers, Pause pause) {
        this.thread = thread;
        this.reads = reads;
        this.timers = timers;
        this.pause = pause;
    }

    void run(Runnable task) {
        waiting.incrementAndGet();
        thread.execute(() -> {
            last = waiting.decrementAndGet() == 0;
            calm = last && !pause.isOn();
            try {
                task.run();
            } finally {
                if (touches >= MOST_WAITING) {
                    flush();
                } else if (last) {
                    flushOrPause();
                }
            }
        });
    }

    private void flushOrPause() {
        var wait = pause.of(touched.size());
        if (wait.isZero()) {
            flush();
        } else if (!waking) {
            waking = true;
            after(wait, () -> waking = false);
        }
    }

    private void flush() {
        for (var connection : touched) {
            connection.touched(false);
            connection.outbox().flush(gathering);
        }
        pause.sent(passed + touched.size());
        touched.clear();
        touches = 0;
        passed = 0;
        afterFlush.forEach(Runnable::run);
        afterFlush.clear();
    }

    /** Runs it when all that this task brought has left, as far as it can. */
    void afterFlush(Runnable task) {
        afterFlush.add(task);
    }

    void after(Duration delay, Runnable task) {
        timers.after(delay, () -> run(task));
    }

    /** Something was put into its outbox: it leaves soon. */
    void touch(Connection connection) {
        touches++;
        if (!connection.touched()) {
            connection.touched(true);
            touched.add(connection);
        }
    }

    /**
     * The same where this task has nothing more for it: if there is nothing to wait for, it leaves now, while all about the connection is
     * in the processor's caches.
     */
    void touchLast(Connection connection) {
        if (calm) {
            passed++;
            connection.outbox().flush(gathering);
        } else {
            touch(connection);
        }
    }

    /** Something has to leave now, to make room. */
    void flush(Connection connection) {
        connection.outbox().flush(gathering);
    }

    /**
     * Reads from the store and comes back with the answer; or with {@code failed} when the store did not answer, or with {@code refused} when
     * there is nothing to read any more.
     */
    <T> void ask(Supplier<T> read, Consumer<T> answer, Runnable failed, Runnable refused) {
        reads.execute(() -> {
            T result;
            try {
                result = read.get();
            } catch (Refusal refusal) {
                run(refusal.code().retry() ? failed : refused);
                return;
            } catch (RuntimeException | Error bug) {
                // whoever asked waits for a word, even where there was no memory to read with
                LOG.log(Level.ERROR, "A read failed", bug);
                run(failed);
                return;
            }
            run(() -> answer.accept(result));
        });
    }
}
