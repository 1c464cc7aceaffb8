package io.parley.redis;

import io.lettuce.core.RedisFuture;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is asked on one connection, and since when no answer has come.
 *
 * <p>Asks on the thread of the bus; counts answers where they come, so that a thread which has much to do does not take Redis for dead.
 */
final class Line {
    private static final int MOST = 4_096;
    private static final long MOST_BYTES = 8 << 20;

    private final Executor thread;
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    /** By {@link System#nanoTime}: the last answer, or the first question after a pause. */
    private volatile long since = System.nanoTime();

    Line(Executor thread) {
        this.thread = thread;
    }

    /**
     * Waits for an answer.
     *
     * @param weight bytes that Redis has not taken until then
     * @param then called on the bus's thread
     */
    <T> void ask(RedisFuture<T> question, int weight, BiConsumer<@Nullable T, @Nullable Throwable> then) {
        if (unanswered.getAndIncrement() == 0) {
            since = System.nanoTime();
        }
        bytes.addAndGet(weight);
        question.whenComplete((answer, failure) -> {
            since = System.nanoTime();
            unanswered.decrementAndGet();
            bytes.addAndGet(-weight);
            thread.execute(() -> then.accept(answer, failure));
        });
    }

    /** Whether so much is unanswered that no more should be asked. */
    boolean crowded() {
        return unanswered.get() >= MOST || bytes.get() >= MOST_BYTES;
    }

    boolean idle() {
        return unanswered.get() == 0;
    }

    boolean silent(Duration patience) {
        return unanswered.get() > 0 && System.nanoTime() - since > patience.toNanos();
    }
}
