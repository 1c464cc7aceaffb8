package io.parley.chat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * How far people have read, on its way to the store: gathered for a moment, as everybody in a channel reads a new message at once and
 * only the newest marker of each counts, and written a few at a time, so that no send waits long behind them.
 *
 * <p>A marker that is lost with a node is no harm: the client sends a later one. Any thread.
 */
public final class ReadMarkers implements Markers, AutoCloseable {
    static final Duration GATHERING = Duration.ofMillis(500);

    /** Markers in one transaction. */
    static final int MOST = 100;

    private final Attention attention;
    private final Timers timers;

    /** Guarded by itself, as are the flags. */
    private final Map<Place, Long> gathered = new LinkedHashMap<>();

    private boolean underWay;
    private boolean closed;

    private record Place(String person, String channel) {}

    public ReadMarkers(Attention attention, Timers timers) {
        this.attention = attention;
        this.timers = timers;
    }

    @Override
    public void read(String person, String channel, long n) {
        synchronized (gathered) {
            gathered.merge(new Place(person, channel), n, Math::max);
            if (underWay || closed) {
                return;
            }
            underWay = true;
        }
        timers.after(GATHERING, this::write);
    }

    private void write() {
        var some = some();
        if (!some.isEmpty()) {
            attention.read(some).whenComplete((done, failure) -> written(some, failure != null));
        }
    }

    /** The next, in the order in which people read; none: the next marker begins anew. */
    private List<Attention.Mark> some() {
        synchronized (gathered) {
            var some = new ArrayList<Attention.Mark>();
            var each = gathered.entrySet().iterator();
            while (each.hasNext() && some.size() < MOST) {
                var mark = each.next();
                some.add(
                        new Attention.Mark(mark.getKey().person(), mark.getKey().channel(), mark.getValue()));
                each.remove();
            }
            underWay = !some.isEmpty();
            return some;
        }
    }

    private void written(List<Attention.Mark> some, boolean failed) {
        if (!failed) {
            // behind the sends that came meanwhile
            write();
            return;
        }
        synchronized (gathered) {
            some.forEach(mark -> gathered.merge(new Place(mark.person(), mark.channel()), mark.n(), Math::max));
            if (closed) {
                return;
            }
        }
        timers.after(GATHERING.multipliedBy(4), this::write);
    }

    /** Writes what is left, as far as the store takes it. */
    @Override
    public void close() {
        List<Attention.Mark> rest;
        synchronized (gathered) {
            closed = true;
            rest = gathered.entrySet().stream()
                    .map(mark -> new Attention.Mark(
                            mark.getKey().person(), mark.getKey().channel(), mark.getValue()))
                    .toList();
            gathered.clear();
        }
        for (var from = 0; from < rest.size(); from += MOST) {
            try {
                attention
                        .read(rest.subList(from, Math.min(rest.size(), from + MOST)))
                        .toCompletableFuture()
                        .join();
            } catch (CompletionException lost) {
                return;
            }
        }
    }
}
