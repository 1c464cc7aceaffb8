package io.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.chat.Cursor;
import io.parley.chat.Event;
import io.parley.chat.Gate;
import io.parley.chat.Journal;
import io.parley.chat.Reader;
import io.parley.people.Person;
import io.parley.people.Refusal;
import io.parley.people.SignIns;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class FacesTest {
    private static final Person BEATRICE = new Person("p2", "Beatrice", "bea", null, null, null, null);

    private final Queue<Runnable> reads = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final List<Journal.Shown> journal = new ArrayList<>();
    private final List<String> met = new ArrayList<>();
    private final List<Connection> watching = new ArrayList<>();
    private boolean away;

    private final Turns turns = new Turns(Runnable::run, reads::add, (delay, task) -> {}, Pause.never());
    private final Rooms rooms = new Rooms(Gate::new);
    private final People people = new People(turns, journal(), SignIns.open(), new Nothing());
    private final Faces faces = new Faces(turns, journal(), rooms, people);
    private final FarEnd peer = new FarEnd();
    private final Connection ann =
            Peers.connection("c1", Peers.ANN, new Protocol1(Peers.JSON), peer, () -> Instant.EPOCH);

    @Test
    void whoever_reads_a_channel_with_him_hears_of_it_once() {
        enter(ann, "lobby");
        enter(ann, "den");
        changes(7, BEATRICE, "lobby", "den", "elsewhere");
        assertEquals(List.of(told("Beatrice")), peer.frames());
        assertEquals(List.of("since 6"), asked, "nothing before what was heard of");
        assertEquals(List.of("Beatrice"), met);
        tell();
        assertEquals(List.of(), peer.frames());
    }

    @Test
    void who_shares_no_channel_and_does_not_watch_hears_nothing() {
        enter(ann, "lobby");
        changes(1, BEATRICE, "den");
        assertEquals(List.of(), peer.frames());
        watching.add(ann);
        changes(2, BEATRICE, "den");
        assertEquals(List.of(told("Beatrice")), peer.frames());
    }

    @Test
    void his_own_connection_knows_from_then_on_who_he_is() {
        people.expect(ann);
        var guest = new Person("p1", "Anna", "ann", null, null, "guest", null);
        changes(1, guest);
        assertEquals("Anna", ann.person().name());
        assertTrue(ann.guest());
        assertEquals(1, peer.frames().size());
    }

    @Test
    void what_no_bus_told_of_is_found_by_the_count() {
        enter(ann, "lobby");
        faces.stands(5);
        tell();
        assertEquals(List.of(), asked, "what was before is known from what was read since");
        journal.add(new Journal.Shown(BEATRICE, List.of("lobby"), 6));
        faces.stands(6);
        faces.changed(6);
        tell();
        assertEquals(List.of("since 5"), asked);
        assertEquals(List.of(told("Beatrice")), peer.frames());
        faces.stands(6);
        tell();
        assertEquals(1, asked.size());
    }

    @Test
    void a_store_that_does_not_answer_is_asked_again() {
        enter(ann, "lobby");
        away = true;
        changes(1, BEATRICE, "lobby");
        assertEquals(List.of(), peer.frames());
        away = false;
        tell();
        assertEquals(List.of(told("Beatrice")), peer.frames());
    }

    @Test
    void who_reads_slowly_is_told_later_how_it_is_then() {
        enter(ann, "lobby");
        peer.slow();
        ann.answer(new Event.Live("lobby"));
        ann.outbox().offer(List.of(new Piece.Line(new byte[(int) Outbox.CAPACITY / 2 + 1])));
        changes(1, BEATRICE, "lobby");
        changes(2, new Person("p2", "Bee", "bea", null, null, null, null), "lobby");
        peer.takeAll();
        assertEquals(2, peer.frames().size());
        tell();
        assertEquals(List.of(told("Bee")), peer.frames());
    }

    @Test
    void a_store_that_went_back_is_believed() {
        faces.stands(9);
        faces.stands(3);
        journal.add(new Journal.Shown(BEATRICE, List.of("lobby"), 4));
        enter(ann, "lobby");
        faces.stands(4);
        tell();
        assertEquals(List.of(told("Beatrice")), peer.frames());
    }

    private void changes(long count, Person person, String... channels) {
        journal.add(new Journal.Shown(person, List.of(channels), count));
        faces.changed(count);
        tell();
    }

    private void tell() {
        turns.run(() -> faces.tell(new Faces.Audience() {
            @Override
            public Collection<Connection> watching(String person) {
                return watching;
            }

            @Override
            public void met(Person person) {
                met.add(person.name());
            }
        }));
        while (!reads.isEmpty()) {
            reads.remove().run();
        }
    }

    private void enter(Connection connection, String channel) {
        var known = rooms.get(channel);
        var room = known == null ? rooms.open(channel) : known;
        rooms.enter(new Subscription(connection, room, new Reader(Cursor.START)));
    }

    private Journal journal() {
        return (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, arguments) -> {
                    if (away) {
                        throw new Refusal(Refusal.Code.UNAVAILABLE, "not now");
                    }
                    if (!method.getName().equals("shown")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    asked.add("since " + arguments[0]);
                    return journal.stream()
                            .filter(shown -> shown.count() > (long) arguments[0])
                            .toList();
                });
    }

    private static String told(String name) {
        return "{\"type\":\"people\",\"people\":[{\"id\":\"p2\",\"name\":\"" + name + "\",\"handle\":\"bea\"}]}";
    }

    /** Nobody is added or removed here. */
    private static final class Nothing implements People.Reach {
        @Override
        public void join(Connection connection, String channel, Cursor after) {}

        @Override
        public void drop(Connection connection, String channel) {}

        @Override
        public void tell(Connection connection, Event event) {}

        @Override
        public void end(Connection connection) {}
    }
}
