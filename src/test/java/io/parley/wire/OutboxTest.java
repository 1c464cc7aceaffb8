package io.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.people.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final FarEnd peer = new FarEnd();
    private final Queue<Runnable> reads = new ArrayDeque<>();
    private final List<String> fetched = new ArrayList<>();
    private int drained;
    private Instant now = Instant.EPOCH;
    private final Outbox outbox = new Outbox(peer, Framing.TEXT, () -> now, reads::add, () -> drained++);

    @Test
    void filling_sends_nothing_and_a_flush_sends_all_as_one_frame_a_line_each() {
        assertTrue(outbox.offer(List.of(line("a"), line("b"))));
        assertTrue(outbox.offer(List.of(line("c"))));
        assertEquals(List.of(), peer.frames());
        outbox.flush();
        assertEquals(List.of("a\nb\nc"), peer.frames());
        assertTrue(outbox.isDrained());
        assertEquals(1, drained);
    }

    @Test
    void one_frame_is_in_flight_and_what_gathers_meanwhile_is_the_next() {
        peer.slow();
        send(line("a"));
        send(line("b"));
        send(line("c"));
        assertEquals(List.of("a"), peer.frames());
        assertFalse(outbox.isDrained());
        peer.take(true);
        assertEquals(List.of("b\nc"), peer.frames());
        assertEquals(0, drained);
        peer.take(true);
        assertEquals(1, drained);
        assertTrue(outbox.isDrained());
    }

    @Test
    void completions_on_the_sending_thread_need_no_stack_of_their_own() {
        for (var i = 0; i < 50_000; i++) {
            // the bound is on bytes, and an empty piece has two
            assertTrue(outbox.offer(List.of(new Piece.Alone("{}"))));
        }
        outbox.flush();
        assertEquals(50_000, peer.frames().size());
    }

    @Test
    void no_gathered_frame_is_larger_than_64_KiB_and_a_larger_line_leaves_alone() {
        var line = "x".repeat(30 * 1024);
        outbox.offer(List.of(line(line), line(line), line(line)));
        outbox.flush();
        assertEquals(
                List.of(60 * 1024 + 1, 30 * 1024),
                peer.frames().stream().map(String::length).toList());
        var larger = "y".repeat(100 * 1024);
        outbox.offer(List.of(line("a"), line(larger), line("b")));
        outbox.flush();
        assertEquals(List.of("a", larger, "b"), peer.frames());
    }

    @Test
    void exactly_64_KiB_still_leave_as_one() {
        var half = "x".repeat(32 * 1024 - 1);
        outbox.offer(List.of(line(half), line(half + "x")));
        outbox.flush();
        assertEquals(1, peer.frames().size());
        outbox.offer(List.of(line(half + "x"), line(half + "x")));
        outbox.flush();
        assertEquals(2, peer.frames().size());
    }

    @Test
    void classic_frames_are_never_gathered() {
        outbox.offer(List.of(new Piece.Alone("a"), new Piece.Alone("b"), line("c"), line("d")));
        outbox.flush();
        assertEquals(List.of("a", "b", "c\nd"), peer.frames());
    }

    @Test
    void binary_framing_carries_the_same_lines() {
        var binary = new Outbox(peer, Framing.BINARY, () -> now, reads::add, () -> {});
        binary.offer(List.of(line("\u00e4"), line("b")));
        binary.flush();
        assertEquals(List.of("<\u00e4\nb>"), peer.frames());
    }

    @Test
    void what_does_not_fit_is_refused_whole_and_fits_when_what_waits_has_left() {
        peer.slow();
        send(line("first"));
        var quarter = line("x".repeat((int) Outbox.CAPACITY / 4));
        assertTrue(outbox.offer(List.of(quarter, quarter)));
        assertFalse(outbox.offer(List.of(quarter, quarter, line("!"))));
        assertTrue(outbox.offer(List.of(quarter, quarter)));
        assertFalse(outbox.offer(List.of(line("!"))));
        peer.takeAll();
        assertTrue(outbox.offer(List.of(line("!"))));
        assertEquals(5, peer.frames().size());
    }

    @Test
    void an_empty_outbox_takes_one_larger_piece_alone() {
        var larger = line("x".repeat((int) Outbox.CAPACITY + 1));
        peer.slow();
        assertTrue(outbox.offer(List.of(larger)));
        assertFalse(outbox.offer(List.of(line("a"))));
        outbox.flush();
        assertTrue(outbox.offer(List.of(line("a"))), "what is in flight does not wait");
    }

    @Test
    void what_happens_now_is_forgotten_first() {
        peer.slow();
        send(line("first"));
        outbox.offer(List.of(line("x".repeat((int) Outbox.CAPACITY / 2 + 1))));
        assertFalse(outbox.offerFleeting(List.of(line("typing"))));
        assertTrue(outbox.offer(List.of(line("message"))));
        peer.takeAll();
        assertTrue(outbox.offerFleeting(List.of(line("typing"))));
        outbox.flush();
        assertEquals("typing", peer.frames().getLast());
    }

    @Test
    void a_file_is_fetched_when_its_turn_comes_and_nothing_comes_between_it_and_its_metadata() {
        peer.slow();
        send(new Piece.Alone("first"));
        outbox.offer(List.of(new Piece.Alone("metadata 1"), content("1")));
        outbox.offer(List.of(new Piece.Alone("metadata 2"), content("2")));
        outbox.answer(List.of(new Piece.Alone("answer")));
        outbox.offerFleeting(List.of(new Piece.Alone("fleeting")));
        outbox.flush();
        peer.take(true);
        assertEquals(List.of(), fetched, "not before its metadata has left");
        peer.take(true);
        assertEquals(List.of("first", "metadata 1"), peer.frames());
        assertFalse(outbox.isDrained());
        send(new Piece.Alone("meanwhile"));
        readOne();
        assertEquals(List.of("1"), fetched);
        assertEquals(List.of("<1>"), peer.frames());
        peer.takeAll();
        readOne();
        assertEquals(List.of("metadata 2", "<2>", "answer", "fleeting", "meanwhile"), peer.frames());
    }

    @Test
    void a_file_costs_nothing_while_it_waits() {
        peer.slow();
        send(new Piece.Alone("first"));
        for (var i = 0; i < 1_000; i++) {
            assertTrue(outbox.offer(List.of(new Piece.Alone("m"), content("large"))));
        }
        assertEquals(List.of(), fetched);
    }

    @Test
    void a_file_that_is_gone_ends_the_connection_for_its_metadata_has_left() {
        outbox.offer(List.of(
                new Piece.Alone("metadata"),
                new Piece.Content(() -> {
                    throw new Refusal(Refusal.Code.NO_FILE, "Gone.");
                }),
                new Piece.Alone("after")));
        outbox.flush();
        readOne();
        assertEquals(List.of("metadata"), peer.frames());
        assertEquals(List.of("1011 sending failed"), peer.closes());
    }

    @Test
    void a_close_comes_after_what_waits_and_nothing_comes_after_it() {
        peer.slow();
        send(line("a"));
        send(line("b"));
        outbox.close(1001, "restarting");
        outbox.answer(List.of(line("late")));
        assertTrue(outbox.offer(List.of(line("late"))), "nobody has to catch up any more");
        assertEquals(List.of(), peer.closes());
        peer.takeAll();
        assertEquals(List.of("a", "b"), peer.frames());
        assertEquals(List.of("1001 restarting"), peer.closes());
        outbox.close(1001, "restarting");
        assertEquals(1, peer.closes().size());
    }

    @Test
    void a_cut_drops_what_waits() {
        peer.slow();
        send(line("a"));
        send(line("b"));
        outbox.cut(1013, "too slow");
        assertEquals(List.of("1013 too slow"), peer.closes());
        peer.takeAll();
        assertEquals(List.of("a"), peer.frames());
        send(line("c"));
        assertEquals(List.of(), peer.frames());
    }

    @Test
    void a_frame_that_got_lost_ends_the_connection() {
        peer.slow();
        send(line("a"));
        send(line("b"));
        peer.take(false);
        assertEquals(List.of("a"), peer.frames());
        assertEquals(List.of("1011 sending failed"), peer.closes());
        assertEquals(0, drained);
    }

    @Test
    void who_asks_and_asks_and_reads_no_answer_is_closed() {
        peer.slow();
        send(line("first"));
        var answer = line("x".repeat(64 * 1024));
        for (var i = 0; i <= Outbox.MOST_ANSWERS / (64 * 1024); i++) {
            outbox.answer(List.of(answer));
        }
        assertEquals(List.of(), peer.closes());
        outbox.answer(List.of(answer));
        assertEquals(List.of("1008 answers are not read"), peer.closes());
    }

    @Test
    void a_large_message_that_waits_is_no_answer_unread() {
        peer.slow();
        send(line("first"));
        outbox.greet(List.of(line("x".repeat(8 << 20))));
        outbox.answer(List.of(line("a")));
        assertEquals(List.of(), peer.closes());
        peer.takeAll();
        assertEquals(3, peer.frames().size());
    }

    @Test
    void a_ping_leaves_only_when_nothing_is_in_flight() {
        outbox.ping();
        assertEquals(1, peer.pings());
        peer.slow();
        send(line("a"));
        outbox.ping();
        assertEquals(1, peer.pings());
        peer.takeAll();
        outbox.ping();
        assertEquals(2, peer.pings());
        outbox.close(1001, "restarting");
        outbox.ping();
        assertEquals(2, peer.pings());
    }

    @Test
    void a_frame_in_flight_has_30_seconds_and_one_more_for_each_64_KiB() {
        peer.slow();
        send(line("x".repeat(2 * 64 * 1024)));
        assertFalse(overdueAfter(32_000));
        assertTrue(overdueAfter(32_001));
        peer.take(true);
        assertFalse(overdueAfter(3_600_000), "nothing is in flight");
    }

    @Test
    void a_slow_store_is_no_reason_to_cut_its_reader() {
        outbox.offer(List.of(content("file")));
        outbox.flush();
        now = now.plusSeconds(29);
        readSlow();
        assertFalse(overdueAfter(30_000), "counted from when the bytes were there");
        assertTrue(overdueAfter(30_001));
    }

    private void readSlow() {
        peer.slow();
        readOne();
    }

    private boolean overdueAfter(long millis) {
        return outbox.overdue(Patience.DEFAULT, now.plusMillis(millis));
    }

    private void send(Piece piece) {
        assertTrue(outbox.offer(List.of(piece)));
        outbox.flush();
    }

    private void readOne() {
        reads.remove().run();
    }

    private Piece content(String bytes) {
        return new Piece.Content(() -> {
            fetched.add(bytes);
            return ByteBuffer.wrap(bytes.getBytes(StandardCharsets.UTF_8));
        });
    }

    private static Piece line(String text) {
        return new Piece.Line(text.getBytes(StandardCharsets.UTF_8));
    }
}
