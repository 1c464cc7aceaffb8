package io.parley.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

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

    private final InstantSource clock;
    private final BooleanSupplier committing;
    private final int many;
    /** When what is being committed is waited for no longer; null while nothing waits for it. */
    private @Nullable Instant latest;
    /** When the rest is over. */
    private Instant rested = Instant.MIN;

    /** @param committing whether something is being committed just now, of which the fan-out will hear; asked on its thread */
    Pause(InstantSource clock, BooleanSupplier committing) {
        this(clock, committing, MANY);
    }

    /** @param many in place of {@link #MANY} */
    Pause(InstantSource clock, BooleanSupplier committing, int many) {
        this.clock = clock;
        this.committing = committing;
        this.many = many;
    }

    /** There are no pauses. */
    static Pause never() {
        return new Pause(InstantSource.system(), () -> false, Integer.MAX_VALUE);
    }

    /** Whether frames would have to wait now if they were many. */
    boolean isOn() {
        return committing.getAsBoolean() || clock.instant().isBefore(rested);
    }

    /** How long that many frames wait yet; zero when they leave now. */
    Duration of(int frames) {
        if (frames < many) {
            return Duration.ZERO;
        }
        var now = clock.instant();
        if (now.isBefore(rested)) {
            return Duration.between(now, rested);
        }
        if (!committing.getAsBoolean()) {
            return Duration.ZERO;
        }
        if (latest == null) {
            latest = now.plus(least(FRAME.multipliedBy(frames).dividedBy(2), LONGEST_WAIT));
        }
        return now.isBefore(latest) ? Duration.between(now, latest) : Duration.ZERO;
    }

    /** So many frames have just left. */
    void sent(int frames) {
        latest = null;
        if (frames >= many) {
            rested = clock.instant().plus(least(FRAME.multipliedBy(frames).dividedBy(10), LONGEST_REST));
        }
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
