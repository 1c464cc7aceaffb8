package io.parley.wire;

import io.parley.chat.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Time, threads and chance of one schedule: everything that could happen next waits here, and a seed decides what does.
 *
 * <p>One task runs at a time and whole. The same seed makes the same choices, which {@link #trace} proves.
 */
final class World implements InstantSource {
    /** One in so many steps a timer goes off before what is ready is done. */
    private static final int HASTE = 24;
    /** Prints all that happens, with {@code -Dparley.simulation.trace=true}. */
    private static final boolean PRINTED = Boolean.getBoolean("parley.simulation.trace");

    private final SplittableRandom random;
    /** Lanes with something to do. */
    private final List<Lane> ready = new ArrayList<>();

    private final PriorityQueue<Alarm> alarms =
            new PriorityQueue<>(Comparator.comparingLong(Alarm::at).thenComparing(Alarm::number));
    private boolean prompt;
    private long now = 1_790_000_000_000L;
    private long alarmsSet;
    private long steps;
    private long trace;

    World(long seed) {
        random = new SplittableRandom(seed);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(now);
    }

    long steps() {
        return steps;
    }

    /** A digest of all that happened. */
    long trace() {
        return trace;
    }

    /** From now on no thread is kept waiting: what is promised in seconds is promised for a machine that has time. */
    void prompt() {
        prompt = true;
    }

    /** Counts something into the trace. */
    void note(String what) {
        if (PRINTED) {
            System.out.printf("%6d %d %.300s%n", steps, now, what);
        }
        trace = Long.rotateLeft(trace ^ what.hashCode(), 7) * 0x9E3779B97F4A7C15L + now;
    }

    /** From 0 to {@code bound} - 1. */
    int chance(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int so) {
        return random.nextInt(so) == 0;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A thread: runs its tasks in order, as long as it is alive. */
    Lane lane(String name, BooleanSupplier alive) {
        return new Lane(name, alive);
    }

    /** Something that happens some time, in no order with anything. */
    void some(String name, BooleanSupplier alive, Runnable task) {
        lane(name, alive).add(task);
    }

    Timers timers(String name, BooleanSupplier alive) {
        return (delay, task) -> alarm(name, alive, delay, task);
    }

    void alarm(String name, BooleanSupplier alive, Duration delay, Runnable task) {
        // never before it has passed
        var millis = delay.plusNanos(999_999).toMillis();
        alarms.add(new Alarm(now + millis, alarmsSet++, name, alive, task));
    }

    /** Whether only time can bring something about. */
    boolean idle() {
        return ready.isEmpty();
    }

    /** Does one thing; false when there is nothing to do, ever. */
    boolean step() {
        steps++;
        if (!ready.isEmpty() && (alarms.isEmpty() || prompt || !oneIn(HASTE))) {
            now += random.nextInt(3);
            var chosen = random.nextInt(ready.size());
            var lane = ready.get(chosen);
            ready.set(chosen, ready.getLast());
            ready.removeLast();
            note(lane.name);
            lane.run();
            return true;
        }
        var next = alarms.poll();
        if (next == null) {
            return false;
        }
        now = Math.max(now, next.at);
        if (next.alive.getAsBoolean()) {
            note(next.name);
            next.task.run();
        }
        return true;
    }

    private record Alarm(long at, long number, String name, BooleanSupplier alive, Runnable task) {}

    /** See {@link #lane}. */
    final class Lane {
        private final String name;
        private final BooleanSupplier alive;
        private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
        private boolean running;

        private Lane(String name, BooleanSupplier alive) {
            this.name = name;
            this.alive = alive;
        }

        void add(Runnable task) {
            if (tasks.isEmpty() && !running) {
                ready.add(this);
            }
            tasks.add(task);
        }

        /** Tasks that wait. */
        int size() {
            return tasks.size();
        }

        /** Forgets what was added last; the thread then does nothing with it. */
        void forgetLast(int count) {
            for (var i = 0; i < count; i++) {
                tasks.removeLast();
            }
        }

        private void run() {
            var task = tasks.poll();
            if (task != null && alive.getAsBoolean()) {
                running = true;
                task.run();
                running = false;
            }
            if (!tasks.isEmpty()) {
                ready.add(this);
            }
        }
    }
}
