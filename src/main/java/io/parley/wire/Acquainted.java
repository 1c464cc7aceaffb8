package io.parley.wire;

import io.parley.chat.Bus;
import io.parley.chat.Event;
import io.parley.people.Refusal;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Hears what other nodes tell, and looks up the authors that this node never met: who came elsewhere before it started was not announced
 * to it, and classic frames carry names.
 *
 * @param reads may block, which the bus's thread may not
 */
record Acquainted(Bus.Listener listener, Names names, Executor reads) implements Bus.Listener {
    @Override
    public void committed(List<Event.Lasting> events) {
        if (names.know(events)) {
            listener.committed(events);
        } else {
            reads.execute(() -> meet(events));
        }
    }

    private void meet(List<Event.Lasting> events) {
        try {
            names.meetAuthors(events);
        } catch (Refusal unavailable) {
            // they are read from the journal, when it answers
            listener.lost();
            return;
        }
        listener.committed(events);
    }

    @Override
    public void fleeting(Event.Fleeting event) {
        listener.fleeting(event);
    }

    @Override
    public void lost() {
        listener.lost();
    }

    @Override
    public void connected(boolean yes) {
        listener.connected(yes);
    }
}
