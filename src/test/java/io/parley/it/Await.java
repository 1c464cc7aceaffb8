package io.parley.it;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for something that another thread or process brings about, never longer than a generous bound. */
public final class Await {
    /** Nothing that works takes that long, even on a busy machine. */
    public static final Duration BOUND = Duration.ofSeconds(60);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private Await() {}

    /** Looks again and again until it is so; for what nobody can notify us of. */
    public static void until(Supplier<String> what, Callable<Boolean> so) throws Exception {
        var end = System.nanoTime() + BOUND.toNanos();
        while (!so.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen in " + BOUND + ": " + what.get());
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    /** Waits on a monitor that the caller holds, and that is notified of every change. */
    static void on(Object monitor, Supplier<String> what, BooleanSupplier so) {
        var end = System.nanoTime() + BOUND.toNanos();
        while (!so.getAsBoolean()) {
            var left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("did not happen in " + BOUND + ": " + what.get());
            }
            try {
                monitor.wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting: " + what.get(), e);
            }
        }
    }
}
