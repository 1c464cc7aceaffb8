package io.parley.wire;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Does at once what many ask for while it is busy: one who comes is served at once, ten thousand who come together are some hundred deeds,
 * not ten thousand. In order, but for the two that are done side by side. Any thread.
 */
final class Together<T> {
    private static final System.Logger LOG = System.getLogger(Together.class.getName());
    private static final int SIDE_BY_SIDE = 2;

    private final Executor executor;
    private final int most;
    private final Deed<T> deed;
    /** Guarded by "this", as is {@link #busy}. */
    private final Queue<T> waiting = new ArrayDeque<>();

    private int busy;

    /** What is done. */
    interface Deed<T> {
        /**
         * Does it; where it fails for many it is done again for each alone, so that one harms nobody else.
         *
         * @return what is to be done then for each of them, in their order
         */
        List<Runnable> of(List<T> some);

        /** Whether it still has to be done: who waited too long may have gone. */
        boolean wanted(T one);

        /** It could not be done, of which nobody else is told. */
        void failed(T one);
    }

    /**
     * @param executor runs the deed, which may block
     * @param most asked for in one deed
     */
    Together(Executor executor, int most, Deed<T> deed) {
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
            var one = waiting.remove();
            if (deed.wanted(one)) {
                next.add(one);
            }
        }
        return next;
    }

    private void serve(List<T> some) {
        if (some.isEmpty()) {
            return;
        }
        List<Runnable> then;
        try {
            then = deed.of(some);
        } catch (RuntimeException | Error bug) {
            if (some.size() == 1) {
                fail(some.getFirst(), bug);
            } else {
                LOG.log(Level.WARNING, "What failed for " + some.size() + " together is done for each alone", bug);
                some.forEach(one -> serve(List.of(one)));
            }
            return;
        }
        for (var n = 0; n < some.size(); n++) {
            try {
                then.get(n).run();
            } catch (RuntimeException | Error bug) {
                fail(some.get(n), bug);
            }
        }
    }

    private void fail(T one, Throwable bug) {
        LOG.log(Level.ERROR, "Somebody could not be served", bug);
        deed.failed(one);
    }
}
