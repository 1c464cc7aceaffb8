package io.parley.sql;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What waits for the writer, in order. Anybody adds; only the writer's thread takes. */
final class Backlog {
    /** How much goes into one transaction. */
    private static final int MOST = 512;

    private static final long HEAVIEST = 4 << 20;

    private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>();

    /** Guarded by "queue". */
    private boolean closed;

    /** Writer's thread only. */
    private boolean ended;

    /** Never blocks. False: nothing is taken any more. */
    boolean add(Work work) {
        synchronized (queue) {
            return !closed && queue.add(new Some(work));
        }
    }

    /** Whether nothing waits. Any thread. */
    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Lets nothing more in. */
    void close() {
        synchronized (queue) {
            if (!closed) {
                closed = true;
                queue.add(new End());
            }
        }
    }

    /**
     * Waits for something to do and takes what is there, up to a transaction's measure.
     *
     * @param millis to wait at most, then nothing is taken; negative: for ever
     * @return false when it is closed and empty
     */
    boolean take(List<Work> batch, long millis) {
        if (ended) {
            return false;
        }
        var weight = 0L;
        for (var entry = first(millis); entry != null; entry = queue.poll()) {
            if (!(entry instanceof Some some)) {
                ended = true;
                break;
            }
            batch.add(some.work());
            weight += some.work().weight();
            if (batch.size() == MOST || weight >= HEAVIEST) {
                break;
            }
        }
        return true;
    }

    private @Nullable Entry first(long millis) {
        try {
            return millis < 0 ? queue.take() : queue.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Only close() ends the writer.
            return null;
        }
    }

    private sealed interface Entry {}

    private record Some(Work work) implements Entry {}

    /** Behind it nothing comes. */
    private record End() implements Entry {}
}
