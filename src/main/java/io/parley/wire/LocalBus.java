package io.parley.wire;

import io.parley.chat.Bus;
import io.parley.chat.Event;
import java.util.List;

/** A node alone: nobody else has to hear what it committed, and what happens here is heard here at once, on the caller's thread. */
public final class LocalBus implements Bus {
    private volatile Listener listener = new Nobody();

    @Override
    public void committed(List<Event.Lasting> events) {
        // this node's own fan-out hears of them from the journal
    }

    @Override
    public void fleeting(Event.Fleeting event) {
        listener.fleeting(event);
    }

    @Override
    public void listen(Listener listener) {
        this.listener = listener;
        listener.connected(true);
    }

    @Override
    public void close() {
        listener = new Nobody();
    }

    /** Before the first listener and after the last. */
    static final class Nobody implements Listener {
        @Override
        public void committed(List<Event.Lasting> events) {
            // nobody is here
        }

        @Override
        public void fleeting(Event.Fleeting event) {
            // nobody is here
        }

        @Override
        public void lost() {
            // nobody is here
        }

        @Override
        public void connected(boolean yes) {
            // nobody is here
        }
    }
}
