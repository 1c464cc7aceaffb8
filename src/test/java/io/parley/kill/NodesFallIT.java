package io.parley.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.it.Await;
import io.parley.it.Nodes;
import io.parley.it.ParleyClient;
import io.parley.redis.RedisServer;
import io.parley.sql.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes, PostgreSQL and Redis die in turn while 24 people talk; whatever was acknowledged is there, once and in order, for everybody. */
class NodesFallIT {
    private static final int PEOPLE = 24;
    private static final int NODES = 3;
    /** Nanoseconds between two bursts of one person. */
    private static final long PAUSE = 2_000_000_000;
    /** Acknowledgements that show that service goes on. */
    private static final int SOME = 2 * PEOPLE;
    /** Nanoseconds that make the moment independent of when we look. */
    private static final int MOST_WAIT = 600_000_000;

    private final long seed = Long.getLong("parley.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final Doorway doorway = new Doorway();
    private final List<Guest> guests = new ArrayList<>();

    @TempDir
    private Path folder;

    private PostgresServer postgres;
    private RedisServer redis;
    private String schema;
    private Nodes nodes;
    private int faults;

    @BeforeEach
    void begin() throws Exception {
        postgres = PostgresServer.mortal();
        redis = RedisServer.start();
        schema = postgres.schema();
        nodes = Nodes.start(folder, NODES, postgres, schema, Optional.of(redis));
    }

    @AfterEach
    void end() throws Exception {
        doorway.end();
        for (var guest : guests) {
            guest.quiet();
            guest.client().close();
        }
        nodes.close();
        redis.close();
    }

    @Test
    void what_was_acknowledged_survives_whatever_dies() throws Exception {
        System.out.println("nodes fall: -Dparley.seed=" + seed);
        doorway.open(nodes.uris());
        IntStream.range(0, PEOPLE).forEach(i -> guests.add(Guest.at(doorway, "guest" + i, random.split(), PAUSE)));
        guests.forEach(Guest::talk);
        var began = System.nanoTime();
        awaitTalk("at first");

        befalls("a node is killed", () -> nodes.node(0).kill());
        befalls("it is started again", () -> again(0));
        befalls("Redis is killed", redis::kill);
        befalls("Redis is started again, empty", redis::restart);
        befalls("PostgreSQL is restarted", () -> {
            postgres.stop();
            LockSupport.parkNanos(random.nextInt(MOST_WAIT));
            postgres.startAgain();
        });
        befalls("connections are cut", this::cutEverything);
        befalls("PostgreSQL is killed, and recovers", () -> {
            postgres.kill();
            postgres.startAgain();
        });
        befalls("two nodes and Redis are killed at once", () -> {
            nodes.node(1).kill();
            nodes.node(2).kill();
            redis.kill();
        });
        befalls("they are started again", () -> {
            redis.restart();
            again(1, 2);
        });
        System.out.printf("%d faults in %d ms%n", faults, (System.nanoTime() - began) / 1_000_000);
        judge();
    }

    /** What goes wrong may go wrong to do. */
    private interface Fault {
        void strike() throws Exception;
    }

    /** At some moment; then people talk on. */
    private void befalls(String what, Fault fault) throws Exception {
        LockSupport.parkNanos(random.nextInt(MOST_WAIT));
        fault.strike();
        faults++;
        awaitTalk(what);
    }

    private void awaitTalk(String when) throws Exception {
        var began = System.nanoTime();
        var enough = acknowledged() + SOME;
        Await.until(() -> when + ", talk goes on: " + said(), () -> acknowledged() >= enough);
        System.out.printf("%s: %d more in %d ms%n", when, SOME, (System.nanoTime() - began) / 1_000_000);
    }

    /** What everybody says, for whoever looks for a fault. */
    private String said() {
        var lines = new StringBuilder().append('\n');
        guests.forEach(guest -> lines.append(guest).append('\n'));
        for (int i = 0; i < NODES; i++) {
            lines.append(String.join("\n", nodes.node(i).log())).append("\n\n");
        }
        return lines.toString();
    }

    private void again(int... fallen) {
        nodes.startAgain(fallen);
        doorway.open(nodes.uris());
    }

    /** Those of the nodes to the database, and those of half of the people. */
    private void cutEverything() throws Exception {
        postgres.cut();
        guests.stream().filter(guest -> random.nextBoolean()).forEach(Guest::cutOff);
    }

    private void judge() throws Exception {
        guests.forEach(Guest::quiet);
        var began = System.nanoTime();
        for (var guest : guests) {
            guest.said();
            guest.client().awaitAllAcknowledged();
        }
        var views = new LinkedHashMap<String, List<Account.Kept>>();
        for (int i = 0; i < NODES; i++) {
            try (var newcomer = ParleyClient.join(nodes.uri(i), "newcomer")) {
                views.put("a newcomer at node " + i, Guest.view(newcomer));
                for (var guest : guests) {
                    guest.client().awaitSeq(newcomer.seq());
                }
            }
        }
        System.out.printf("everybody had everything after %d ms%n", (System.nanoTime() - began) / 1_000_000);
        guests.forEach(guest -> views.put(guest.client().name(), Guest.view(guest.client())));
        doorway.end();
        var journal = journal();
        assertEquals(journal.head(), journal.events(), "events in the journal");
        var account = Account.of(guests, journal, views);
        var verdict = Verdict.of(account);
        System.out.printf(
                "%d nodes, %d faults, %d people, %d messages held: %s%n",
                NODES,
                faults,
                PEOPLE,
                views.values().stream().mapToInt(List::size).sum(),
                verdict.counts(account));
        assertTrue(verdict.kept(), verdict::toString);
        for (var guest : guests) {
            assertEquals(List.of(), guest.client().violations(), guest.client().name());
        }
    }

    private JournalFile journal() throws Exception {
        try (var connection = postgres.connect()) {
            connection.setSchema(schema);
            return JournalFile.read(connection);
        }
    }

    private int acknowledged() {
        return guests.stream()
                .mapToInt(guest -> guest.client().countAcknowledged())
                .sum();
    }
}
