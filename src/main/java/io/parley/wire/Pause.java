package io.parley.wire;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * How long what is to leave for many waits for more to come: a frame costs nearly the same with one line as with sixteen.
 *
 * <p>After many frames have left there is a rest, a tenth as long as sending them took: who answers at once is heard in it. Else what
 * he says would always find a full turn of others before it, and two groups of people would take turns, each frame with half of what
 * could be in it. And it waits, at most half as long as sending takes, for what is being committed at this moment. Nobody waits for
 * either in a quiet house, nor in a small room. Confined to the fan-out's thread.
 */
final class Pause {
    /** Frames that are many. */
    private static final int MANY = 256;
    /** What is counted for a frame's sending, which is about what it takes: no clock says how busy other processors are. */
    private static final Duration FRAME = Duration.ofNanos(10_000);

    private static final Duration LONGEST_REST = Duration.ofMillis(4);
    private static final Duration LONGEST_WAIT = Duration.ofMillis(10);

    private final LongSupplier nanos;
    private final BooleanSupplier committing;
    private final int many;
    /** Whether something waits for what is being committed, and since when. */
    private boolean waiting;

    private long waitingSince;
    /** When the rest began, and how long it is. */
    private long sent;

    private Duration rest = Duration.ZERO;

    /**
     * @param nanos counts nanoseconds from any beginning, and never back: a clock that is set would hold up a room
     * @param committing whether something is being committed just now, of which the fan-out will hear; asked on its thread
     */
    Pause(LongSupplier nanos, BooleanSupplier committing) {
        this(nanos, committing, MANY);
    }

    /** @param many in place of {@link #MANY} */
    Pause(LongSupplier nanos, BooleanSupplier committing, int many) {
        this.nanos = nanos;
        this.committing = committing;
        this.many = many;
    }

    /** There are no pauses. */
    static Pause never() {
        return new Pause(() -> 0, () -> false, Integer.MAX_VALUE);
    }

    /** Whether frames would have to wait now if they were many. */
    boolean isOn() {
        return committing.getAsBoolean() || !left(rest, sent).isZero();
    }

    /** How long that many frames wait yet; zero when they leave now. */
    Duration of(int frames) {
        if (frames < many) {
            return Duration.ZERO;
        }
        var resting = left(rest, sent);
        if (!resting.isZero()) {
            return resting;
        }
        if (!committing.getAsBoolean()) {
            return Duration.ZERO;
        }
        if (!waiting) {
            waiting = true;
            waitingSince = nanos.getAsLong();
        }
        return left(least(FRAME.multipliedBy(frames).dividedBy(2), LONGEST_WAIT), waitingSince);
    }

    /** So many frames have just left. */
    void sent(int frames) {
        waiting = false;
        if (frames >= many) {
            rest = least(FRAME.multipliedBy(frames).dividedBy(10), LONGEST_REST);
            sent = nanos.getAsLong();
        }
    }

    /** What is left of that long since then; zero when it is over. */
    private Duration left(Duration whole, long since) {
        var passed = nanos.getAsLong() - since;
        return passed >= 0 && passed < whole.toNanos() ? whole.minusNanos(passed) : Duration.ZERO;
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
