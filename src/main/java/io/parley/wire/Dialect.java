package io.parley.wire;

import io.parley.chat.Event;
import java.util.List;

/** How one kind of connection hears of an event. Any thread. */
interface Dialect {
    /** What everybody of this kind is told: pieces that stay together, or none. */
    List<Piece> say(Event event);

    /** Whether comings and goings are told at all, see {@link Event.Arrived}. */
    boolean hearsComings();

    /** Whether the client can be told to discard what it holds of a channel. */
    boolean discards();

    /** Whether every connection of this kind is told all that lasts, and by lines. */
    boolean tellsAllLines();

    /** Whether this one connection is told at all. */
    boolean tells(Connection to, Event event);
}
