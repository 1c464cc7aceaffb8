package io.parley.chat;

import static io.parley.chat.Said.LOBBY;
import static io.parley.chat.Said.posted;
import static io.parley.chat.Said.seqs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.people.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Bus} does; run by each implementation. */
public abstract class BusContract {
    /** Generous: only a bus that fails is waited for so long. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private List<Bus> nodes = List.of();
    private final List<Ear> ears = new ArrayList<>();

    /** The buses of all nodes of one installation, at least one. */
    protected abstract List<Bus> nodes();

    /** What nodes committed: it is there before they tell. */
    private final Collection<Event.Lasting> journal = new ConcurrentLinkedQueue<>();

    /** What one node has, as its gates would: each event once. */
    private final class Ear implements Bus.Listener {
        private final Collection<Event.Lasting> committed = new ConcurrentLinkedQueue<>();
        private final Collection<Event.Fleeting> fleeting = new ConcurrentLinkedQueue<>();
        private volatile boolean connected;

        @Override
        public void committed(List<Event.Lasting> events) {
            events.stream().filter(event -> !committed.contains(event)).forEach(committed::add);
        }

        @Override
        public void fleeting(Event.Fleeting event) {
            fleeting.add(event);
        }

        @Override
        public void lost() {
            committed(List.copyOf(journal));
        }

        @Override
        public void connected(boolean yes) {
            connected = yes;
        }
    }

    @BeforeEach
    void listen() {
        nodes = nodes();
        for (var node : nodes) {
            var ear = new Ear();
            node.listen(ear);
            ears.add(ear);
        }
        // before that, what is told may be missed
        for (var ear : ears) {
            await(() -> ear.connected);
        }
    }

    @AfterEach
    void close() {
        nodes.parallelStream().forEach(Bus::close);
    }

    @Test
    void a_node_that_can_hear_the_others_is_told_so() {
        assertTrue(ears.stream().allMatch(ear -> ear.connected));
    }

    @Test
    void every_node_hears_what_happens_now_the_teller_too() {
        var typing = new Event.Typing(LOBBY, "ann");
        nodes.getFirst().fleeting(typing);
        for (var ear : ears) {
            await(() -> ear.fleeting.contains(typing));
        }
    }

    @Test
    void what_one_thread_tells_arrives_in_that_order_and_whole() {
        var told = new ArrayList<Event.Fleeting>();
        for (var i = 0; i < 100; i++) {
            var person = new Person("p" + i, "Bj\u00f6rn <" + i + "> \uD83D\uDE00");
            told.add(new Event.Arrived(LOBBY, person, "c" + i));
            told.add(new Event.Typing(LOBBY, "p" + i));
            told.add(new Event.Departed(LOBBY, person, "c" + i));
        }
        told.forEach(nodes.getFirst()::fleeting);
        for (var ear : ears) {
            await(() -> ear.fleeting.size() >= told.size());
            assertEquals(told, List.copyOf(ear.fleeting));
        }
    }

    @Test
    void what_a_node_committed_only_the_others_hear() {
        commit(posted(1), posted(2));
        commit(posted(3, "\u0000 \uD83D\uDE00 " + "x".repeat(300_000)));
        commit(posted(4, "\u0000 \uD83D\uDE00"));
        // comes after them on every node
        nodes.getFirst().fleeting(new Event.Typing(LOBBY, "last"));
        for (var other : ears.subList(1, ears.size())) {
            await(() -> other.committed.size() >= 4);
            assertEquals(
                    List.of(1L, 2L, 3L, 4L),
                    seqs(List.copyOf(other.committed)).stream().sorted().toList());
        }
        await(() -> !ears.getFirst().fleeting.isEmpty());
        assertTrue(ears.getFirst().committed.isEmpty(), "not its own");
    }

    @Test
    void a_closed_bus_tells_nobody_and_throws_at_nobody() {
        var first = nodes.getFirst();
        first.close();
        first.close();
        first.fleeting(new Event.Typing(LOBBY, "ann"));
        first.committed(List.of(posted(1)));
        assertTrue(ears.getFirst().fleeting.isEmpty());
    }

    private void commit(Event.Lasting... events) {
        journal.addAll(List.of(events));
        nodes.getFirst().committed(List.of(events));
    }

    private static void await(BooleanSupplier condition) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "not heard within " + PATIENCE);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
