package io.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.chat.Command;
import io.parley.chat.Cursor;
import io.parley.chat.Event;
import io.parley.chat.Gate;
import io.parley.chat.Way;
import io.parley.people.Person;
import io.parley.people.SignIns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PresenceTest {
    private final FarEnd peer = new FarEnd();
    private final List<Event.Fleeting> published = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final Connection ann =
            Peers.connection("c1", Peers.ANN, new Protocol1(Peers.JSON), peer, () -> Instant.EPOCH);
    private final Presence presence = new Presence(
            Runnable::run,
            new Names(new Peers.Everybody()),
            () -> now,
            new Roster("n1", published::add),
            Elsewhere::new);

    @BeforeEach
    void hearTheOthers() {
        presence.connected(true);
    }

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
    void who_was_removed_from_a_channel_sees_nobody_come_there_any_more() {
        join();
        watch(List.of(), List.of("lobby"));
        peer.frames();
        ann.subscriptions().clear();
        arrive(Peers.BEA, "c2");
        presence.tell();
        assertEquals(List.of(), peer.frames());
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
    void who_comes_back_at_once_is_told_to_those_who_began_to_watch_meanwhile() {
        arrive(Peers.BEA, "c2");
        presence.tell();
        depart(Peers.BEA, "c2");
        join();
        watch(List.of(), List.of("lobby"));
        assertEquals(List.of("{\"type\":\"presence\",\"people\":[]}"), peer.frames());
        arrive(Peers.BEA, "c3");
        presence.tell();
        assertEquals(List.of(seen("p2", "Bea", "online")), peer.frames());
    }

    @Test
    void of_a_crowd_only_the_number_is_told_until_everybody_can_be_named_again() {
        join();
        watch(List.of("p7"), List.of("lobby"));
        peer.frames();
        arriveAll(0, Crowds.MANY);
        presence.tell();
        assertEquals(1, peer.frames().size(), "all of them are named");
        arriveAll(Crowds.MANY, 3_000);
        presence.tell();
        assertEquals(List.of(crowd(3_000)), peer.frames());
        presence.tell();
        assertEquals(List.of(), peer.frames(), "nothing changed");
        departAll(2_999, 3_000);
        departAll(7, 8);
        presence.tell();
        assertEquals(
                List.of(crowd(2_998) + "\n" + seen("p7", "P 7", "offline")), peer.frames(), "one is watched himself");
        arriveAll(7, 8);
        departAll(Crowds.FEW, 2_999);
        presence.tell();
        assertEquals(List.of(crowd(Crowds.FEW) + "\n" + seen("p7", "P 7", "online")), peer.frames());
        departAll(Crowds.FEW - 1, Crowds.FEW);
        presence.tell();
        var frames = peer.frames();
        assertEquals(1, frames.size());
        assertTrue(frames.getFirst().startsWith(crowd(0) + "\n{\"type\":\"presence\""), frames::toString);
        assertEquals(Crowds.FEW - 1, frames.getFirst().split("\"online\"}").length - 1);
        departAll(0, 1);
        presence.tell();
        assertEquals(List.of(seen("p0", "P 0", "offline")), peer.frames());
    }

    @Test
    void who_begins_to_watch_a_crowd_is_told_how_many_they_are() {
        arriveAll(0, 1_000);
        presence.tell();
        join();
        watch(List.of("p7"), List.of("lobby"));
        assertEquals(List.of(seen("p7", "P 7", "online"), crowd(1_000)), peer.frames());
        presence.tell();
        assertEquals(List.of(), peer.frames());
        departAll(3, 4);
        presence.tell();
        assertEquals(List.of(crowd(999)), peer.frames());
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
    void a_guest_hears_of_nobody_who_is_where_he_is_not_and_cannot_tell_him_from_nobody() {
        var far = new FarEnd();
        var gus = guest(far);
        var cid = new Person("p3", "Cid");
        presence.arrived(List.of(new Event.Arrived("secret", cid, "c3")));
        presence.told(new Event.Roster("n2", 0, 0, false, List.of(new Event.Roster.Here(Peers.BEA, List.of("den")))));
        for (var id : List.of("p3", "p2", "nobody")) {
            presence.watch(gus, new Command.Watch(List.of(id), List.of("secret")), () -> {});
            assertEquals(List.of(seen(id, id, "offline")), far.frames());
        }
        presence.watch(gus, new Command.Watch(List.of("p2", "p3", "nobody"), List.of()), () -> {});
        far.frames();
        presence.departed(List.of(new Event.Departed("secret", cid, "c3")));
        presence.tell();
        presence.arrived(List.of(new Event.Arrived("secret", cid, "c3")));
        presence.tell();
        assertEquals(List.of(), far.frames(), "not even that something happened");
        presence.connected(false);
        presence.tell();
        assertEquals(3, far.frames().getFirst().split("\"name\":\"(p2|p3|nobody)\",\"state\":\"unknown\"").length - 1);
    }

    @Test
    void a_guest_sees_whom_he_meets_until_they_part() {
        var far = new FarEnd();
        var gus = guest(far);
        var cid = new Person("p3", "Cid");
        presence.arrived(List.of(new Event.Arrived("secret", cid, "c3")));
        presence.watch(gus, new Command.Watch(List.of("p3"), List.of()), () -> {});
        presence.tell();
        far.frames();
        presence.arrived(List.of(new Event.Arrived("lobby", cid, "c3")));
        presence.tell();
        assertEquals(List.of(seen("p3", "Cid", "online")), far.frames());
        presence.departed(List.of(new Event.Departed("lobby", cid, "c3")));
        presence.tell();
        assertEquals(List.of(seen("p3", "p3", "offline")), far.frames());

        presence.arrived(List.of(new Event.Arrived("lobby", cid, "c3")));
        presence.tell();
        far.frames();
        gus.subscriptions().clear();
        presence.departed(List.of(new Event.Departed("lobby", gus.person(), gus.id())));
        presence.tell();
        assertEquals(List.of(seen("p3", "p3", "offline")), far.frames(), "it is he who left");
    }

    /** Reads the lobby. */
    private Connection guest(FarEnd far) {
        var person = new Person("p9", "Gus", "gus", null, null, "guest", null);
        var gus = Peers.connection("c9", person, new Protocol1(Peers.JSON), far, () -> Instant.EPOCH);
        join(gus);
        presence.arrived(List.of(new Event.Arrived("lobby", person, "c9")));
        presence.tell();
        far.frames();
        return gus;
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

    @Test
    void who_is_on_another_node_is_here_too_until_he_leaves_there() {
        watch(List.of("p2"), List.of());
        peer.frames();
        hear(0, Peers.BEA, "lobby");
        presence.tell();
        assertEquals(List.of(seen("p2", "Bea", "online")), peer.frames());
        arrive(Peers.BEA, "c2");
        hear(0, Peers.BEA);
        presence.tell();
        assertEquals(List.of(), peer.frames(), "he is on this node now");
        depart(Peers.BEA, "c2");
        presence.tell();
        assertEquals(List.of(seen("p2", "Bea", "offline")), peer.frames());
    }

    @Test
    void a_whole_roster_says_who_is_gone_when_all_its_parts_have_come() {
        join();
        watch(List.of(), List.of("lobby"));
        hear(0, Peers.BEA, "lobby");
        presence.tell();
        peer.frames();
        presence.told(new Event.Roster("n2", 1, 2, false, List.of()));
        presence.tell();
        assertEquals(List.of(), peer.frames());
        presence.told(new Event.Roster("n2", 1, 2, false, List.of()));
        presence.tell();
        assertEquals(List.of(seen("p2", "Bea", "offline")), peer.frames());
    }

    @Test
    void a_node_silent_for_30_seconds_is_gone_with_everybody_there() {
        watch(List.of("p2"), List.of());
        hear(0, Peers.BEA, "lobby");
        presence.tell();
        peer.frames();
        now = now.plus(Elsewhere.SILENT);
        presence.tell();
        assertEquals(List.of(), peer.frames());
        now = now.plusMillis(1);
        presence.tell();
        assertEquals(List.of(seen("p2", "Bea", "offline")), peer.frames());
    }

    @Test
    void of_those_who_are_not_here_nobody_knows_while_the_others_cannot_be_heard() {
        join();
        var cid = new Person("p3", "Cid");
        arrive(cid, "c3");
        hear(0, Peers.BEA, "lobby");
        watch(List.of("p3"), List.of("lobby"));
        presence.tell();
        peer.frames();
        presence.connected(false);
        presence.tell();
        assertEquals(List.of(seen("p2", "Bea", "unknown")), peer.frames());
        watch(List.of("p4"), List.of());
        assertEquals(List.of(seen("p4", "p4", "unknown")), peer.frames());

        presence.connected(true);
        now = now.plus(Presence.RETURN).minusMillis(1);
        presence.tell();
        assertEquals(List.of(), peer.frames(), "they may not have told yet");
        now = now.plusMillis(1);
        presence.tell();
        assertEquals(List.of(seen("p4", "p4", "offline")), peer.frames());
    }

    @Test
    void the_others_are_told_changes_each_time_and_all_every_tenth() {
        presence.tell();
        assertEquals(List.of(new Event.Roster("n1", 1, 1, true, List.of())), published, "and asked");
        published.clear();
        presence.tell();
        assertEquals(List.of(), published);
        arrive(Peers.BEA, "c2");
        presence.tell();
        var here = List.of(new Event.Roster.Here(Peers.BEA, List.of("lobby")));
        assertEquals(List.of(new Event.Roster("n1", 1, 0, false, here)), published);
        published.clear();
        IntStream.range(0, Roster.WHOLE - 3).forEach(i -> presence.tell());
        assertEquals(List.of(), published);
        presence.tell();
        assertEquals(List.of(new Event.Roster("n1", 2, 1, false, here)), published);
        published.clear();
        depart(Peers.BEA, "c2");
        presence.tell();
        assertEquals(
                List.of(new Event.Roster("n1", 2, 0, false, List.of(new Event.Roster.Here(Peers.BEA, List.of())))),
                published);
    }

    @Test
    void a_node_that_is_new_or_asks_is_told_all_at_once() {
        arrive(Peers.BEA, "c2");
        presence.tell();
        presence.tell();
        published.clear();
        hear(0, Peers.ANN, "lobby");
        presence.tell();
        assertEquals(1, published.size());
        presence.told(new Event.Roster("n2", 1, 1, true, List.of()));
        presence.tell();
        assertEquals(2, published.size());
        presence.told(new Event.Roster("n1", 9, 1, true, List.of()));
        presence.tell();
        assertEquals(2, published.size(), "it hears itself too");
    }

    @Test
    void a_long_roster_comes_in_parts() {
        IntStream.range(0, 1_200).forEach(i -> arrive(new Person("q" + i, "Q" + i), "d" + i));
        presence.tell();
        assertEquals(5, published.size());
        published.forEach(part -> assertEquals(5, ((Event.Roster) part).parts()));
        assertEquals(
                1_200,
                published.stream()
                        .mapToInt(part -> ((Event.Roster) part).people().size())
                        .sum());
    }

    @Test
    void who_is_present_is_known_over_nodes_to_any_thread() {
        assertEquals(Set.of(), presence.present("lobby"));
        arrive(Peers.BEA, "c2");
        hear(0, Peers.ANN, "lobby", "den");
        assertEquals(Set.of("p1", "p2"), presence.present("lobby"));
        assertEquals(Set.of("p1"), presence.present("den"));
        hear(0, Peers.ANN, "lobby");
        depart(Peers.BEA, "c2");
        assertEquals(Set.of("p1"), presence.present("lobby"));
        assertEquals(Set.of(), presence.present("den"));
        presence.connected(false);
        assertEquals(Set.of(), presence.present("lobby"), "nobody knows");
    }

    /** The other node tells a change. */
    private void hear(long round, Person person, String... channels) {
        presence.told(
                new Event.Roster("n2", round, 0, false, List.of(new Event.Roster.Here(person, List.of(channels)))));
    }

    private void join() {
        join(ann);
        peer.frames();
    }

    private static void join(Connection connection) {
        var fanout = new Fanout(
                new Turns(Doubles.serial(), Runnable::run, (delay, task) -> {}, Pause.never()),
                Doubles.journalWithHead(0),
                Gate::new,
                SignIns.open(),
                events -> {},
                new Way(() -> 0));
        fanout.join(connection, List.of(), Map.of("lobby", Cursor.START));
    }

    private void watch(List<String> people, List<String> channels) {
        presence.watch(ann, new Command.Watch(people, channels), () -> {});
    }

    private void arriveAll(int from, int to) {
        for (var n = from; n < to; n++) {
            arrive(new Person("p" + n, "P " + n), "c" + n);
        }
    }

    private void departAll(int from, int to) {
        for (var n = from; n < to; n++) {
            depart(new Person("p" + n, "P " + n), "c" + n);
        }
    }

    private static String crowd(int online) {
        return "{\"type\":\"crowd\",\"channel\":\"lobby\",\"online\":" + online + "}";
    }

    private void arrive(Person person, String connection) {
        presence.arrived(List.of(new Event.Arrived("lobby", person, connection)));
    }

    private void depart(Person person, String connection) {
        presence.departed(List.of(new Event.Departed("lobby", person, connection)));
    }

    private static String seen(String id, String name, String state) {
        return "{\"type\":\"presence\",\"people\":[{\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"state\":\""
                + state + "\"}]}";
    }
}
