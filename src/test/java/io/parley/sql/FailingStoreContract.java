package io.parley.sql;

import static io.parley.chat.ChannelView.LOBBY;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.chat.Draft;
import io.parley.chat.Event;
import io.parley.chat.Receipt;
import io.parley.chat.SendOrder;
import io.parley.people.Name;
import io.parley.people.Person;
import io.parley.people.Refusal;
import io.parley.people.Visit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the store fails, nothing is acknowledged that is not kept, order holds, and service returns by itself. */
abstract class FailingStoreContract {
    private static final String COMMIT = "COMMIT";

    private Faulty faulty;
    /** Opened on that database. */
    House house;

    private Person ann;

    /** An empty one. */
    abstract Database database() throws SQLException;

    @BeforeEach
    void open() throws SQLException {
        faulty = new Faulty(database());
        house = new House(faulty);
        ann = house.person("Ann");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_commit_that_did_not_happen_is_tried_again() {
        var commits = new AtomicInteger();
        fault(new Faulty.Fault() {
            @Override
            public void before(Connection raw, String sql, List<Object> arguments) throws SQLException {
                if (sql.equals(COMMIT) && commits.incrementAndGet() == 1) {
                    throw new SQLException("the disk is away for a moment");
                }
            }
        });
        assertEquals(1, assertInstanceOf(Receipt.Kept.class, send("c1").join()).seq());
        assertEquals(2, commits.get());
        assertEquals(house.told, log());
    }

    @Test
    void a_commit_that_happened_without_an_answer_is_found_out() {
        var commits = new AtomicInteger();
        fault(new Faulty.Fault() {
            @Override
            public void after(String sql) throws SQLException {
                if (sql.equals(COMMIT) && commits.incrementAndGet() == 1) {
                    throw new SQLException("the answer is lost");
                }
            }
        });
        assertInstanceOf(Receipt.Kept.class, send("c1").join());
        assertEquals(1, log().size());
        assertEquals(log(), house.told);
    }

    @Test
    void while_no_commit_succeeds_everyone_hears_unavailable() {
        fault(new Faulty.Fault() {
            @Override
            public void before(Connection raw, String sql, List<Object> arguments) throws SQLException {
                if (sql.equals(COMMIT)) {
                    throw new SQLException("the disk is away");
                }
            }
        });
        unavailable(send("c1"));
        unavailable(send("c2"));
        assertEquals(
                Refusal.Code.UNAVAILABLE,
                assertThrows(Refusal.class, () -> house.person("Bea")).code());
        assertEquals(List.of(), log());

        heal();
        assertEquals(1, send("c2").join().seq());
        assertEquals(2, send("c1").join().seq());
        assertEquals("Bea", house.person("Bea").name());
        assertEquals(house.told, log());
    }

    @Test
    void what_was_committed_in_silence_is_told_when_the_store_answers_again() throws Exception {
        var committed = new AtomicInteger();
        fault(new Faulty.Fault() {
            @Override
            public void before(Connection raw, String sql, List<Object> arguments) throws SQLException {
                if (sql.startsWith("BEGIN") && committed.get() > 0) {
                    throw new SQLException("the disk is away");
                }
            }

            @Override
            public void after(String sql) throws SQLException {
                if (sql.equals(COMMIT)) {
                    committed.incrementAndGet();
                    throw new SQLException("the answer is lost");
                }
            }
        });
        unavailable(send("c1"));
        assertEquals(List.of(), house.told);
        assertEquals(1, log().size());

        heal();
        house.await(() -> house.told.size() == 1);
        assertEquals(log(), house.told);
        assertEquals(new Receipt.Repeated(LOBBY, 1), send("c1").join());
    }

    @Test
    void order_holds_across_a_failure() throws Exception {
        var order = SendOrder.strict();
        var stages = failing(
                () -> IntStream.range(0, 10).mapToObj(i -> send("c" + i, order)).toList());
        stages.forEach(FailingStoreContract::unavailable);
        assertEquals(List.of(), log());

        unavailable(send("c5", order));
        unavailable(send("new", order));
        for (int i = 0; i < 10; i++) {
            assertEquals(i + 1, send("c" + i, order).join().seq());
        }
        assertEquals(11, send("new", order).join().seq());
        assertEquals(house.told, log());
    }

    @Test
    void one_who_was_told_to_wait_is_not_let_in_by_a_second_try() throws Exception {
        var order = SendOrder.strict();
        order.failed(LOBBY, "c0");
        var commits = new AtomicInteger();
        var stages = behindAStalledCommit(
                () -> List.of(send("c1", order), send("c0", order), send("c2", order)), new Faulty.Fault() {
                    @Override
                    public void before(Connection raw, String sql, List<Object> arguments) throws SQLException {
                        if (sql.equals(COMMIT) && commits.incrementAndGet() <= 2) {
                            throw new SQLException("the disk is away for a moment");
                        }
                    }
                });
        unavailable(stages.get(0));
        assertEquals(2, stages.get(1).join().seq());
        assertEquals(3, stages.get(2).join().seq());
        assertEquals(4, commits.get());
    }

    @Test
    void one_draft_the_store_cannot_take_does_not_hurt_its_neighbours() throws Exception {
        var order = SendOrder.strict();
        var stages = behindAStalledCommit(
                () -> IntStream.range(0, 20)
                        .mapToObj(i -> send("c" + i, i == 7 || i == 9 ? order : SendOrder.none()))
                        .toList(),
                new Faulty.Fault() {
                    @Override
                    public void before(Connection raw, String sql, List<Object> arguments) throws SQLException {
                        if (sql.startsWith("INSERT INTO event") && arguments.contains("c7")) {
                            throw new SQLException("not this one");
                        }
                    }
                });
        for (int i = 0; i < 20; i++) {
            if (i == 7 || i == 9) {
                unavailable(stages.get(i));
            } else {
                assertTrue(stages.get(i).join().seq() > 0);
            }
        }
        assertEquals(1 + 18, log().size());
        assertEquals(house.told, log());
        heal();
        unavailable(send("c9", order));
        assertEquals(20, send("c7", order).join().seq());
        assertEquals(21, send("c9", order).join().seq());
    }

    @Test
    void what_many_are_refused_their_neighbours_are_not_and_all_share_one_transaction() throws Exception {
        var commits = new AtomicInteger();
        var visit = new Visit("192.0.2.1", "Firefox on Linux");
        var refused = new ArrayList<CompletableFuture<Void>>();
        var neighbours = behindAStalledCommit(
                () -> {
                    for (var i = 0; i < 5; i++) {
                        var token = new byte[] {(byte) i};
                        var waits = new CompletableFuture<Void>();
                        refused.add(waits);
                        var thread = Thread.ofPlatform().start(() -> {
                            try {
                                house.store.government().reset(token, "hash", visit);
                                waits.complete(null);
                            } catch (RuntimeException e) {
                                waits.completeExceptionally(e);
                            }
                        });
                        house.await(() -> thread.getState() == Thread.State.WAITING);
                    }
                    return List.of(send("c1"), send("c2"));
                },
                new Faulty.Fault() {
                    @Override
                    public void after(String sql) {
                        if (sql.equals(COMMIT)) {
                            commits.incrementAndGet();
                        }
                    }
                });
        for (var each : refused) {
            var cause = assertThrows(ExecutionException.class, () -> each.get(10, SECONDS))
                    .getCause();
            assertEquals(
                    Refusal.Code.LINK_GONE,
                    assertInstanceOf(Refusal.class, cause).code());
        }
        for (var neighbour : neighbours) {
            assertInstanceOf(Receipt.Kept.class, neighbour.get(10, SECONDS));
        }
        assertEquals(1, commits.get());
    }

    @Test
    void a_connection_that_died_is_replaced() {
        send("c1").join();
        var opened = new AtomicInteger();
        fault(new Faulty.Fault() {
            @Override
            public void opened(Connection raw) {
                opened.incrementAndGet();
            }

            @Override
            public void before(Connection raw, String sql, List<Object> arguments) throws SQLException {
                if (opened.get() == 0) {
                    raw.close();
                }
            }
        });
        var before = house.interruptions.get();
        assertEquals(2, send("c2").join().seq());
        assertEquals(1, opened.get());
        assertEquals(before + 1, house.interruptions.get());
    }

    @Test
    void a_slow_disk_is_shared_by_many() {
        var commits = new AtomicInteger();
        fault(new Faulty.Fault() {
            @Override
            public void before(Connection raw, String sql, List<Object> arguments) {
                if (sql.equals(COMMIT)) {
                    commits.incrementAndGet();
                    LockSupport.parkNanos(10_000_000);
                }
            }
        });
        var senders = 64;
        var each = 20;
        var began = System.nanoTime();
        IntStream.range(0, senders)
                .mapToObj(sender -> chain(sender, each))
                .toList()
                .forEach(CompletableFuture::join);
        var seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "10 ms a commit: %d drafts of %d senders, one at a time each, in %d commits, %.0f drafts/s%n",
                senders * each, senders, commits.get(), senders * each / seconds);
        assertEquals(senders * each, log().size());
        assertEquals(
                LongStream.rangeClosed(1, (long) senders * each).boxed().toList(),
                house.told.stream().map(Event.Lasting::seq).toList());
        assertTrue(commits.get() <= senders * each / 8, commits + " commits");
    }

