package io.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.chat.Command;
import io.parley.chat.Cursor;
import io.parley.chat.Event;
import io.parley.chat.Gate;
import io.parley.people.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PresenceTest {
    private final FarEnd peer = new FarEnd();
    private final Connection ann =
            Peers.connection("c1", Peers.ANN, new Protocol1(Peers.JSON), peer, () -> Instant.EPOCH);
    private final Presence presence = new Presence(Runnable::run, new Names(new Peers.Everybody()));

    @Test
    void who_watches_somebody_hears_how_it_is_and_then_what_changes() {
        watch(List.of("p2"), List.of());
        assertEquals(List.of(seen("p2", "p2", "offline")), peer.frames());
        arrive(Peers.BEA, "c2");
        assertEquals(List.of(), peer.frames(), "gathered");
        presence.tell();
        assertEquals(List.of(seen("p2", "Bea", "online")), peer.frames());
        presence.tell();
        assertEquals(List.of(), peer.frames());
        depart(Peers.BEA, "c2");
        presence.tell();
        assertEquals(List.of(seen("p2", "Bea", "offline")), peer.frames());
    }

    @Test
    void who_reloads_his_page_was_never_away() {
        arrive(Peers.BEA, "c2");
        presence.tell();
        watch(List.of("p2"), List.of());
        peer.frames();
        depart(Peers.BEA, "c2");
        arrive(Peers.BEA, "c3");
        presence.tell();
        assertEquals(List.of(), peer.frames());
    }

    @Test
    void who_is_here_twice_leaves_with_the_second() {
        watch(List.of("p2"), List.of());
        arrive(Peers.BEA, "c2");
        arrive(Peers.BEA, "c3");
        presence.tell();
        peer.frames();
        depart(Peers.BEA, "c2");
        presence.tell();
        assertEquals(List.of(), peer.frames());
        depart(Peers.BEA, "c3");
        presence.tell();
        assertEquals(List.of(seen("p2", "Bea", "offline")), peer.frames());
    }

    @Test
    void who_was_seen_before_he_was_told_of_is_told_of_when_he_goes() {
        arrive(Peers.BEA, "c2");
        watch(List.of("p2"), List.of());
        assertEquals(List.of(seen("p2", "Bea", "online")), peer.frames());
        depart(Peers.BEA, "c2");
        presence.tell();
        assertEquals(List.of(seen("p2", "Bea", "offline")), peer.frames());
    }

    @Test
    void a_channel_shows_who_is_here_and_only_to_its_readers() {
        watch(List.of(), List.of("lobby"));
        assertEquals(List.of("{\"type\":\"presence\",\"people\":[]}"), peer.frames());
        arrive(Peers.BEA, "c2");
        presence.tell();
        assertEquals(List.of(), peer.frames(), "does not read the lobby");

        join();
        watch(List.of(), List.of("lobby", "elsewhere"));
        assertEquals(List.of(seen("p2", "Bea", "online")), peer.frames());
        var cid = new Person("p3", "Cid");
        arrive(cid, "c3");
        presence.tell();
        assertEquals(List.of(seen("p3", "Cid", "online")), peer.frames());
    }

    @Test
    void who_reads_slowly_is_told_later_and_of_how_it_is_then() {
        watch(List.of("p2"), List.of());
        peer.frames();
        peer.slow();
        ann.answer(new Event.Live("lobby"));
        ann.outbox().offer(List.of(new Piece.Line(new byte[(int) Outbox.CAPACITY / 2 + 1])));
        arrive(Peers.BEA, "c2");
        presence.tell();
        peer.takeAll();
        assertEquals(2, peer.frames().size());
        presence.tell();
        assertEquals(List.of(seen("p2", "Bea", "online")), peer.frames());
    }

    @Test
    void who_is_gone_is_told_nothing() {
        watch(List.of("p2"), List.of());
        peer.frames();
        presence.forget(ann);
        arrive(Peers.BEA, "c2");
        presence.tell();
        assertEquals(List.of(), peer.frames());
    }

    private void join() {
        var fanout = new Fanout(
                Doubles.serial(),
                Runnable::run,
                (delay, task) -> {},
                Doubles.journalWithHead(0),
                Gate::new,
                events -> {});
        fanout.join(ann, List.of(), Map.of("lobby", Cursor.START));
        peer.frames();
    }

    private void watch(List<String> people, List<String> channels) {
        presence.watch(ann, new Command.Watch(people, channels), () -> {});
    }

    private void arrive(Person person, String connection) {
        presence.arrived(new Event.Arrived("lobby", person, connection));
    }

    private void depart(Person person, String connection) {
        presence.departed(new Event.Departed("lobby", person, connection));
    }

    private static String seen(String id, String name, String state) {
        return "{\"type\":\"presence\",\"people\":[{\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"state\":\""
                + state + "\"}]}";
    }
}
