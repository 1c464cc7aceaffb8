package io.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.chat.Cursor;
import io.parley.chat.Event;
import io.parley.chat.Gate;
import io.parley.chat.Reader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BunchTest {
    private final FarEnd peer = new FarEnd();
    private final Connection ann =
            Peers.connection("ann", Peers.ANN, new Protocol1(Peers.JSON), peer, () -> Instant.EPOCH);
    private final Gate gate = new Gate();
    private final Room room = new Room("lobby", gate);
    private final Subscription live = new Subscription(ann, room, new Reader(Cursor.START));

    BunchTest() {
        gate.open(Cursor.START);
        live.reader().goLive(gate.passed().orElseThrow());
    }

    @Test
    void who_has_all_before_them_is_told_all_of_them_at_once() {
        var passing = passing("a", "b", "c");
        assertTrue(new Bunch(passing).deliver(live));
        ann.outbox().flush();
        var lines = peer.frames().getFirst().split("\n");
        assertEquals(3, lines.length);
        for (var i = 0; i < lines.length; i++) {
            assertEquals(Peers.JSON.read(lines[i], Event.class), passing.get(i).event());
        }
        assertEquals(3, live.reader().position());
    }

    @Test
    void nobody_else_is() {
        var bunch = new Bunch(passing("a", "b"));
        assertFalse(bunch.deliver(new Subscription(ann, room, new Reader(Cursor.START))), "he catches up");
        assertTrue(bunch.deliver(live));
        assertFalse(bunch.deliver(live), "he has them");
    }

    @Test
    void a_classic_client_is_told_each() {
        var classic = new Classic(Peers.JSON, new Names(new Peers.Everybody()), true, file -> {
            throw new IllegalStateException("nobody posts files");
        });
        var bea = Peers.connection("bea", Peers.BEA, classic, peer, () -> Instant.EPOCH);
        var reader = new Reader(Cursor.START);
        reader.goLive(gate.passed().orElseThrow());
        assertFalse(new Bunch(passing("a", "b")).deliver(new Subscription(bea, room, reader)));
    }

    @Test
    void more_than_a_frame_takes_goes_one_by_one() {
        var long1 = "x".repeat((int) Outbox.GATHERED / 2);
        assertFalse(new Bunch(passing(long1, long1)).deliver(live));
        assertEquals(0, live.reader().position());
    }

    private List<Passing> passing(String... texts) {
        var events = new ArrayList<Event.Lasting>();
        var at = Cursor.START;
        for (var text : texts) {
            at = at.next("m");
            var seq = at.seq();
            var event = new Event.Posted("lobby", seq, at.mark(), seq, "p2", 0, text, seq, List.of(), "c" + seq);
            events.addAll(gate.offer(event));
        }
        return events.stream()
                .map(event -> new Passing(event, gate.step(event), new Broadcast(event)))
                .toList();
    }
}
