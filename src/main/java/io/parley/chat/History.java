package io.parley.chat;

import io.parley.people.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of messages in their present state, oldest first.
 *
 * @param people their authors
 * @param earlier where the page before it ends, null at the channel's beginning
 * @param head the channel's newest event when it was read: what comes after it is not in {@code messages}' states
 */
public record History(
        List<Event.Posted> messages,
        List<Person> people,
        @Nullable Cursor earlier,
        Cursor head) {
    public History {
        messages = List.copyOf(messages);
        people = List.copyOf(people);
    }
}
