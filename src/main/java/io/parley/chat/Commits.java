package io.parley.chat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells what the journal committed to this node's fan-out and to the other nodes, in the order they were added; added before the first commit. */
public final class Commits implements Committed {
    private final List<Committed> listeners = new CopyOnWriteArrayList<>();

    public void add(Committed listener) {
        listeners.add(listener);
    }

    @Override
    public void committed(List<Event.Lasting> events) {
        listeners.forEach(listener -> listener.committed(events));
    }

    @Override
    public void touched(Map<String, Long> versions) {
        listeners.forEach(listener -> listener.touched(versions));
    }

    @Override
    public void shown(long count) {
        listeners.forEach(listener -> listener.shown(count));
    }

    @Override
    public void interrupted() {
        listeners.forEach(Committed::interrupted);
    }
}
