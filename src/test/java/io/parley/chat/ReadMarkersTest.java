package io.parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.people.Refusal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadMarkersTest {
    private final ArrayDeque<Runnable> later = new ArrayDeque<>();
    private final ArrayDeque<CompletableFuture<Void>> asked = new ArrayDeque<>();
    private final List<List<Attention.Mark>> written = new ArrayList<>();
    private boolean answered;
    private final ReadMarkers markers = new ReadMarkers(
            new Attention() {
                @Override
                public CompletionStage<Void> read(List<Mark> marks) {
                    written.add(List.copyOf(marks));
                    asked.add(answered ? CompletableFuture.completedFuture(null) : new CompletableFuture<>());
                    return asked.getLast();
                }

                @Override
                public void level(String person, String channel, @Nullable String level, @Nullable Boolean muted) {
                    throw new AssertionError("nobody asks");
                }
            },
            (Duration delay, Runnable task) -> later.add(task));

    @Test
    void of_what_somebody_reads_in_a_moment_the_last_is_written() {
        markers.read("ann", "lobby", 1);
        markers.read("bea", "lobby", 2);
        markers.read("ann", "lobby", 3);
        markers.read("ann", "lobby", 2);
        assertEquals(List.of(), written, "gathered");
        assertEquals(1, later.size());
        later.remove().run();
        assertEquals(List.of(List.of(mark("ann", 3), mark("bea", 2))), written);

        markers.read("ann", "lobby", 4);
        assertEquals(0, later.size(), "one at a time");
        asked.remove().complete(null);
        assertEquals(List.of(mark("ann", 4)), written.getLast());
        asked.remove().complete(null);
        assertEquals(2, written.size());
        markers.read("ann", "lobby", 5);
        assertEquals(1, later.size(), "it begins anew");
    }

    @Test
    void a_crowd_is_written_in_pieces_each_after_the_one_before() {
        for (var i = 0; i < 250; i++) {
            markers.read("p" + i, "lobby", 1);
        }
        later.remove().run();
        assertEquals(1, written.size());
        asked.remove().complete(null);
        asked.remove().complete(null);
        asked.remove().complete(null);
        assertEquals(List.of(100, 100, 50), written.stream().map(List::size).toList());
    }

    @Test
    void what_the_store_did_not_take_is_tried_again() {
        markers.read("ann", "lobby", 1);
        later.remove().run();
        markers.read("ann", "lobby", 2);
        asked.remove().completeExceptionally(new Refusal(Refusal.Code.UNAVAILABLE, "later"));
        assertEquals(1, written.size());
        later.remove().run();
        assertEquals(List.of(mark("ann", 2)), written.getLast());
    }

    @Test
    void what_is_left_is_written_at_the_end() {
        markers.read("ann", "lobby", 1);
        answered = true;
        markers.close();
        assertEquals(List.of(List.of(mark("ann", 1))), written);
        later.remove().run();
        markers.read("ann", "lobby", 2);
        assertTrue(later.isEmpty());
        assertEquals(1, written.size());
    }

    private static Attention.Mark mark(String person, long n) {
        return new Attention.Mark(person, "lobby", n);
    }
}
