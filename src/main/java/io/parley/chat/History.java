package io.parley.chat;

import io.parley.people.Person;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A page of messages in their present state, oldest first.
 *
 * @param events about the channel itself that happened between them: after {@code earlier}, up to the page's end; the newest of them
 *     where there are very many
 * @param people their authors, and who the events are about
 * @param earlier where the page before it ends, null at the channel's beginning
 * @param later where it ends; null where nothing newer is left out
 * @param head the channel's newest event when it was read: what comes after it is not in {@code messages}' states
 */
public record History(
        List<Event.Posted> messages,
        List<Event.OfChannel> events,
        List<Person> people,
        @Nullable Cursor earlier,
        @Nullable Cursor later,
        Cursor head) {
    public History {
        messages = List.copyOf(messages);
        events = List.copyOf(events);
        people = List.copyOf(people);
    }

    /** One up to the newest message, or up to where it was asked for. */
    public History(
            List<Event.Posted> messages,
            List<Event.OfChannel> events,
            List<Person> people,
            @Nullable Cursor earlier,
            Cursor head) {
        this(messages, events, people, earlier, null, head);
    }

    /** The same, which newer messages follow. */
    public History before(Cursor newer) {
        return new History(messages, events, people, earlier, newer, head);
    }

    /** The ids of those whom a page needs to name. */
    public static Set<String> people(List<Event.Posted> messages, List<Event.OfChannel> events) {
        var people = new LinkedHashSet<String>();
        messages.forEach(message -> people.add(message.from()));
        for (var event : events) {
            people.add(event.by());
            switch (event) {
                case Event.Joined joined -> people.add(joined.person());
                case Event.Left left -> people.add(left.person());
                case Event.Altered altered -> {}
            }
        }
        return people;
    }
}
