package io.parley.chat;

import java.util.List;

/**
 * What nodes tell each other.
 *
 * <p>Never needed for correctness of lasting events: the journal is. {@link #committed} may lose, double or reorder; {@link #fleeting} may lose.
 * What one thread of a node publishes by either of them arrives on each node in that order, unless lost; between the two there is no order,
 * as they go different ways, and what is large or was lost of the first comes by the journal.
 */
public interface Bus extends AutoCloseable {
    /** Tells the other nodes, and only them, what this node committed. Never blocks. */
    void committed(List<Event.Lasting> events);

    /** Tells every node, this one too. Never blocks. */
    void fleeting(Event.Fleeting event);

    /** The one listener; called on a thread of the bus, one call at a time. Set before the first event. */
    void listen(Listener listener);

    @Override
    void close();

    /** Hears what nodes tell. Must neither block nor throw. */
    interface Listener extends Committed {
        void fleeting(Event.Fleeting event);

        /** What other nodes committed may have been missed, all of it or some: ask the journal now. */
        void lost();

        /**
         * Whether other nodes can be heard, told when it changes; until it is told first, they cannot. A node that is alone by its
         * settings hears all there are: it is told so as it begins to listen.
         */
        void connected(boolean yes);
    }
}
