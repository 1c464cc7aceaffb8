package io.parley.bench;

import io.parley.it.Nodes;
import io.parley.it.ParleyClient;
import io.parley.redis.RedisServer;
import io.parley.sql.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * What a second node and Redis cost and bring: the same people talk over one node without Redis, one with it, and two nodes
 * with it, all on one PostgreSQL, several rounds in turn; the table has the medians.
 *
 * <p>Needs the built WAR and the PostgreSQL of the tests: after {@code mvn verify}, {@code mvn -Pbench -Dbench=ManyNodes}.
 * Everything shares this machine, the people too, so read the ratios.
 */
public final class ManyNodes {
    private static final int ROUNDS = 5;
    private static final int LISTENERS = 24;
    private static final int SINGLE_SENDS = 200;
    private static final int BURST = 2_000;

    private ManyNodes() {}

    public static void main(String[] args) throws Exception {
        var folder = Files.createTempDirectory("parley-bench");
        try (var postgres = PostgresServer.start();
                var redis = RedisServer.start();
                var alone = nodes(folder, "alone", 1, postgres, Optional.empty());
                var one = nodes(folder, "one", 1, postgres, Optional.of(redis));
                var two = nodes(folder, "two", 2, postgres, Optional.of(redis))) {
            try (var first = new House("one node", alone);
                    var second = new House("one node, Redis", one);
                    var third = new House("two nodes, Redis", two)) {
                var houses = List.of(first, second, third);
                for (var house : houses) {
                    house.open();
                }
                for (int round = 0; round <= ROUNDS; round++) {
                    for (var house : houses) {
                        house.talk(round);
                    }
                }
                print(houses);
            }
        } finally {
            remove(folder);
        }
    }

    private static Nodes nodes(
            Path folder, String name, int count, PostgresServer postgres, Optional<RedisServer> redis)
            throws Exception {
        var home = Files.createDirectories(folder.resolve(name));
        return Nodes.start(home, count, postgres, postgres.schema(), redis);
    }

    private static void print(List<House> houses) {
        var first = houses.getFirst();
        System.out.printf(
                "%n%d listeners, medians of %d rounds; latency from one client to another, one message at a time%n",
                LISTENERS, ROUNDS);
        System.out.printf("%-20s %10s %10s %8s %14s %8s%n", "", "p50 ms", "p99 ms", "ratio", "deliveries/s", "ratio");
        for (var house : houses) {
            System.out.printf(
                    Locale.ROOT,
                    "%-20s %10.2f %10.2f %7.2fx %,14.0f %7.2fx%n",
                    house.name,
                    median(house.half),
                    median(house.most),
                    median(house.half) / median(first.half),
                    median(house.deliveries),
                    median(house.deliveries) / median(first.deliveries));
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** One way to run it, and what was measured. */
    private static final class House implements AutoCloseable {
        private final String name;
        private final Nodes nodes;
        private final List<ParleyClient> listeners = new ArrayList<>();
        private final List<Double> half = new ArrayList<>();
        private final List<Double> most = new ArrayList<>();
        private final List<Double> deliveries = new ArrayList<>();

        House(String name, Nodes nodes) {
            this.name = name;
            this.nodes = nodes;
        }

        /** Everybody comes before anything is said, so that nobody has to read what was. */
        void open() throws IOException {
            for (int i = 0; i < LISTENERS; i++) {
                listeners.add(ParleyClient.join(nodes.uri(i % nodes.count()), "listener" + i));
            }
        }

        /** @param round 0 is for warming up, and not counted */
        void talk(int round) {
            // the last one is on the last node, and hears what is said on the first
            var latencies = oneByOne(round, listeners.getFirst(), listeners.getLast());
            var perSecond = burst(round, listeners);
            if (round > 0) {
                half.add(latencies[latencies.length / 2]);
                most.add(latencies[latencies.length * 99 / 100]);
                deliveries.add(perSecond);
            }
        }

        @Override
        public void close() throws IOException {
            for (var listener : listeners) {
                listener.close();
            }
        }

        /** @return milliseconds, in order of size */
        private static double[] oneByOne(int round, ParleyClient from, ParleyClient to) {
            var millis = new double[SINGLE_SENDS];
            for (int i = 0; i < SINGLE_SENDS; i++) {
                var text = "round " + round + ", single " + i;
                var began = System.nanoTime();
                from.says(text);
                to.next("message", event -> event.getString("text").equals(text));
                millis[i] = (System.nanoTime() - began) / 1e6;
            }
            Arrays.sort(millis);
            return millis;
        }

        /** All say a part of it at once. */
        private static double burst(int round, List<ParleyClient> listeners) {
            var last = listeners.getFirst().seq() + BURST;
            var began = System.nanoTime();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var each = BURST / listeners.size();
                for (int i = 0; i < listeners.size(); i++) {
                    var who = listeners.get(i);
                    var count = i == 0 ? BURST - each * (listeners.size() - 1) : each;
                    threads.execute(() -> IntStream.range(0, count).forEach(n -> who.says("round " + round + "-" + n)));
                }
            }
            listeners.forEach(listener -> listener.awaitSeq(last));
            return BURST * (double) listeners.size() / ((System.nanoTime() - began) / 1e9);
        }
    }
}
