package io.parley.wire;

import io.parley.chat.Timers;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** The threads of this room of the house; all of them have ended when {@link #close} returns, so that a redeploy leaves none behind. */
final class Threads implements Timers, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Threads.class.getName());
    private static final int READERS = 4;
    private static final int CLOSERS = 4;
    private static final int PINGERS = 4;
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Set<Thread> alive = ConcurrentHashMap.newKeySet();
    private final ExecutorService fanout = Executors.newSingleThreadExecutor(named("fanout", SendingThread::new));
    private final ExecutorService reads = Executors.newFixedThreadPool(READERS, named("reads", Thread::new));
    private final ExecutorService closing = Executors.newFixedThreadPool(CLOSERS, named("closing", Thread::new));
    private final ExecutorService pinging = Executors.newFixedThreadPool(PINGERS, named("pinging", Thread::new));
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(named("clock", Thread::new));

    /** The one thread on which events reach connections, one task at a time. */
    Executor fanout() {
        return orDrop(fanout);
    }

    /** Where the store and files may be waited for. */
    Executor reads() {
        return orDrop(reads);
    }

    /** Where a peer may be waited for that is closed. */
    Executor closing() {
        return orDrop(closing);
    }

    /** Where a peer may be waited for that is pinged: who is slow there holds up no close. */
    Executor pinging() {
        return orDrop(pinging);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        try {
            clock.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.log(Level.DEBUG, "Too late for a timer", stopping);
        }
    }

    /** Runs the task again and again, one at a time. */
    void every(Duration period, Runnable task) {
        clock.scheduleWithFixedDelay(guarded(task), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        for (var pool : List.of(clock, reads, fanout, pinging, closing)) {
            end(pool);
        }
        // a pool is terminated a moment before its last thread is dead
        for (var thread : alive) {
            try {
                thread.join(GRACE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void end(ExecutorService pool) {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** What comes after the end is not done: the sockets it was for are closed. */
    private static Executor orDrop(ExecutorService pool) {
        return task -> {
            try {
                pool.execute(guarded(task));
            } catch (RejectedExecutionException stopping) {
                LOG.log(Level.DEBUG, "Too late for a task", stopping);
            }
        };
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (Throwable bug) {
                // a timer that throws, an Error too, would never run again
                LOG.log(Level.ERROR, "A task failed", bug);
            }
        };
    }

    private ThreadFactory named(String name, BiFunction<Runnable, String, Thread> kind) {
        var count = new AtomicInteger();
        return task -> {
            var thread = kind.apply(
                    () -> {
                        try {
                            task.run();
                        } finally {
                            alive.remove(Thread.currentThread());
                        }
                    },
                    "parley-" + name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            alive.add(thread);
            return thread;
        };
    }
}
