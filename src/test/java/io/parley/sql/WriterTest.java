package io.parley.sql;

import static io.parley.chat.ChannelView.LOBBY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.chat.Committed;
import io.parley.chat.Draft;
import io.parley.chat.Event;
import io.parley.chat.Receipt;
import io.parley.chat.SendOrder;
import io.parley.chat.Way;
import io.parley.people.Person;
import io.parley.people.Refusal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterTest {
    private static final String INSERT = "INSERT INTO secret (name, value) VALUES (?, ?)";

    @TempDir
    private Path folder;

    private final AtomicInteger commits = new AtomicInteger();
    private final List<Event.Lasting> told = new ArrayList<>();
    private final List<Map<String, Long>> touched = new ArrayList<>();
    private Person ann;
    private Writer writer;

    @BeforeEach
    void open() throws SQLException {
        var database = House.in(folder);
        try (var house = new House(folder)) {
            ann = house.person("Ann");
        }
        writer = new Writer(
                database,
                new Counting(),
                new Heard(),
                new Condition("a test"),
                InstantSource.system(),
                new Marks(new SplittableRandom(1)),
                new Way(System::nanoTime));
    }

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void a_refusal_after_writing_undoes_nothing_of_others_and_costs_them_no_second_commit() {
        var under = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        writer.submit(Chore.of(session -> {
            under.countDown();
            return waits(go);
        }));
        waits(under);
        var before = append("c1");
        var insert = Chore.of(session -> session.update(INSERT, "kept", new byte[1]));
        writer.submit(insert);
        var refused = new Chore<Integer>(transaction -> {
            transaction.session().update(INSERT, "undone", new byte[1]);
            var log = transaction.log(LOBBY);
            log.next(transaction.now(), transaction.marks());
            log.nextMessage();
            transaction.touch(ann.id());
            throw new Refusal(Refusal.Code.CONFLICT, "after all");
        });
        writer.submit(refused);
        var after = append("c2");
        go.countDown();

        assertEquals(1, insert.done().join());
        var cause = assertThrows(CompletionException.class, () -> refused.done().join())
                .getCause();
        assertEquals(
                Refusal.Code.CONFLICT, assertInstanceOf(Refusal.class, cause).code());
        assertEquals(
                1, assertInstanceOf(Receipt.Kept.class, before.done().join()).seq());
        assertEquals(
                2, assertInstanceOf(Receipt.Kept.class, after.done().join()).seq());
        assertEquals(List.of("kept"), names());
        assertEquals(2, told.size());
        assertEquals(List.of(), touched);
        writer.close();
        // the one that waited, the four together, and the look at the names
        assertEquals(3, commits.get());
    }

    @Test
    void a_refusal_alone_leaves_nothing_behind() {
        assertThrows(
                Refusal.class,
                () -> writer.await(session -> {
                    session.update(INSERT, "undone", new byte[1]);
                    throw new Refusal(Refusal.Code.CONFLICT, "after all");
                }));
        assertEquals(List.of(), names());
    }

    private static int waits(CountDownLatch go) {
        try {
            go.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private Append append(String cid) {
        var draft = new Draft.Post(LOBBY, ann.id(), cid, SendOrder.none(), "text", List.of());
        var append = new Append(draft, "text".getBytes(StandardCharsets.UTF_8), new byte[16], 0);
        writer.submit(append);
        return append;
    }

    private List<String> names() {
        return writer.await(session ->
                session.all("SELECT name FROM secret WHERE name IN ('kept', 'undone')", row -> row.getString(1)));
    }

    private final class Heard implements Committed {
        @Override
        public void committed(List<Event.Lasting> events) {
            told.addAll(events);
        }

        @Override
        public void touched(Map<String, Long> versions) {
            touched.add(versions);
        }
    }

    private final class Counting implements Database.Upkeep {
        @Override
        public void wrote(long bytes) {
            commits.incrementAndGet();
        }

        @Override
        public void close() {
            // nothing was begun
        }
    }
}
