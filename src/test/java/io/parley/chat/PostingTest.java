package io.parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.people.Person;
import io.parley.people.Refusal;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class PostingTest {
    private static final Person ANN = new Person("ann", "Ann");

    private final List<Draft> kept = new ArrayList<>();
    private final List<Person> met = new ArrayList<>();
    /** Keeps all that is appended. */
    private final Journal journal = (Journal) Proxy.newProxyInstance(
            Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, arguments) -> {
                kept.add((Draft) arguments[0]);
                return CompletableFuture.completedFuture(new Receipt.Repeated("lobby", kept.size()));
            });

    @Test
    void here_are_those_who_are_connected() {
        posting(0).send(ANN, new Command.Send("c", "lobby", "@here", null));
        var post = (Draft.Post) kept.getFirst();
        assertEquals(Mentions.in("@here").among(() -> Set.of("bea")), post.mentions());
        assertEquals(List.of(ANN), met);
    }

    @Test
    void whoever_is_too_fast_is_told_so_at_once_and_nothing_is_kept() {
        var posting = posting(1);
        for (var i = 0; i < Rate.BURST; i++) {
            posting.delete(ANN, new Command.Delete("c" + i, "lobby", 1))
                    .toCompletableFuture()
                    .join();
        }
        var refused = assertThrows(
                CompletionException.class,
                () -> posting.edit(ANN, new Command.Edit("late", "lobby", 1, "text"))
                        .toCompletableFuture()
                        .join());
        assertTrue(
                refused.getCause() instanceof Refusal refusal && refusal.code() == Refusal.Code.BUSY,
                refused.toString());
        assertEquals(Rate.BURST, kept.size());
        posting.edit(new Person("bea", "Bea"), new Command.Edit("c", "lobby", 1, "text"));
        assertEquals(Rate.BURST + 1, kept.size());
    }

    private Posting posting(int perSecond) {
        return new Posting(
                new Chat(journal, Limits.of(16_000, 1, 1), (person, channel, n) -> {}),
                new Rate(perSecond, () -> Instant.EPOCH),
                new Posting.Attendance() {
                    @Override
                    public Set<String> present(String channel) {
                        return Set.of("bea");
                    }

                    @Override
                    public void meet(Person author) {
                        met.add(author);
                    }
                });
    }
}
