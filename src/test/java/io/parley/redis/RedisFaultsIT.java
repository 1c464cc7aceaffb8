package io.parley.redis;

import static io.parley.chat.Said.LOBBY;
import static io.parley.chat.Said.posted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.KillArgs;
import io.lettuce.core.Range;
import io.parley.chat.Event;
import io.parley.it.Await;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Redis dies, stalls, forgets and lies; nodes notice, ask the journal and go on. */
class RedisFaultsIT extends TwoNodes {
    private static final Event.Typing TYPING = new Event.Typing(LOBBY, "ann");
    private static final byte[] STREAM = "parley:bus".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CHANNEL = "parley:now".getBytes(StandardCharsets.UTF_8);

    @Test
    void a_redis_that_dies_and_comes_back_empty_costs_a_question_to_the_journal() throws Exception {
        here.committed(List.of(posted(1)));
        far.awaitCommitted(posted(1));
        var losses = far.losses();

        server.kill();
        far.awaitConnected(false);
        here.committed(List.of(posted(2)));
        there.fleeting(TYPING);
        assertEquals(List.of(TYPING), far.fleeting(), "who is on the same node hears it at once");

        server.restart();
        far.awaitConnected(true);
        assertTrue(far.losses() > losses, "its stream does not continue ours");
        Await.until(() -> "the other is back", () -> {
            here.fleeting(TYPING);
            return far.fleeting().size() > 1;
        });
        var told = far.losses();
        here.committed(List.of(posted(3)));
        far.awaitCommitted(posted(3));
        far.awaitLosses(told + 1);
        assertFalse(far.committed().contains(posted(2)), "that was never sent");
    }

    @Test
    void a_node_that_starts_before_its_redis_waits_for_it() throws Exception {
        server.kill();
        try (var node = new Node(server.uri())) {
            var heard = new Heard();
            node.listen(heard);
            node.fleeting(TYPING);
            assertFalse(heard.connected());
            server.restart();
            heard.awaitConnected(true);
            assertTrue(heard.losses() > 0);
        }
    }

    @Test
    void a_stalled_redis_holds_up_nobody() throws Exception {
        here.committed(List.of(posted(9)));
        far.awaitCommitted(posted(9));
        var told = far.losses();
        server.stall();
        // some 600 MiB, if any of it were kept
        var event = posted(1, "x".repeat(60_000));
        for (var i = 0; i < 10_000; i++) {
            here.committed(List.of(event));
        }
        here.fleeting(TYPING);
        assertEquals(List.of(TYPING), near.fleeting());
        near.awaitConnected(false);
        far.awaitConnected(false);

        server.goOn();
        near.awaitConnected(true);
        far.awaitConnected(true);
        here.committed(List.of(posted(2)));
        far.awaitCommitted(posted(2));
        far.awaitLosses(told + 1);
    }

    @Test
    void what_no_node_made_is_dropped_and_counted() throws Exception {
        here.committed(List.of(posted(1)));
        far.awaitCommitted(posted(1));
        here.fleeting(TYPING);
        far.awaitFleeting(TYPING);
        asStranger(redis -> {
            var entry = redis.xrange(STREAM, Range.unbounded()).getFirst().getBody();
            var sealed = entry.values().iterator().next();
            redis.xadd(STREAM, Map.of(new byte[] {'e'}, new byte[] {1, 2, 3}));
            redis.xadd(STREAM, Map.of(new byte[0], new byte[0]));
            // again, cut, at another place
            redis.xadd(STREAM, entry);
            redis.xadd(STREAM, Map.of(new byte[] {'e'}, Arrays.copyOf(sealed, sealed.length - 1)));
            redis.publish(CHANNEL, sealed);
            redis.publish(CHANNEL, "{\"type\":\"typing\"}".getBytes(StandardCharsets.UTF_8));
            assertFalse(new String(sealed, StandardCharsets.ISO_8859_1).contains("text 1"));
        });
        Await.until(
                () -> "6 refused, not " + there.sealing().refused(),
                () -> there.sealing().refused() == 6);
        here.committed(List.of(posted(2)));
        far.awaitCommitted(posted(2));
        assertEquals(List.of(posted(1), posted(2)), far.committed());
        assertEquals(List.of(TYPING), far.fleeting());
    }

    @Test
    void a_node_whose_place_was_trimmed_away_while_it_was_gone_asks_the_journal() throws Exception {
        here.committed(List.of(posted(1)));
        far.awaitCommitted(posted(1));
        var losses = far.losses();
        asStranger(redis -> {
            redis.clientKill(KillArgs.Builder.typeNormal().skipme());
        });
        far.awaitConnected(false);
        far.awaitConnected(true);
        assertEquals(losses, far.losses(), "nothing was missed: its place is still there");
        asStranger(redis -> {
            redis.xtrim(STREAM, 0);
            redis.clientKill(KillArgs.Builder.typeNormal().skipme());
        });
        far.awaitLosses(losses + 1);
    }

    @Test
    void nodes_of_two_databases_do_not_share_a_prefix() throws Exception {
        var refused = assertThrows(
                IllegalStateException.class, () -> new Node(new Server(server.uri(), Optional.empty()), "d2").close());
        var line = String.valueOf(refused.getMessage());
        assertTrue(
                line.contains("\"parley\"")
                        && line.contains(" d1,")
                        && line.contains(" d2;")
                        && line.contains("parley.redis.prefix"),
                line);
    }
}
