package io.parley.torture;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What befalls nodes and clients, one after the other, by chance. */
final class Faults {
    private static final int LONGEST_CUT = 3_000;
    private static final int LONGEST_PEACE = 2_000;
    /** Faults that come before anybody could speak would show nothing; later than that they come all the same. */
    private static final long LONGEST_WAIT_NANOS = 20_000_000_000L;

    private final List<Node> nodes;
    private final List<Talker> talkers;
    private final SplittableRandom random;
    private final Map<String, Integer> counts = new TreeMap<>();

    Faults(List<Node> nodes, List<Talker> talkers, SplittableRandom random) {
        this.nodes = nodes;
        this.talkers = talkers;
        this.random = random;
    }

    /** Strikes until the time is over; then every node runs and reaches what it needs. */
    void strike(Duration time) throws InterruptedException {
        var end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            awaitTalk(end);
            Thread.sleep(random.nextInt(LONGEST_PEACE));
            var node = nodes.get(random.nextInt(nodes.size()));
            switch (random.nextInt(5)) {
                case 0 -> cutClients();
                case 1, 2 -> cutWay(node);
                default -> kill(random.nextInt(6) == 0 ? nodes : List.of(node));
            }
        }
    }

    /** How often what happened. */
    Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }

    /** Until some messages more are acknowledged. */
    private void awaitTalk(long end) throws InterruptedException {
        var began = System.nanoTime();
        var enough = acknowledged() + talkers.size();
        while (acknowledged() < enough && System.nanoTime() < end && System.nanoTime() - began < LONGEST_WAIT_NANOS) {
            Thread.sleep(20);
        }
    }

    private long acknowledged() {
        return talkers.stream().mapToLong(Talker::acknowledged).sum();
    }

    private void cutClients() {
        count("clients cut off");
        talkers.stream().filter(talker -> random.nextInt(3) == 0).forEach(Talker::cutOff);
    }

    private void cutWay(Node node) throws InterruptedException {
        var ways = List.copyOf(new TreeMap<>(node.ways()).entrySet());
        if (ways.isEmpty()) {
            cutClients();
            return;
        }
        var way = ways.get(random.nextInt(ways.size()));
        if (random.nextInt(3) == 0) {
            count(way.getKey() + " stalled");
            way.getValue().stall();
        } else {
            count(way.getKey() + " cut off");
            way.getValue().cut();
        }
        Thread.sleep(random.nextInt(LONGEST_CUT));
        way.getValue().heal();
    }

    private void kill(List<Node> victims) throws InterruptedException {
        for (var victim : victims) {
            count("nodes killed");
            victim.kill();
        }
        for (var victim : victims) {
            victim.start();
        }
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }
}
