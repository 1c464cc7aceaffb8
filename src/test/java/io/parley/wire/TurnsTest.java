package io.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Queue<Runnable> thread = new ArrayDeque<>();
    private final Turns turns = new Turns(thread::add, Runnable::run, (delay, task) -> {}, Pause.never());
    private final FarEnd peer = new FarEnd();
    private final Connection ann =
            Peers.connection("ann", Peers.ANN, new Protocol1(Peers.JSON), peer, () -> Instant.EPOCH);

    @Test
    void what_comes_while_more_is_to_be_done_leaves_as_one_frame() {
        turns.run(() -> say("a"));
        turns.run(() -> say("b"));
        thread.remove().run();
        assertEquals(List.of(), peer.frames());
        thread.remove().run();
        assertEquals(List.of("a\nb"), peer.frames());
        turns.run(() -> say("c"));
        thread.remove().run();
        assertEquals(List.of("c"), peer.frames());
    }

    @Test
    void work_without_an_end_does_not_hold_it_back_for_ever() {
        for (var i = 0; i < 2 * Turns.MOST_WAITING; i++) {
            turns.run(() -> say("x"));
        }
        for (var i = 0; i < Turns.MOST_WAITING; i++) {
            thread.remove().run();
        }
        assertEquals(1, peer.frames().size());
    }

    @Test
    void a_fault_of_the_last_task_holds_nothing_back() {
        turns.run(() -> say("a"));
        turns.run(() -> {
            throw new IllegalStateException("a fault");
        });
        thread.remove().run();
        assertThrows(IllegalStateException.class, () -> thread.remove().run());
        assertEquals(List.of("a"), peer.frames());
    }

    @Test
    void what_is_done_after_a_batch_is_done_when_all_of_it_has_left() {
        turns.run(() -> {
            say("a");
            turns.afterFlush(() -> assertEquals(List.of("a\nb"), peer.frames()));
        });
        turns.run(() -> say("b"));
        thread.remove().run();
        thread.remove().run();
        assertEquals(List.of(), peer.frames());
    }

    @Test
    void what_is_being_committed_leaves_with_what_was_before_it() {
        var committing = new AtomicBoolean(true);
        var timers = new ArrayDeque<Runnable>();
        var waiting = new Turns(
                thread::add, Runnable::run, (delay, task) -> timers.add(task), new Pause(() -> 0, committing::get, 1));
        waiting.run(() -> say(waiting, "a"));
        thread.remove().run();
        assertEquals(List.of(), peer.frames());
        committing.set(false);
        waiting.run(() -> say(waiting, "b"));
        thread.remove().run();
        assertEquals(List.of("a\nb"), peer.frames());
        assertEquals(1, timers.size());
        timers.remove().run();
        thread.remove().run();
        assertEquals(List.of(), peer.frames());
    }

    @Test
    void the_end_of_a_pause_is_not_missed() {
        var now = new AtomicLong();
        var timers = new ArrayDeque<Runnable>();
        var waiting = new Turns(
                thread::add, Runnable::run, (delay, task) -> timers.add(task), new Pause(now::get, () -> true, 1));
        waiting.run(() -> say(waiting, "a"));
        thread.remove().run();
        now.set(1_000_000_000);
        timers.remove().run();
        thread.remove().run();
        assertEquals(List.of("a"), peer.frames());
    }

    private void say(String line) {
        say(turns, line);
    }

    private void say(Turns turns, String line) {
        ann.outbox().offer(List.of(new Piece.Line(line.getBytes(StandardCharsets.UTF_8))));
        turns.touch(ann);
    }
}
