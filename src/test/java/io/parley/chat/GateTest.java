package io.parley.chat;

import static io.parley.chat.Said.LOBBY;
import static io.parley.chat.Said.place;
import static io.parley.chat.Said.posted;
import static io.parley.chat.Said.seqs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GateTest {
    private final Gate gate = new Gate();

    @Test
    void a_shut_gate_holds_what_comes_until_it_knows_the_head() {
        assertEquals(List.of(), gate.offer(posted(4)));
        assertEquals(List.of(), gate.offer(posted(6)));
        assertEquals(Optional.empty(), gate.passed());
        assertEquals(Optional.empty(), gate.hole());
        assertEquals(Optional.empty(), gate.since(3));

        assertEquals(List.of(4L), seqs(gate.open(place(3))));
        assertEquals(Optional.of(place(4)), gate.passed());
    }

    @Test
    void what_the_head_already_counted_does_not_pass_again() {
        gate.offer(posted(2));
        gate.offer(posted(3));
        gate.offer(posted(4));
        assertEquals(List.of(4L), seqs(gate.open(place(3))));
        assertEquals(List.of(), gate.offer(posted(3)));
    }

    @Test
    void an_open_gate_does_not_open_again_elsewhere() {
        gate.open(place(3));
        gate.offer(posted(4));
        assertEquals(List.of(), gate.open(place(9)));
        assertEquals(Optional.of(place(4)), gate.passed());
    }

    @Test
    void each_event_passes_once_however_often_it_comes() {
        gate.open(place(0));
        assertEquals(List.of(1L), seqs(gate.offer(posted(1))));
        assertEquals(List.of(), gate.offer(posted(1)));
        gate.offer(posted(3));
        assertEquals(List.of(), gate.offer(posted(3)));
        assertEquals(List.of(2L, 3L), seqs(gate.offer(posted(2))));
    }

    @Test
    void the_first_hole_is_named_and_what_waits_passes_when_it_is_filled() {
        gate.open(place(10));
        assertEquals(List.of(), gate.offer(posted(13)));
        assertEquals(List.of(), gate.offer(posted(16)));
        assertEquals(Optional.of(new Gate.Hole(10, 12)), gate.hole());
        gate.offer(posted(11));
        assertEquals(Optional.of(new Gate.Hole(11, 12)), gate.hole());
        assertEquals(List.of(12L, 13L), seqs(gate.offer(posted(12))));
        assertEquals(Optional.of(new Gate.Hole(13, 15)), gate.hole());
    }

    @Test
    void in_whatever_order_they_come_all_pass_in_the_order_of_their_seq() {
        for (var seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var coming = new ArrayList<>(IntStream.rangeClosed(1, 30)
                    .mapToObj(i -> posted(1 + random.nextInt(20)))
                    .toList());
            IntStream.rangeClosed(1, 20).forEach(seq -> coming.add(posted(seq)));
            Collections.shuffle(coming, random);

            var fresh = new Gate();
            var passing = new ArrayList<Event.Lasting>(fresh.open(place(0)));
            coming.forEach(event -> passing.addAll(fresh.offer(event)));
            assertEquals(IntStream.rangeClosed(1, 20).asLongStream().boxed().toList(), seqs(passing), "seed " + seed);
        }
    }

    @Test
    void who_is_only_just_behind_gets_what_is_kept() {
        gate.open(place(5));
        IntStream.rangeClosed(6, 9).forEach(seq -> gate.offer(posted(seq)));
        assertEquals(List.of(8L, 9L), seqs(gate.since(7).orElseThrow()));
        assertEquals(List.of(), gate.since(9).orElseThrow());
        assertEquals(List.of(), gate.since(12).orElseThrow(), "ahead of the gate");
        assertEquals(4, gate.since(5).orElseThrow().size());
        assertEquals(Optional.empty(), gate.since(4), "passed before the gate opened");
    }

    @Test
    void only_so_many_of_the_newest_events_are_kept() {
        gate.open(place(0));
        IntStream.rangeClosed(1, 400).forEach(seq -> gate.offer(posted(seq)));
        assertEquals(256, gate.since(144).orElseThrow().size());
        assertEquals(Optional.empty(), gate.since(143));
    }

    @Test
    void only_so_much_text_is_kept() {
        gate.open(place(0));
        var long100 = "x".repeat(100 * 1024);
        IntStream.rangeClosed(1, 8).forEach(seq -> gate.offer(posted(seq, long100)));
        assertEquals(List.of(4L, 5L, 6L, 7L, 8L), seqs(gate.since(3).orElseThrow()));
        assertEquals(Optional.empty(), gate.since(2));
    }

    @Test
    void one_text_beyond_all_measure_passes_and_is_not_kept() {
        gate.open(place(0));
        assertEquals(List.of(1L), seqs(gate.offer(posted(1, "x".repeat(600 * 1024)))));
        assertEquals(Optional.empty(), gate.since(0));
        assertEquals(List.of(2L), seqs(gate.offer(posted(2))));
        assertTrue(gate.since(1).isPresent());
    }

    @Test
    void what_does_not_continue_what_passed_does_not_pass() {
        gate.open(place(3));
        assertEquals(List.of(), gate.offer(other(4)));
        assertTrue(gate.astray());
        gate.trust();
        assertFalse(gate.astray());
        assertEquals(List.of(4L), seqs(gate.offer(posted(4))), "what was astray is forgotten");
    }

    @Test
    void another_event_at_a_place_that_passed_is_no_double() {
        gate.open(place(3));
        gate.offer(posted(4));
        gate.offer(posted(5));
        gate.offer(posted(4));
        assertFalse(gate.astray());
        gate.offer(other(4));
        assertTrue(gate.astray());
    }

    @Test
    void it_remembers_the_newest_places() {
        assertEquals(0, gate.forgotten());
        gate.open(place(3));
        assertEquals(2, gate.forgotten());
        assertTrue(gate.knows(place(3)));
        assertFalse(gate.knows(place(2)));
        IntStream.rangeClosed(4, 300).forEach(seq -> gate.offer(posted(seq)));
        assertEquals(300 - 256, gate.forgotten());
        assertTrue(gate.knows(place(45)));
        assertFalse(gate.differs(place(45)));
        assertTrue(gate.differs(other(45).cursor()));
        assertFalse(gate.differs(other(44).cursor()), "forgotten");
    }

    /** At that seq in another log. */
    private static Event.Lasting other(long seq) {
        return Event.Posted.of(
                LOBBY,
                new Cursor(seq - 1, "else").next("m").mark(),
                "c." + seq,
                posted(seq).state());
    }
}
