package io.parley.wire;

import io.parley.chat.Timers;
import io.parley.people.Refusal;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The fan-out's thread: one task at a time, in order; then all leaves that the task put into outboxes. Reads of the store run on another
 * executor and come back as tasks. Nothing here knows threads or clocks, so a simulation runs it whole.
 */
final class Turns {
    private static final System.Logger LOG = System.getLogger(Turns.class.getName());

    private final Executor thread;
    private final Executor reads;
    private final Timers timers;
    /** Connections with something new in their outbox since the last flush; confined to the thread. */
    private final Set<Connection> touched = new LinkedHashSet<>();

    /**
     * @param thread runs one task at a time, in order
     * @param reads may block
     */
    Turns(Executor thread, Executor reads, Timers timers) {
        this.thread = thread;
        this.reads = reads;
        this.timers = timers;
    }

    void run(Runnable task) {
        thread.execute(() -> {
            task.run();
            var now = List.copyOf(touched);
            touched.clear();
            now.forEach(connection -> connection.outbox().flush());
        });
    }

    void after(Duration delay, Runnable task) {
        timers.after(delay, () -> run(task));
    }

    /** Something was put into its outbox: it leaves when this task is done. */
    void touch(Connection connection) {
        touched.add(connection);
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
            } catch (RuntimeException bug) {
                LOG.log(Level.ERROR, "A read failed", bug);
                run(failed);
                return;
            }
            run(() -> answer.accept(result));
        });
    }
}
