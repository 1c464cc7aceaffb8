package io.parley.wire;

import io.parley.chat.Bus;
import io.parley.chat.Event;
import java.util.List;

/** What the bus tells a node, on its way to who is connected there. */
record Heard(Fanout fanout, Presence presence) implements Bus.Listener {
    @Override
    public void committed(List<Event.Lasting> events) {
        fanout.committed(events);
    }

    @Override
    public void fleeting(Event.Fleeting event) {
        switch (event) {
            case Event.Arrived arrived -> fanout.spread(arrived.channel(), arrived);
            case Event.Departed departed -> fanout.spread(departed.channel(), departed);
            case Event.Roster roster -> presence.told(roster);
            case Event.Touched touched -> fanout.touched(touched.versions());
            case Event.Shown shown -> fanout.shown(shown.count());
            case Event.Typing typing -> fanout.types(typing);
        }
    }

    @Override
    public void lost() {
        fanout.lost();
    }

    @Override
    public void connected(boolean yes) {
        presence.connected(yes);
    }
}
