package io.parley.it;

import static io.parley.it.ClassicClient.FILES;
import static io.parley.it.ClassicClient.HISTORY;
import static io.parley.it.ClassicClient.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.kill.LastWords;
import io.parley.redis.RedisServer;
import io.parley.sql.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People on three nodes are in one room. */
class NodesIT {
    private static final int BURST = 2_000;

    @TempDir
    private static Path folder;

    private static RedisServer redis;
    private static Nodes nodes;
    private static String[] settings;

    @BeforeAll
    static void begin() throws Exception {
        redis = RedisServer.start();
        var postgres = PostgresServer.shared();
        var schema = postgres.schema();
        settings = Nodes.settings(postgres, schema, Optional.of(redis));
        nodes = Nodes.start(folder, 3, postgres, schema, Optional.of(redis));
    }

    @AfterAll
    static void end() throws Exception {
        nodes.close();
        redis.close();
    }

    @Test
    void bursts_of_classic_clients_arrive_complete_and_in_order_on_every_node() throws Exception {
        var senders = List.of(
                ClassicClient.join(nodes.uri(0), TEXT, "burst0"), ClassicClient.join(nodes.uri(1), HISTORY, "burst1"));
        var listeners = List.of(
                ClassicClient.join(nodes.uri(0), TEXT, "stage1"),
                ClassicClient.join(nodes.uri(1), FILES, "stage2"),
                ClassicClient.join(nodes.uri(2), HISTORY, "stage3"));
        try (var bea = ParleyClient.join(nodes.uri(2), "Bea");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var since = bea.seq();
            var began = System.nanoTime();
            var sending = senders.stream()
                    .map(sender -> threads.submit(() -> {
                        for (int i = 0; i < BURST; i++) {
                            sender.says(sender.name() + " " + i);
                        }
                        return sender;
                    }))
                    .toList();
            for (var sent : sending) {
                sent.get(Await.BOUND.toSeconds(), TimeUnit.SECONDS);
            }
            for (var listener : listeners) {
                inOrder(burst(listener));
            }
            bea.awaitSeq(since + 2 * BURST);
            System.out.printf(
                    "a burst of 2 x %d texts on 2 of 3 nodes reached 4 listeners in %d ms%n",
                    BURST, (System.nanoTime() - began) / 1_000_000);
            inOrder(bea.messages().stream()
                    .filter(said -> said.seq() > since)
                    .map(Room.Said::text)
                    .toList());
            assertEquals(List.of(), bea.violations());
        }
        for (var one : senders) {
            one.close();
        }
        for (var one : listeners) {
            one.close();
        }
    }

    @Test
    void a_file_sent_on_one_node_is_read_on_another() throws Exception {
        try (var alice = ClassicClient.join(nodes.uri(0), FILES, "alice");
                var bob = ClassicClient.join(nodes.uri(1), FILES, "bob");
                var bea = ParleyClient.join(nodes.uri(2), "Bea")) {
            var content = "on the other node".repeat(20_000).getBytes(StandardCharsets.UTF_8);
            alice.sends("{\"file\":{\"name\":\"a.txt\",\"type\":\"text/plain\"}}", content);
            bob.takeUntil("{\"from\":\"alice\",\"file\":{\"name\":\"a.txt\",\"type\":\"text/plain\"}}");
            bob.hearsBytes(content);
            var file = bea.next("message", event -> !event.getJsonArray("files").isEmpty())
                    .getJsonArray("files")
                    .getJsonObject(0);
            for (var node : nodes.uris()) {
                assertEquals(
                        new String(content, StandardCharsets.UTF_8),
                        new Pages(node, "Bea")
                                .get("api/v1/files/" + file.getString("id") + "/a.txt")
                                .body());
            }
        }
    }

    @Test
    void who_comes_and_goes_on_one_node_is_seen_on_another() throws Exception {
        try (var bob = ClassicClient.join(nodes.uri(1), TEXT, "bob")) {
            var dora = ClassicClient.join(nodes.uri(0), TEXT, "dora");
            bob.takeUntil(ClassicClient.joined("dora"));
            dora.says("hello from afar");
            dora.leaves();
            // what is kept and what only happens go different ways, so either may come first
            var last = Set.of(ClassicClient.line("dora", "hello from afar"), ClassicClient.left("dora"));
            Await.until(
                    () -> "both came: " + bob.heard(),
                    () -> bob.heard().stream()
                            .map(Received::toString)
                            .collect(Collectors.toSet())
                            .containsAll(last));
        }
    }

    @Test
    void what_a_dying_node_committed_is_seen_on_every_other() throws Exception {
        LastWords.areSeenOnEveryOther(nodes, Files.createDirectory(folder.resolve("Redis")), settings);
    }

    /** What the two senders said, as one listener heard it. */
    private static List<String> burst(ClassicClient listener) {
        var texts = new ArrayList<String>();
        while (texts.size() < 2 * BURST) {
            var line = Pages.json(
                    assertInstanceOf(Received.Text.class, listener.next()).text());
            if (line.getString("from").startsWith("burst")) {
                assertTrue(line.getString("msg").startsWith(line.getString("from") + " "), line.toString());
                texts.add(line.getString("msg"));
            }
        }
        return texts;
    }

    private static void inOrder(List<String> texts) {
        for (var sender : List.of("burst0", "burst1")) {
            assertEquals(
                    IntStream.range(0, BURST).mapToObj(i -> sender + " " + i).toList(),
                    texts.stream().filter(text -> text.startsWith(sender + " ")).toList());
        }
    }
}
