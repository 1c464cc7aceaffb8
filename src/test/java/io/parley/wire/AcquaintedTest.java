package io.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.chat.Bus;
import io.parley.chat.Event;
import io.parley.people.Directory;
import io.parley.people.Name;
import io.parley.people.Person;
import io.parley.people.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** What another node tells of somebody whom this one has never met. */
class AcquaintedTest {
    private final Queue<Runnable> reads = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();
    private boolean away;
    private final Names names = new Names(new Directory() {
        @Override
        public Person named(Name name) {
            throw new IllegalStateException("nobody signs in here");
        }

        @Override
        public List<Person> byIds(Collection<String> ids) {
            if (away) {
                throw new Refusal(Refusal.Code.UNAVAILABLE, "not now");
            }
            return ids.stream().map(id -> new Person(id, "name of " + id)).toList();
        }

        @Override
        public List<Person> knownTo(String viewer, Collection<String> ids) {
            return byIds(ids);
        }
    });
    private final Bus.Listener acquainted = new Acquainted(
            new Bus.Listener() {
                @Override
                public void committed(List<Event.Lasting> events) {
                    events.forEach(event -> heard.add(names.of(event.author())));
                }

                @Override
                public void fleeting(Event.Fleeting event) {}

                @Override
                public void lost() {
                    heard.add("lost");
                }

                @Override
                public void connected(boolean yes) {}
            },
            names,
            reads::add);

    @Test
    void a_stranger_is_looked_up_before_he_is_heard_and_only_once() {
        acquainted.committed(List.of(from("ann")));
        assertEquals(List.of(), heard, "the bus's thread does not wait for the store");
        reads.remove().run();
        acquainted.committed(List.of(from("ann")));
        assertEquals(List.of("name of ann", "name of ann"), heard);
        assertEquals(0, reads.size());
    }

    @Test
    void while_the_store_is_away_he_is_left_to_the_journal() {
        away = true;
        acquainted.committed(List.of(from("ann")));
        reads.remove().run();
        assertEquals(List.of("lost"), heard);
    }

    private static Event.Lasting from(String person) {
        return new Event.Posted("lobby", 1, "mark", 1, person, 0, "text", 1, List.of(), "cid");
    }
}
