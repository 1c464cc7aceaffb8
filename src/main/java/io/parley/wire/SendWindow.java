package io.parley.wire;

import io.parley.chat.Limits;
import io.parley.chat.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many of a connection's sends may be under way. Who has more to say waits: the container's thread stops reading from him, so his own
 * network holds him back. Not for long, and never so many threads at once that others go short.
 */
final class SendWindow {
    /** How long a reader waits before the sender hears `busy`. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Limits limits;
    private final Rate rate;
    private final String person;
    private final Semaphore waiting;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    /** Guarded by lock, as all below. */
    private int sends;

    private long bytes;
    private final List<Runnable> whenIdle = new ArrayList<>();

    /** @param waiting one permit for each of the container's threads that may wait, shared by all connections */
    SendWindow(Limits limits, Rate rate, String person, Semaphore waiting) {
        this.limits = limits;
        this.rate = rate;
        this.person = person;
        this.waiting = waiting;
    }

    /** Waits for a place for one send of that size; false when none came up in time, or too many wait already. */
    boolean enter(long size) throws InterruptedException {
        return switch (rate.take(person, PATIENCE)) {
            case Rate.Turn.TooLong tooLong -> false;
            case Rate.Turn.In in -> enter(size, in.delay());
        };
    }

    /** The send of that size was committed or refused. */
    void leave(long size) {
        List<Runnable> idle = List.of();
        lock.lock();
        try {
            sends--;
            bytes -= size;
            left.signalAll();
            if (sends == 0) {
                idle = List.copyOf(whenIdle);
                whenIdle.clear();
            }
        } finally {
            lock.unlock();
        }
        idle.forEach(Runnable::run);
    }

    /** Runs the task as soon as nothing is under way, on the thread that finds it so. */
    void whenIdle(Runnable task) {
        lock.lock();
        try {
            if (sends > 0) {
                whenIdle.add(task);
                return;
            }
        } finally {
            lock.unlock();
        }
        task.run();
    }

    private boolean enter(long size, Duration delay) throws InterruptedException {
        lock.lock();
        try {
            if (delay.isZero() && fits(size)) {
                take(size);
                return true;
            }
            if (!waiting.tryAcquire()) {
                return false;
            }
            try {
                return await(size, delay);
            } finally {
                waiting.release();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean await(long size, Duration delay) throws InterruptedException {
        var now = System.nanoTime();
        var earliest = now + delay.toNanos();
        var latest = now + PATIENCE.toNanos();
        while (true) {
            now = System.nanoTime();
            if (now >= earliest && fits(size)) {
                take(size);
                return true;
            }
            if (now >= latest) {
                return false;
            }
            left.await((now < earliest ? earliest : latest) - now, TimeUnit.NANOSECONDS);
        }
    }

    private boolean fits(long size) {
        return sends == 0 || (sends < limits.inFlight() && bytes + size <= limits.inFlightBytes());
    }

    private void take(long size) {
        sends++;
        bytes += size;
    }
}
