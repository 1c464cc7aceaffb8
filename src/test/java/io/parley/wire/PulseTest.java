package io.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.chat.Event;
import io.parley.chat.Gate;
import io.parley.chat.Said;
import io.parley.chat.Way;
import io.parley.people.SignIns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PulseTest {
    private Instant now = Instant.EPOCH;
    private final FarEnd peer = new FarEnd();
    private final Connection connection = Peers.connection("c1", Peers.ANN, new Protocol1(Peers.JSON), peer, () -> now);
    private final Fanout fanout = new Fanout(
            new Turns(Doubles.serial(), Runnable::run, (delay, task) -> {}, Pause.never()),
            Doubles.journalWithHead(4),
            Gate::new,
            SignIns.open(),
            events -> {},
            new Way(() -> 0));
    private final Pulse pulse = new Pulse(fanout, Patience.DEFAULT, Runnable::run);

    @Test
    void everybody_hears_a_beat_every_25_seconds_also_when_nothing_happened() {
        beatFor(24);
        assertEquals(List.of(), peer.frames());
        assertEquals(0, peer.pings());
        beatFor(1);
        assertEquals(List.of("{\"type\":\"heads\",\"channels\":{}}"), peer.frames());
        assertEquals(1, peer.pings());
        connection.heard();
        beatFor(25);
        assertEquals(List.of("{\"type\":\"heads\",\"channels\":{}}"), peer.frames());
        assertEquals(2, peer.pings());
    }

    @Test
    void the_heads_are_those_that_changed_since_the_last_time() {
        fanout.join(connection, List.of(), Map.of("lobby", Said.place(4)));
        assertEquals(List.of("{\"type\":\"live\",\"channel\":\"lobby\"}"), peer.frames());
        beatFor(25);
        assertEquals(List.of("{\"type\":\"heads\",\"channels\":{\"lobby\":4}}"), peer.frames());
        connection.heard();
        beatFor(25);
        assertEquals(List.of("{\"type\":\"heads\",\"channels\":{}}"), peer.frames());
        connection.heard();
        fanout.committed(List.of(Said.posted(5)));
        peer.frames();
        beatFor(25);
        assertEquals(List.of("{\"type\":\"heads\",\"channels\":{\"lobby\":5}}"), peer.frames());
    }

    @Test
    void a_peer_silent_for_75_seconds_is_gone() {
        beatFor(75);
        assertEquals(List.of(), peer.closes());
        beatFor(1);
        assertEquals(List.of("1013 nothing was heard for too long"), peer.closes());
    }

    @Test
    void a_pong_is_enough_to_stay() {
        IntStream.range(0, 10).forEach(i -> {
            beatFor(70);
            connection.heard();
        });
        assertEquals(List.of(), peer.closes());
    }

    @Test
    void who_has_not_taken_a_frame_in_its_time_is_cut_also_if_he_still_speaks() {
        peer.slow();
        connection.answer(new Event.Live("lobby"));
        IntStream.range(0, 30).forEach(i -> {
            connection.heard();
            beatFor(1);
        });
        assertEquals(List.of(), peer.closes());
        connection.heard();
        beatFor(1);
        assertEquals(List.of("1013 a frame was not taken in time"), peer.closes());
        assertEquals(0, peer.pings(), "no ping behind a frame");
    }

    @Test
    void who_takes_a_long_frame_is_not_taken_for_silent_and_pinged_as_soon_as_it_has_left() {
        peer.slow();
        connection.outbox().offer(List.of(new Piece.Alone("x".repeat(10 << 20))));
        connection.outbox().flush();
        beatFor(120);
        assertEquals(List.of(), peer.closes());
        assertEquals(0, peer.pings());
        peer.takeAll();
        beatFor(1);
        assertEquals(1, peer.pings());
        beatFor(30);
        assertEquals(List.of(), peer.closes(), "he has 30 seconds to answer");
        beatFor(1);
        assertEquals(List.of("1013 nothing was heard for too long"), peer.closes());
    }

    @Test
    void patience_grows_with_the_frame() {
        var patience = Patience.DEFAULT;
        var late = now.plus(Duration.ofSeconds(30)).plusNanos(1);
        assertTrue(patience.overdue(now, 0, late));
        assertTrue(patience.overdue(now, 64 * 1024 - 1, late));
        assertFalse(patience.overdue(now, 64 * 1024, late));
        assertTrue(patience.overdue(now, 50L << 20, now.plusSeconds(30 + 800 + 1)));
        assertFalse(patience.overdue(now, 50L << 20, now.plusSeconds(30 + 800)));
        var pinged = now.plusSeconds(25);
        assertFalse(patience.gone(now, pinged, now.plusSeconds(75)));
        assertTrue(patience.gone(now, pinged, now.plusSeconds(75).plusNanos(1)));
        var pingedLate = now.plusSeconds(100);
        assertFalse(patience.gone(now, pingedLate, now.plusSeconds(130)), "he has hardly been asked");
        assertTrue(patience.gone(now, pingedLate, now.plusSeconds(130).plusNanos(1)));
    }

    private void beatFor(int seconds) {
        for (var i = 0; i < seconds; i++) {
            now = now.plusSeconds(1);
            pulse.beat(List.of(connection), now);
        }
    }
}
