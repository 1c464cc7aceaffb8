package io.parley.web;

import io.parley.chat.Cursor;
import io.parley.chat.Event;
import io.parley.chat.History;
import io.parley.people.Person;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What `GET api/v1/channels/{channel}/messages` answers.
 *
 * @param messages in their present state, oldest first
 * @param events who came and went between them, and how the channel changed; absent when nothing of that happened
 * @param people their authors, and who came, went and changed something
 * @param earlier the cursor of the page before it, absent at the channel's beginning
 * @param later the cursor of its end, where newer messages follow; absent where not, and where it was asked for
 */
@JsonbPropertyOrder({"messages", "events", "people", "earlier", "later"})
public record HistoryPage(
        List<Event.Posted> messages,
        @Nullable List<Event> events,
        List<Person> people,
        @Nullable String earlier,
        @Nullable String later) {
    public HistoryPage {
        messages = List.copyOf(messages);
        events = events == null || events.isEmpty() ? null : List.copyOf(events);
        people = List.copyOf(people);
    }

    static HistoryPage of(History history) {
        Cursor earlier = history.earlier();
        Cursor later = history.later();
        return new HistoryPage(
                history.messages(),
                List.copyOf(history.events()),
                history.people(),
                earlier == null ? null : earlier.toString(),
                later == null ? null : later.toString());
    }
}