    /** Sends the next one when the one before is acknowledged. */
    private CompletableFuture<Receipt> chain(int sender, int left) {
        var sent = send("s" + sender + "-" + left);
        return left == 1 ? sent : sent.thenCompose(receipt -> chain(sender, left - 1));
    }

    @Test
    void after_the_store_is_closed_nothing_is_taken() {
        send("c1").join();
        var last = send("c2");
        house.close();
        assertEquals(2, last.join().seq());
        unavailable(send("c3"));
        assertThrows(Refusal.class, () -> house.store.directory().named(new Name("Bea")));
    }

    /** What is sent while every COMMIT fails, in one batch. */
    private List<CompletableFuture<Receipt>> failing(Supplier<List<CompletableFuture<Receipt>>> sending)
            throws Exception {
        var down = new CountDownLatch(1);
        fault(new Faulty.Fault() {
            @Override
            public void before(Connection raw, String sql, List<Object> arguments) throws SQLException {
                if (sql.equals(COMMIT)) {
                    awaitUninterruptibly(down);
                    throw new SQLException("the disk is away");
                }
            }
        });
        var stages = sending.get();
        down.countDown();
        CompletableFuture.allOf(stages.toArray(new CompletableFuture<?>[0]))
                .handle((none, failure) -> none)
                .get(10, SECONDS);
        heal();
        return stages;
    }

