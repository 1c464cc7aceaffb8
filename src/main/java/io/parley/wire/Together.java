package io.parley.wire;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Does at once what many ask for while it is busy: one who comes is served at once, ten thousand who come together are some hundred deeds,
 * not ten thousand. In order, but for the two that are done side by side. Any thread.
 */
final class Together<T> {
    private static final System.Logger LOG = System.getLogger(Together.class.getName());
    private static final int SIDE_BY_SIDE = 2;

    private final Executor executor;
    private final int most;
    private final Function<List<T>, List<Runnable>> deed;
    /** Guarded by "this", as is {@link #busy}. */
    private final Queue<T> waiting = new ArrayDeque<>();

    private int busy;

    /**
     * @param executor runs the deed, which may block
     * @param most asked for in one deed
     * @param deed gives back what is to be done then; where it fails for many it is done again for each alone, so that one harms nobody else
     */
    Together(Executor executor, int most, Function<List<T>, List<Runnable>> deed) {
        this.executor = executor;
        this.most = most;
        this.deed = deed;
    }

    void ask(T one) {
        synchronized (this) {
            waiting.add(one);
            if (busy == SIDE_BY_SIDE) {
                return;
            }
            busy++;
        }
        executor.execute(this::run);
    }

    private void run() {
        try {
            serve(next());
        } finally {
            boolean more;
            synchronized (this) {
                more = !waiting.isEmpty();
                busy -= more ? 0 : 1;
            }
            if (more) {
                executor.execute(this::run);
            }
        }
    }

    private synchronized List<T> next() {
        var next = new ArrayList<T>();
        while (next.size() < most && !waiting.isEmpty()) {
            next.add(waiting.remove());
        }
        return next;
    }

    private void serve(List<T> some) {
        if (some.isEmpty()) {
            return;
        }
        try {
            deed.apply(some).forEach(Together::guarded);
        } catch (RuntimeException bug) {
            if (some.size() == 1) {
                throw bug;
            }
            LOG.log(Level.WARNING, "What failed for " + some.size() + " together is done for each alone", bug);
            some.forEach(one -> guarded(() -> serve(List.of(one))));
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "A task failed", bug);
        }
    }
}
