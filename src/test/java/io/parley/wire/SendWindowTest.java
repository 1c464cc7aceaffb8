package io.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.chat.Limits;
import io.parley.chat.Rate;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SendWindowTest {
    private static final Rate NO_RATE = new Rate(0, () -> Instant.EPOCH);
    private static final Limits LIMITS = new Limits(1_000, 1_000, 3, 100, 1_000, 3, 100);

    /** Nobody may wait: what does not fit is `busy` at once. */
    private final SendWindow window = window(new Semaphore(0));

    @Test
    void so_many_sends_are_under_way_and_no_more() throws InterruptedException {
        assertTrue(window.enter(1));
        assertTrue(window.enter(1));
        assertTrue(window.enter(1));
        assertFalse(window.enter(1));
        window.leave(1);
        assertTrue(window.enter(1));
    }

    @Test
    void so_many_bytes_are_under_way_and_no_more() throws InterruptedException {
        assertTrue(window.enter(60));
        assertTrue(window.enter(40));
        assertFalse(window.enter(1));
        window.leave(60);
        assertTrue(window.enter(60));
    }

    @Test
    void one_larger_send_alone_is_let_through() throws InterruptedException {
        assertTrue(window.enter(500));
        assertFalse(window.enter(1));
        window.leave(500);
        assertTrue(window.enter(1));
        assertFalse(window.enter(500));
    }

    @Test
    void who_waits_goes_on_as_soon_as_there_is_room() throws Exception {
        var threads = new Semaphore(1);
        var full = window(threads);
        full.enter(500);
        var entered = CompletableFuture.supplyAsync(() -> enter(full));
        while (threads.availablePermits() > 0) {
            Thread.onSpinWait();
        }
        assertFalse(full.enter(1), "all threads that may wait do");
        full.leave(500);
        assertTrue(entered.get(20, TimeUnit.SECONDS));
        assertEquals(1, threads.availablePermits());
    }

    @Test
    void who_sends_too_fast_for_his_rate_and_may_not_wait_is_told_so() throws InterruptedException {
        var rate = new Rate(1, () -> Instant.EPOCH);
        var held = new SendWindow(LIMITS, rate, "ann", new Semaphore(0));
        for (var i = 0; i < Rate.BURST; i++) {
            assertTrue(held.enter(1));
            held.leave(1);
        }
        assertFalse(held.enter(1));
    }

    @Test
    void what_is_for_the_end_runs_once_when_nothing_is_under_way() throws InterruptedException {
        var runs = new int[1];
        window.enter(1);
        window.enter(1);
        window.whenIdle(() -> runs[0]++);
        window.leave(1);
        assertEquals(0, runs[0]);
        window.leave(1);
        assertEquals(1, runs[0]);
        window.enter(1);
        window.leave(1);
        assertEquals(1, runs[0]);
        window.whenIdle(() -> runs[0]++);
        assertEquals(2, runs[0]);
    }

    private static SendWindow window(Semaphore waiting) {
        return new SendWindow(LIMITS, NO_RATE, "ann", waiting);
    }

    private static boolean enter(SendWindow window) {
        try {
            return window.enter(1);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
