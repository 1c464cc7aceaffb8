package io.parley.redis;

import static io.parley.chat.Said.LOBBY;
import static io.parley.chat.Said.place;
import static io.parley.chat.Said.posted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.Range;
import io.lettuce.core.XAddArgs;
import io.parley.chat.Event;
import io.parley.chat.Said;
import io.parley.it.Await;
import io.parley.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What passed lately, kept by a real Redis. */
class RedisRecentIT extends TwoNodes {
    private final Json json = new Json();

    @Test
    void what_both_nodes_pass_is_kept_once_and_read_by_either() throws Exception {
        var events = LongStream.rangeClosed(1, 600)
                .mapToObj(seq -> (Event.Lasting) posted(seq))
                .toList();
        var one = recent(here);
        var other = recent(there);
        for (var event : events) {
            one.passed(List.of(event));
            other.passed(List.of(event));
        }
        awaitKept(one, 600);
        assertEquals(Optional.of(events.subList(99, 600)), other.between(LOBBY, 99, 600));
        assertEquals(Optional.of(events.subList(598, 599)), one.between(LOBBY, 598, 599));
        assertEquals(Optional.empty(), one.between("elsewhere", 598, 599));
        assertEquals(Optional.empty(), one.between(LOBBY, 599, 601), "not there yet");
    }

    @Test
    void only_the_newest_are_kept() throws Exception {
        var recent = new RedisRecent(here.redis(), json, 200);
        for (var seq = 1; seq <= 1_000; seq++) {
            recent.passed(List.of(posted(seq)));
        }
        awaitKept(recent, 1_000);
        assertTrue(recent.between(LOBBY, 800, 1_000).isPresent());
        assertEquals(Optional.empty(), recent.between(LOBBY, 600, 1_000));
    }

    @Test
    void a_large_event_leaves_a_hole() throws Exception {
        var recent = recent(here);
        recent.passed(List.of(posted(1), posted(2, "x".repeat(20_000)), posted(3), posted(4)));
        awaitKept(recent, 4);
        assertEquals(Optional.empty(), recent.between(LOBBY, 0, 4));
        assertEquals(Optional.of(List.of(posted(3), posted(4))), recent.between(LOBBY, 2, 4));
    }

    @Test
    void of_a_deleted_message_nothing_stays_and_no_slower_node_puts_it_back() throws Exception {
        var recent = recent(here);
        var slower = recent(there);
        recent.passed(List.of(posted(1), posted(2), posted(3)));
        slower.passed(List.of(posted(1)));
        awaitKept(recent, 3);
        var deleted = new Event.Deleted(
                LOBBY, 4, place(4).mark(), 9, "d", "ann", Said.state(posted(2)).gone(4));
        recent.passed(List.of(deleted, posted(5)));
        awaitKept(recent, 5);
        slower.passed(List.of(posted(2), posted(3), deleted, posted(5), posted(6)));
        awaitKept(recent, 6);
        assertEquals(Optional.of(List.of(deleted, posted(5), posted(6))), recent.between(LOBBY, 3, 6));
        asStranger(redis ->
                assertEquals(3, redis.xlen(redis.keys("parley:recent:*").getFirst()), "what passed before it is gone"));
    }

    @Test
    void redis_shows_nothing_of_it_and_nothing_can_be_slipped_in() throws Exception {
        var recent = recent(here);
        recent.passed(List.of(posted(1), posted(2), posted(3)));
        awaitKept(recent, 3);
        asStranger(redis -> {
            var stream = redis.keys("parley:recent:*").getFirst();
            assertFalse(new String(stream, StandardCharsets.UTF_8).contains(LOBBY));
            var entries = redis.xrange(stream, Range.unbounded());
            for (var entry : entries) {
                var sealed = new String(entry.getBody().values().iterator().next(), StandardCharsets.ISO_8859_1);
                assertFalse(sealed.contains("text") || sealed.contains(LOBBY));
            }
            redis.xadd(stream, new XAddArgs().id("4-0"), entries.getFirst().getBody());
        });
        var refused = here.sealing().refused();
        assertEquals(Optional.empty(), recent.between(LOBBY, 2, 4));
        assertEquals(refused + 1, here.sealing().refused());
        recent.forget(LOBBY);
        Await.until(() -> "it is forgotten", () -> recent.between(LOBBY, 0, 3).isEmpty());
        recent.passed(List.of(posted(9)));
        awaitKept(recent, 9);
    }

    @Test
    void while_redis_stalls_or_is_away_there_is_nothing() throws Exception {
        var recent = recent(here);
        recent.passed(List.of(posted(1)));
        awaitKept(recent, 1);
        server.stall();
        assertEquals(Optional.empty(), recent.between(LOBBY, 0, 1));
        server.goOn();
        server.kill();
        assertEquals(Optional.empty(), recent.between(LOBBY, 0, 1));
        recent.passed(List.of(posted(2)));
        recent.forget(LOBBY);
    }

    private RedisRecent recent(Node node) {
        return new RedisRecent(node.redis(), json, 2_000);
    }

    private static void awaitKept(RedisRecent recent, long seq) throws Exception {
        Await.until(
                () -> seq + " is kept",
                () -> recent.between(LOBBY, seq - 1, seq).isPresent());
    }
}
