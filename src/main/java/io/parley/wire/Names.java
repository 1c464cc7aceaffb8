package io.parley.wire;

import io.parley.chat.Event;
import io.parley.people.Directory;
import io.parley.people.Person;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names behind the ids that this node met lately: classic frames carry names. Any thread.
 *
 * <p>Whoever sends is met again with every send, so those who speak are never among the forgotten.
 */
final class Names {
    /** More people than speak at a time on one node; what others may fill it with is bounded by it. */
    private static final int MOST = 10_000;

    private final Directory directory;
    /** Guarded by itself; the longest unasked first. */
    private final Map<String, String> names = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    Names(Directory directory) {
        this.directory = directory;
    }

    void meet(Person person) {
        synchronized (names) {
            names.put(person.id(), person.name());
        }
    }

    void meet(Collection<Person> people) {
        people.forEach(this::meet);
    }

    /** Whether it knows all the authors. */
    boolean know(List<? extends Event.Lasting> events) {
        return strangers(events).isEmpty();
    }

    /** Looks up the authors it does not know; blocks on the store then. */
    void meetAuthors(List<? extends Event.Lasting> events) {
        var strangers = strangers(events);
        if (!strangers.isEmpty()) {
            meet(directory.byIds(strangers));
        }
    }

    private Set<String> strangers(List<? extends Event.Lasting> events) {
        var strangers = new HashSet<String>();
        for (var event : events) {
            strangers.add(event.author());
        }
        synchronized (names) {
            strangers.removeIf(id -> names.get(id) != null);
        }
        return strangers;
    }

    /** The name, or the id where it is not known. */
    String of(String id) {
        synchronized (names) {
            var name = names.get(id);
            return name == null ? id : name;
        }
    }
}
