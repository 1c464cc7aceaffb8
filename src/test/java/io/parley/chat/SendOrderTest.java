package io.parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SendOrderTest {
    private final SendOrder order = SendOrder.strict();

    @Test
    void everything_goes_on_while_nothing_fails() {
        assertTrue(order.admits("lobby", "a"));
        assertTrue(order.admits("lobby", "b"));
    }

    @Test
    void after_a_failure_only_that_send_goes_on_and_then_all_that_follow() {
        order.failed("lobby", "a");
        assertFalse(order.admits("lobby", "b"));
        assertFalse(order.admits("lobby", "c"));
        assertTrue(order.admits("lobby", "a"));
        assertTrue(order.admits("lobby", "b"));
    }

    @Test
    void of_several_that_failed_the_first_is_waited_for() {
        order.failed("lobby", "a");
        order.failed("lobby", "b");
        assertFalse(order.admits("lobby", "b"));
        assertTrue(order.admits("lobby", "a"));
    }

    @Test
    void what_fails_again_is_waited_for_again() {
        order.failed("lobby", "a");
        assertTrue(order.admits("lobby", "a"));
        order.failed("lobby", "a");
        assertFalse(order.admits("lobby", "b"));
    }

    @Test
    void what_was_kept_after_all_is_not_waited_for_but_what_was_held_back_behind_it_is() {
        order.failed("lobby", "a");
        assertFalse(order.admits("lobby", "b"));
        assertFalse(order.admits("lobby", "c"));
        assertEquals(Optional.of("a"), order.awaited("lobby"));
        order.kept("lobby", "x");
        order.kept("lobby", "a");
        assertEquals(Optional.of("b"), order.awaited("lobby"));
        assertFalse(order.admits("lobby", "d"));
        order.kept("lobby", "b");
        assertFalse(order.admits("lobby", "d"), "must not overtake c");
        assertTrue(order.admits("lobby", "c"));
        assertEquals(Optional.empty(), order.awaited("lobby"));
    }

    @Test
    void what_failed_together_comes_again_in_its_order_when_the_first_was_kept() {
        order.failed("lobby", "a");
        order.failed("lobby", "b");
        order.kept("lobby", "a");
        assertFalse(order.admits("lobby", "c"));
        assertTrue(order.admits("lobby", "b"));
    }

    @Test
    void a_failure_in_one_channel_holds_back_no_other() {
        order.failed("lobby", "a");
        assertTrue(order.admits("den", "b"));
    }

    @Test
    void who_cannot_repeat_is_never_held_back() {
        var none = SendOrder.none();
        none.failed("lobby", "a");
        assertTrue(none.admits("lobby", "b"));
    }
}
