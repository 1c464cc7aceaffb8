package io.parley.sql;

import static io.parley.chat.ChannelView.LOBBY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.chat.Draft;
import io.parley.chat.Event;
import io.parley.chat.SendOrder;
import io.parley.it.Await;
import io.parley.people.Person;
import io.parley.people.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** PostgreSQL dies in all its ways while two nodes write: nothing is lost or doubled, and service returns by itself. */
class DyingPostgresIT {
    private PostgresServer server;

    @BeforeEach
    void start() throws Exception {
        server = PostgresServer.mortal();
    }

    @Test
    void killed_stopped_and_cut_it_heals_and_nothing_is_lost_or_doubled() throws Exception {
        var schema = server.schema();
        try (var one = new House(server.database(schema));
                var two = new House(server.database(schema))) {
            var talkers = List.of(
                    new Talker(one, "Ann"), new Talker(two, "Bea"), new Talker(one, "Cem"), new Talker(two, "Dee"));
            talkers.forEach(Talker::start);
            awaitMore(talkers, 40);
            server.kill();
            awaitUnavailable(talkers);
            server.startAgain();
            awaitMore(talkers, 40);
            server.stop();
            awaitUnavailable(talkers);
            server.startAgain();
            awaitMore(talkers, 40);
            for (int i = 0; i < 5; i++) {
                server.cut();
                awaitMore(talkers, 5);
            }
            for (var talker : talkers) {
                talker.end();
            }

            var log = one.journal().between(LOBBY, 0, Long.MAX_VALUE);
            assertEquals(
                    LongStream.rangeClosed(1, log.size()).boxed().toList(),
                    log.stream().map(Event.Lasting::seq).toList());
            for (var talker : talkers) {
                assertEquals(
                        talker.sent,
                        log.stream()
                                .filter(event -> event.author().equals(talker.person.id()))
                                .map(Event.Lasting::cid)
                                .toList());
            }
            var told = new ArrayList<>(one.told);
            told.addAll(two.told);
            assertEquals(log.size(), told.size(), "each was told by the node that committed it, once");
            assertEquals(new HashSet<>(log), new HashSet<>(told));
            assertTrue(one.interruptions.get() > 4);
            System.out.printf(
                    "PostgreSQL died 2 times and was cut 5 times: %d messages, %d answers `unavailable`%n",
                    log.size(),
                    talkers.stream()
                            .mapToInt(talker -> talker.unavailable.get())
                            .sum());
        }
    }

    @Test
    void one_that_stands_still_is_noticed() throws Exception {
        standStill("&socketTimeout=2");
    }

    @Test
    @Tag("matrix")
    void one_that_stands_still_is_noticed_without_being_set_so() throws Exception {
        standStill("");
    }

    private void standStill(String parameters) throws Exception {
        var url = server.url(server.schema()) + parameters;
        try (var house = new House(
                Postgres.at(url, Optional.of(PostgresServer.USER), Optional.of(PostgresServer.PASSWORD), 4))) {
            var ann = house.person("Ann");
            var began = System.nanoTime();
            server.freeze();
            try {
                var sent = house.journal()
                        .append(new Draft.Post(LOBBY, ann.id(), "c1", SendOrder.none(), "?", List.of()))
                        .toCompletableFuture();
                var outcome = sent.handle((receipt, failure) -> failure == null ? "kept" : failure.getMessage())
                        .get(Await.BOUND.toSeconds(), TimeUnit.SECONDS);
                System.out.printf(
                        "a PostgreSQL that stands still: \"%s\" after %.1f s%n",
                        outcome, (System.nanoTime() - began) / 1e9);
                assertTrue(outcome.contains("does not answer"), outcome);
            } finally {
                server.thaw();
            }
            Await.until(() -> "it does not heal", () -> kept(house, ann));
            assertEquals(1, house.journal().between(LOBBY, 0, 10).size());
        }
    }

    private static boolean kept(House house, Person person) {
        return house.journal()
                .append(new Draft.Post(LOBBY, person.id(), "c1", SendOrder.none(), "?", List.of()))
                .toCompletableFuture()
                .handle((receipt, failure) -> failure == null)
                .join();
    }

    private static void awaitMore(List<Talker> talkers, int more) throws Exception {
        for (var talker : talkers) {
            var before = talker.acknowledged.size();
            Await.until(() -> talker + " is not heard", () -> talker.acknowledged.size() >= before + more);
        }
    }

    private static void awaitUnavailable(List<Talker> talkers) throws Exception {
        for (var talker : talkers) {
            var before = talker.unavailable.get();
            Await.until(() -> talker + " is told nothing", () -> talker.unavailable.get() > before);
        }
    }

    /** Says one thing after the other, each until it is acknowledged. */
    private static final class Talker {
        final House house;
        final Person person;
        final List<String> sent = new ArrayList<>();
        final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        final AtomicInteger unavailable = new AtomicInteger();
        private final AtomicBoolean ending = new AtomicBoolean();
        private final Thread thread;

        Talker(House house, String name) {
            this.house = house;
            this.person = house.person(name);
            this.thread = new Thread(this::talk, name);
        }

        void start() {
            thread.start();
        }

        void end() throws InterruptedException {
            ending.set(true);
            thread.join();
        }

        private void talk() {
            for (int i = 0; !ending.get(); i++) {
                var cid = "c" + i;
                sent.add(cid);
                while (!said(cid)) {
                    unavailable.incrementAndGet();
                }
                acknowledged.add(cid);
            }
        }

        private boolean said(String cid) {
            try {
                house.journal()
                        .append(new Draft.Post(LOBBY, person.id(), cid, SendOrder.none(), cid, List.of()))
                        .toCompletableFuture()
                        .join();
                return true;
            } catch (CompletionException e) {
                if (e.getCause() instanceof Refusal refusal && refusal.code() == Refusal.Code.UNAVAILABLE) {
                    return false;
                }
                throw e;
            }
        }

        @Override
        public String toString() {
            return person.name();
        }
    }
}
