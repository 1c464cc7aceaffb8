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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator restarts one node after the other while people talk: they are told, go elsewhere, and nothing is lost. */
class RollingRestartIT {
    private static final int PEOPLE = 12;
    private static final int NODES = 3;
    private static final long PAUSE = 200_000_000;
    /** What a process ends with that was told to by SIGTERM. */
    private static final int TOLD = 143;

    private final SplittableRandom random = new SplittableRandom(Long.getLong("parley.seed", System.nanoTime()));
    private final Doorway doorway = new Doorway();
    private final List<Guest> guests = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void nodes_are_restarted_in_turn_and_nothing_is_lost() throws Exception {
        var postgres = PostgresServer.shared();
        var schema = postgres.schema();
        try (var redis = RedisServer.start();
                var nodes = Nodes.start(folder, NODES, postgres, schema, Optional.of(redis))) {
            doorway.open(nodes.uris());
            IntStream.range(0, PEOPLE).forEach(i -> guests.add(Guest.at(doorway, "guest" + i, random.split(), PAUSE)));
            guests.forEach(Guest::talk);
            for (int node = 0; node < NODES; node++) {
                awaitTalk();
                restart(nodes, node);
            }
            awaitTalk();
            judge(nodes, postgres, schema);
        } finally {
            doorway.end();
            for (var guest : guests) {
                guest.quiet();
                guest.client().close();
            }
        }
    }

    private void restart(Nodes nodes, int number) {
        var node = nodes.node(number);
        var goneBefore = goaways();
        var began = System.nanoTime();
        assertEquals(TOLD, node.stop(), () -> String.join("\n", node.log()));
        System.out.printf(
                "node %d had ended after %d ms, %d were told to go%n",
                number, (System.nanoTime() - began) / 1_000_000, goaways() - goneBefore);
        assertTrue(
                node.log().stream().noneMatch(line -> line.contains("ERROR") || line.contains("goodbye in time")),
                () -> String.join("\n", node.log()));
        nodes.startAgain(number);
        doorway.open(nodes.uris());
    }

    private void awaitTalk() throws Exception {
        var enough = acknowledged() + 5 * PEOPLE;
        Await.until(() -> "talk goes on: " + guests, () -> acknowledged() >= enough);
    }

    private void judge(Nodes nodes, PostgresServer postgres, String schema) throws Exception {
        assertTrue(goaways() >= NODES, "hardly anybody was told to go");
        guests.forEach(Guest::quiet);
        for (var guest : guests) {
            guest.said();
            guest.client().awaitAllAcknowledged();
        }
        var views = new LinkedHashMap<String, List<Account.Kept>>();
        try (var newcomer = ParleyClient.join(nodes.uri(0), "newcomer");
                var connection = postgres.connect()) {
            views.put("a newcomer", Guest.view(newcomer));
            for (var guest : guests) {
                guest.client().awaitSeq(newcomer.seq());
                views.put(guest.client().name(), Guest.view(guest.client()));
                assertEquals(List.of(), guest.client().violations());
            }
            connection.setSchema(schema);
            var account = Account.of(guests, JournalFile.read(connection), views);
            var verdict = Verdict.of(account);
            System.out.println("rolling restart: " + verdict.counts(account));
            assertTrue(verdict.kept(), verdict::toString);
        }
    }

    private long goaways() {
        return guests.stream()
                .flatMap(guest -> guest.client().heard().stream())
                .filter(event -> event.getString("type").equals("goaway"))
                .count();
    }

    private int acknowledged() {
        return guests.stream()
                .mapToInt(guest -> guest.client().countAcknowledged())
                .sum();
    }
}
