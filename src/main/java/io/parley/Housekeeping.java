package io.parley;

import io.parley.chat.Timers;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What is done beside the way of messages: sweeping, checking, painting. Its threads have ended when {@link #close} returns,
 * and know nothing of the web application but what they run: what Java remembers of them does not keep it.
 */
final class Housekeeping implements AutoCloseable, Timers {
    private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int PAINTERS = 2;
    /** Pictures that may wait for a painter. */
    private static final int WAITING = 200;

    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(2, this::thread);
    private final ThreadPoolExecutor painters = new ThreadPoolExecutor(
            PAINTERS, PAINTERS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), this::thread);
    private final List<Thread> threads = new java.util.concurrent.CopyOnWriteArrayList<>();

    Housekeeping() {
        painters.allowCoreThreadTimeOut(true);
    }

    /** Where pictures are decoded. */
    Executor painters() {
        return painters;
    }

    /** Runs the task soon, and then again after as long as it says each time. */
    void again(Supplier<Duration> task, Duration first) {
        if (!clock.isShutdown()) {
            clock.schedule(() -> again(task, next(task)), first.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void after(Duration delay, Runnable task) {
        if (!clock.isShutdown()) {
            clock.schedule(
                    () -> {
                        try {
                            task.run();
                        } catch (RuntimeException bug) {
                            LOG.log(Level.ERROR, "A task failed", bug);
                        }
                    },
                    delay.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    private static Duration next(Supplier<Duration> task) {
        try {
            return task.get();
        } catch (Throwable bug) {
            LOG.log(Level.ERROR, "A task failed", bug);
            return Duration.ofMinutes(1);
        }
    }

    private Thread thread(Runnable work) {
        var thread =
                Thread.ofPlatform().daemon().name("parley-housekeeping-", 1).unstarted(work);
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        threads.removeIf(old -> old.getState() == Thread.State.TERMINATED);
        threads.add(thread);
        return thread;
    }

    @Override
    public void close() {
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        clock.shutdownNow();
        painters.shutdownNow();
        for (var thread : threads) {
            try {
                thread.join(GRACE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
