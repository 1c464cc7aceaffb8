package io.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PauseTest {
    private static final int ROOM = 1_000;

    /** Nanoseconds, from a beginning that has nothing to do with the wall's clock. */
    private long now = Long.MAX_VALUE - 2_000_000;

    private boolean committing;
    private final Pause pause = new Pause(() -> now, () -> committing);

    @Test
    void in_a_quiet_house_nothing_waits() {
        assertEquals(Duration.ZERO, pause.of(ROOM));
        assertFalse(pause.isOn());
    }

    @Test
    void few_frames_never_wait() {
        committing = true;
        pause.sent(ROOM);
        assertEquals(Duration.ZERO, pause.of(10));
    }

    @Test
    void after_many_frames_there_is_a_rest() {
        pause.sent(10);
        assertFalse(pause.isOn());
        pause.sent(ROOM);
        assertTrue(pause.isOn());
        assertEquals(Duration.ofMillis(1), pause.of(ROOM));
        now += 1_000_000;
        assertFalse(pause.isOn());
        assertEquals(Duration.ZERO, pause.of(ROOM));
    }

    @Test
    void many_frames_wait_for_what_is_being_committed_but_not_for_ever() {
        committing = true;
        assertEquals(Duration.ofMillis(5), pause.of(ROOM));
        now += 4_000_000;
        assertEquals(Duration.ofMillis(1), pause.of(ROOM));
        now += 1_000_000;
        assertEquals(Duration.ZERO, pause.of(ROOM));
        pause.sent(1);
        assertEquals(Duration.ofMillis(5), pause.of(ROOM), "the next ones wait anew");
        committing = false;
        assertEquals(Duration.ZERO, pause.of(ROOM));
    }

    @Test
    void however_many_there_are_nobody_waits_long() {
        committing = true;
        pause.sent(100 * ROOM);
        assertEquals(Duration.ofMillis(4), pause.of(100 * ROOM));
        now += 4_000_000;
        assertEquals(Duration.ofMillis(10), pause.of(100 * ROOM));
    }
}