    /** Holds the writer in a COMMIT until all is queued behind it, so that what is sent comes in one batch and then meets the fault. */
    private List<CompletableFuture<Receipt>> behindAStalledCommit(
            Supplier<List<CompletableFuture<Receipt>>> sending, Faulty.Fault then) throws Exception {
        var reached = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        fault(new Faulty.Fault() {
            @Override
            public void after(String sql) {
                if (sql.equals(COMMIT)) {
                    reached.countDown();
                    awaitUninterruptibly(released);
                }
            }
        });
        var first = send("stalls");
        assertTrue(reached.await(10, SECONDS));
        var stages = sending.get();
        fault(then);
        released.countDown();
        first.get(10, SECONDS);
        return stages;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    final void fault(Faulty.Fault fault) {
        faulty.fault = fault;
    }

    private void heal() {
        fault(new Faulty.Fault() {});
    }

    private CompletableFuture<Receipt> send(String cid) {
        return send(cid, SendOrder.none());
    }

    private CompletableFuture<Receipt> send(String cid, SendOrder order) {
        return send(cid, order, "text of " + cid);
    }

    final CompletableFuture<Receipt> send(String cid, SendOrder order, String text) {
        return house.store
                .journal()
                .append(new Draft.Post(LOBBY, ann.id(), cid, order, text, List.of()))
                .toCompletableFuture();
    }

    static void unavailable(CompletableFuture<Receipt> stage) {
        var cause = assertThrows(CompletionException.class, stage::join).getCause();
        assertEquals(
                Refusal.Code.UNAVAILABLE, assertInstanceOf(Refusal.class, cause).code());
    }

    final List<Event.Lasting> log() {
        return house.store.journal().between(LOBBY, 0, Long.MAX_VALUE);
    }
}
