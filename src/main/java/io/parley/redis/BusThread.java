package io.parley.redis;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The one thread on which Redis is talked to; it has ended when {@link #close} returns. */
final class BusThread implements Executor {
    private static final System.Logger LOG = System.getLogger(BusThread.class.getName());
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final ScheduledThreadPoolExecutor pool;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable Thread thread;

    BusThread(String name) {
        this.pool = new ScheduledThreadPoolExecutor(1, task -> {
            var made = new Thread(task, name);
            made.setDaemon(true);
            thread = made;
            return made;
        });
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        pool.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    }

    /** In the order in which one thread gives them; dropped after the end. */
    @Override
    public void execute(Runnable task) {
        after(Duration.ZERO, task);
    }

    void after(Duration delay, Runnable task) {
        try {
            pool.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException ending) {
            LOG.log(Level.DEBUG, "Too late for a task", ending);
        }
    }

    void every(Duration period, Runnable task) {
        pool.scheduleWithFixedDelay(guarded(task), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs {@code last} after what was given before, then ends. */
    void close(Runnable last) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        execute(last);
        // a pool that shuts down forgets what waits, though it waits for its turn only
        var idle = new CountDownLatch(1);
        execute(idle::countDown);
        try {
            if (!idle.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(Level.WARNING, "Redis was not left in time");
            }
            pool.shutdownNow();
            var dying = thread;
            if (dying != null) {
                dying.join(GRACE);
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
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
}
