package io.parley.chat;

import java.util.List;

/**
 * A piece of a channel's log, ascending and without a hole.
 *
 * @param complete whether the journal held nothing after it when it was read
 */
public record Page(List<Event.Lasting> events, boolean complete) {
    public Page {
        events = List.copyOf(events);
    }
}
