package io.parley.wire;

import io.parley.chat.Cursor;
import io.parley.chat.Event;
import io.parley.chat.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a protocol-1 client holds of one channel: events folded as src/docs/protocol.md tells clients to. */
final class View {
    private final TreeMap<Long, Message> messages = new TreeMap<>();
    /** Newer states of messages that are on pages it has not read. */
    private final Map<Long, Message> strays = new HashMap<>();

    private @Nullable Cursor cursor;
    private @Nullable Cursor earlier;

    /** Of the last event it holds; null when it holds nothing. */
    @Nullable
    Cursor cursor() {
        return cursor;
    }

    /** Where the page ends that it wants next; null at the beginning. */
    @Nullable
    Cursor earlier() {
        return earlier;
    }

    TreeMap<Long, Message> messages() {
        return messages;
    }

    long position() {
        return cursor == null ? 0 : cursor.seq();
    }

    void gap(Cursor to) {
        messages.clear();
        strays.clear();
        cursor = to;
        earlier = to.seq() == 0 ? null : to;
    }

    /** None of it is of the journal. */
    void lose() {
        messages.clear();
        strays.clear();
        cursor = null;
        earlier = null;
    }

    void lasting(Event.Lasting event) {
        Violation.unless(
                cursor != null && cursor.leadsTo(event.cursor()),
                "an event came out of order: %d at %s of %s",
                event.seq(),
                String.valueOf(cursor),
                event.channel());
        cursor = event.cursor();
        if (event instanceof Event.OfMessage about) {
            show(about.state(), event instanceof Event.Posted);
        }
    }

    void page(Cursor to, List<Event.Posted> page, @Nullable Cursor before) {
        if (!to.equals(earlier)) {
            return;
        }
        for (var posted : page) {
            messages.putIfAbsent(posted.seq(), posted.state());
            var stray = strays.remove(posted.seq());
            if (stray != null) {
                show(stray, true);
            }
        }
        earlier = before;
    }

    private void show(Message state, boolean here) {
        var held = messages.get(state.seq());
        if (held != null || here) {
            if (held == null || held.revision() < state.revision()) {
                messages.put(state.seq(), state);
            }
        } else {
            strays.merge(state.seq(), state, (old, now) -> old.revision() > now.revision() ? old : now);
        }
    }
}
