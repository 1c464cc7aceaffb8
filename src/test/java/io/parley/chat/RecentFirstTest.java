package io.parley.chat;

import static io.parley.chat.Said.LOBBY;
import static io.parley.chat.Said.place;
import static io.parley.chat.Said.state;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.people.Directory;
import io.parley.people.Name;
import io.parley.people.Person;
import io.parley.people.Refusal;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecentFirstTest {
    private final Kept kept = new Kept();
    private final List<String> asked = new ArrayList<>();
    private long head;
    private final Journal journal = new RecentFirst(behind(), kept, new Everybody());

    @Test
    void who_catches_up_is_served_from_what_passed_lately() {
        say(1, 2, 3);
        var page = journal.after("ann", LOBBY, 1, 10, 1_000);
        assertEquals(List.of(2L, 3L), Said.seqs(page.events()));
        assertTrue(page.complete());
        assertEquals(new Page(List.of(), true), journal.after("ann", LOBBY, 3, 10, 1_000));
        assertEquals(List.of(), asked);
    }

    @Test
    void a_page_is_no_larger_than_it_may_be() {
        say(1, 2, 3, 4);
        var two = journal.after("ann", LOBBY, 0, 2, 1_000);
        assertEquals(List.of(1L, 2L), Said.seqs(two.events()));
        assertEquals(false, two.complete());
        assertEquals(
                List.of(1L), Said.seqs(journal.after("ann", LOBBY, 0, 10, 1).events()));
        assertEquals(4, journal.after("ann", LOBBY, 0, 4, 1_000).events().size());
        assertTrue(journal.after("ann", LOBBY, 0, 4, 1_000).complete());
    }

    @Test
    void what_was_changed_since_is_shown_as_it_is_now() {
        say(1, 2);
        edit(3, 1, "new");
        edit(4, 1, "newer");
        for (var event : journal.after("ann", LOBBY, 0, 10, 1_000).events()) {
            assertEquals(
                    state(event).seq() == 1 ? "newer" : "text 2", state(event).text());
        }
        var page = journal.history("ann", LOBBY, null, 50);
        assertEquals(
                List.of("newer", "text 2"),
                page.messages().stream().map(Event.Posted::text).toList());
        assertEquals(place(4), page.head());
        assertEquals(List.of(new Person("ann", "Ann")), page.people());
        assertNull(page.earlier());
        assertEquals(List.of(), asked);
    }

    @Test
    void who_joins_sees_the_newest_and_where_the_page_before_ends() {
        for (var seq = 1; seq <= 300; seq++) {
            say(seq);
        }
        var page = journal.history("ann", LOBBY, null, 50);
        assertEquals(50, page.messages().size());
        assertEquals(251, page.messages().getFirst().seq());
        assertEquals(place(250), page.earlier());
        assertEquals(List.of(), asked);
    }

    @Test
    void where_anything_is_missing_the_journal_is_read() {
        say(1, 2, 3, 4);
        kept.events.remove(2L);
        asks("after", () -> journal.after("ann", LOBBY, 0, 10, 1_000));
        asks("history", () -> journal.history("ann", LOBBY, null, 50));
        assertEquals(
                List.of(3L, 4L),
                Said.seqs(journal.after("ann", LOBBY, 2, 10, 1_000).events()));
        // not yet there
        head = 5;
        asks("after", () -> journal.after("ann", LOBBY, 2, 10, 1_000));
        // far back, a page of it, many changes on few messages
        asks("history", () -> journal.history("ann", LOBBY, place(3), 50));
        asks("history", () -> journal.history("ann", LOBBY, null, 101));
    }

    @Test
    void what_is_of_another_log_is_forgotten() {
        say(1, 2, 3);
        kept.events.put(3L, strange(3));
        asks("after", () -> journal.after("ann", LOBBY, 0, 10, 1_000));
        assertEquals(1, kept.forgotten);
        say(1, 2, 3);
        kept.events.put(2L, strange(2));
        asks("history", () -> journal.history("ann", LOBBY, null, 50));
        assertEquals(2, kept.forgotten);
    }

    @Test
    void who_is_no_member_is_shown_nothing() {
        say(1);
        assertThrows(Refusal.class, () -> journal.after("eve", LOBBY, 0, 10, 1_000));
        assertThrows(Refusal.class, () -> journal.history("eve", LOBBY, null, 50));
    }

    private void asks(String what, Runnable read) {
        asked.clear();
        read.run();
        assertEquals(List.of(what), asked);
        asked.clear();
    }

    private void say(long... seqs) {
        for (var seq : seqs) {
            kept.events.put(seq, Said.posted(seq));
            head = Math.max(head, seq);
        }
    }

    private void edit(long seq, long of, String text) {
        kept.events.put(
                seq,
                new Event.Edited(
                        LOBBY,
                        seq,
                        place(seq).mark(),
                        9,
                        "e" + seq,
                        new Message(of, of, "ann", 1, text, seq, List.of())));
        head = seq;
    }

    private static Event.Lasting strange(long seq) {
        return Event.Posted.of(LOBBY, "elsewhere", "c", new Message(seq, seq, "ann", 1, "x", seq, List.of()));
    }

    /** Knows where the head is and who is a member; notes what else it is asked. */
    private Journal behind() {
        return (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("head")) {
                        if (!arguments[0].equals("ann")) {
                            throw new Refusal(Refusal.Code.NO_CHANNEL, "no");
                        }
                        return place(head);
                    }
                    asked.add(method.getName());
                    return null;
                });
    }

    private static final class Kept implements Recent {
        private final TreeMap<Long, Event.Lasting> events = new TreeMap<>();
        private int forgotten;

        @Override
        public void passed(List<Event.Lasting> passed) {
            throw new AssertionError("nobody tells it here");
        }

        @Override
        public Optional<List<Event.Lasting>> between(String channel, long after, long upTo) {
            var found = List.copyOf(events.subMap(after, false, upTo, true).values());
            return found.size() == upTo - after ? Optional.of(found) : Optional.empty();
        }

        @Override
        public void forget(String channel) {
            forgotten++;
        }
    }

    private static final class Everybody implements Directory {
        @Override
        public Person named(Name name) {
            throw new AssertionError("nobody signs in here");
        }

        @Override
        public List<Person> byIds(Collection<String> ids) {
            return ids.stream()
                    .map(id -> new Person(id, id.equals("ann") ? "Ann" : id))
                    .toList();
        }

        @Override
        public List<Person> knownTo(String viewer, Collection<String> ids) {
            return byIds(ids);
        }
    }
}
