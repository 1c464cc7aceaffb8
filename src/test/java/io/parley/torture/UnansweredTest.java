package io.parley.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client sends again, and when. */
class UnansweredTest {
    private final Unanswered unanswered = new Unanswered();

    @Test
    void after_a_refusal_all_go_again_in_order_once_all_are_answered() {
        for (var cid : List.of("a", "b", "c")) {
            assertTrue(unanswered.add(Said.Send.of(cid, "")));
            unanswered.sent(cid);
        }
        unanswered.acknowledged("a");
        unanswered.refused("b");
        assertFalse(unanswered.add(Said.Send.of("d", "")), "nothing new goes out");
        assertEquals(List.of(), unanswered.due());
        unanswered.refused("c");
        assertEquals(List.of("b", "c", "d"), cids());
        assertEquals(List.of(), unanswered.due());
        assertEquals(3, unanswered.size());
    }

    @Test
    void on_a_new_connection_all_go_again() {
        unanswered.add(Said.Send.of("a", ""));
        unanswered.sent("a");
        unanswered.disconnected();
        unanswered.add(Said.Send.of("b", ""));
        assertEquals(List.of("a", "b"), cids());
    }

    private List<String> cids() {
        return unanswered.due().stream().map(Said.Send::cid).toList();
    }
}
