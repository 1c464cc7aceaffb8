package io.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class IncomingTest {
    private final Incoming incoming = new Incoming(10);

    @Test
    void parts_become_the_text_they_were() {
        assertEquals(Optional.of("whole"), incoming.add("whole", true));
        assertEquals(Optional.empty(), incoming.add("in ", false));
        assertEquals(Optional.empty(), incoming.add("", false));
        assertEquals(Optional.of("in parts"), incoming.add("parts", true));
        assertEquals(Optional.of(""), incoming.add("", true));
        assertEquals(Optional.of("next"), incoming.add("next", true));
    }

    @Test
    void a_text_of_the_limit_is_heard() {
        incoming.add("12345", false);
        assertEquals(Optional.of("1234567890"), incoming.add("67890", true));
        assertFalse(incoming.over());
    }

    @Test
    void over_the_limit_nothing_is_kept_and_nothing_is_heard_any_more() {
        assertEquals(Optional.empty(), incoming.add("12345678901", false));
        assertTrue(incoming.over());
        assertEquals(Optional.empty(), incoming.add("rest", true));
        assertEquals(Optional.empty(), incoming.add("another", true));
        assertTrue(incoming.over());
    }

    @Test
    void many_small_parts_are_counted_together() {
        for (var i = 0; i < 10; i++) {
            incoming.add("x", false);
            assertFalse(incoming.over());
        }
        incoming.add("x", true);
        assertTrue(incoming.over());
    }
}
