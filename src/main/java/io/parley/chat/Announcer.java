package io.parley.chat;

import java.util.List;
import java.util.Map;

/** Tells the other nodes by the bus what this one committed. */
public record Announcer(Bus bus) implements Committed {
    @Override
    public void committed(List<Event.Lasting> events) {
        bus.committed(events);
    }

    @Override
    public void touched(Map<String, Long> versions) {
        bus.fleeting(new Event.Touched(versions));
    }

    @Override
    public void shown(long count) {
        bus.fleeting(new Event.Shown(count));
    }
}
