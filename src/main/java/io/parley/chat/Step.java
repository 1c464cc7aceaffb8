package io.parley.chat;

import org.jspecify.annotations.Nullable;

/**
 * One event's step in its channel's log, from the place before it to its own.
 *
 * @param from the place that is known to lead to it, because a gate let both pass; absent where only the journal told of the event
 */
public record Step(@Nullable Cursor from, Cursor to) {
    /** The step to an event that was read. */
    public static Step to(Event.Lasting event) {
        return new Step(null, event.cursor());
    }

    /** Whether it continues the log that has this place: most readers stand at the very place it is known to come from. */
    boolean leadsOnFrom(Cursor at) {
        return at == from || at.leadsTo(to);
    }
}
