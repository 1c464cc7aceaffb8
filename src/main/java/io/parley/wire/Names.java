package io.parley.wire;

import io.parley.chat.Event;
import io.parley.people.Directory;
import io.parley.people.Person;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The names behind the ids that this node has met: classic frames carry names. Any thread. */
final class Names {
    private final Directory directory;
    private final Map<String, String> names = new ConcurrentHashMap<>();

    Names(Directory directory) {
        this.directory = directory;
    }

    void meet(Person person) {
        names.put(person.id(), person.name());
    }

    void meet(Collection<Person> people) {
        people.forEach(this::meet);
    }

    /** Looks up the authors it has not met yet; blocks on the store then. */
    void meetAuthors(List<? extends Event.Lasting> events) {
        var strangers = new HashSet<String>();
        for (var event : events) {
            if (!names.containsKey(event.state().from())) {
                strangers.add(event.state().from());
            }
        }
        if (!strangers.isEmpty()) {
            meet(directory.byIds(strangers));
        }
    }

    /** The name, or the id where it was never met. */
    String of(String id) {
        return names.getOrDefault(id, id);
    }
}
