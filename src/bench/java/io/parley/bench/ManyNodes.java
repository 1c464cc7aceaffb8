package io.parley.bench;

import io.parley.bench.load.ClosedLoop;
import io.parley.bench.load.Ledger;
import io.parley.bench.load.Load;
import io.parley.bench.load.OpenLoop;
import io.parley.bench.load.ParleyDialect;
import io.parley.bench.load.Speaker;
import io.parley.bench.server.Entrant;
import io.parley.bench.server.ServerUnderLoad;
import io.parley.bench.server.Town;
import io.parley.it.Nodes;
import io.parley.redis.RedisServer;
import io.parley.sql.Postgres;
import io.parley.sql.PostgresServer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a second node and Redis cost and bring: the same people in one room, over one node without Redis, one with it, and two with it, on one
 * PostgreSQL. With two nodes every message is told on both, in the same order.
 */
public final class ManyNodes implements Scenario {
    private static final int MANY = 16;
    /** Messages a second. */
    private static final double STEADY = 20;

    private final int people;

    public ManyNodes(int people) {
        this.people = people;
    }

    public static void main(String[] args) throws Exception {
        Bench.run(usual());
    }

    static ManyNodes usual() {
        return new ManyNodes(Bench.numbers("sizes", 500)[0]);
    }

    @Override
    public String name() {
        return "ManyNodes";
    }

    @Override
    public int connections() {
        return people;
    }

    @Override
    public void measure(Bench bench, Report report) throws Exception {
        try (var postgres = PostgresServer.start();
                var redis = RedisServer.start();
                var houses = new Houses()) {
            if (bench.baselines()) {
                houses.open(bench, "one node", 1, postgres, Optional.empty(), people);
                houses.open(bench, "one node, Redis", 1, postgres, Optional.of(redis), people);
            }
            houses.open(bench, "two nodes, Redis", 2, postgres, Optional.of(redis), people);
            bench.rounds(round -> {
                for (var house : houses.all) {
                    talk(bench, round < 0 ? report.none() : report, house);
                }
            });
        }
    }

    private void talk(Bench bench, Report report, House house) throws Exception {
        var dialect = new ParleyDialect(true, Town::cookie);
        var ledger = new Ledger(1, OneRoom.TEXT);
        var uris = house.nodes.stream().map(ServerUnderLoad::uri).toList();
        try (var load = new Load(uris, dialect, ledger)) {
            load.connect(people, 0, person -> new int[1], OneRoom.TOGETHER);
            // whoever talks is on the first node, then the next
            Speaker speaker = sender -> new Speaker.Turn(load.clients().get(sender % people), 0);
            load.run(new ClosedLoop(
                    MANY, speaker, System.nanoTime() + bench.time().toNanos() / 4));
            Measurement.of(house.nodes, load, new ClosedLoop(MANY, speaker, bench.end()))
                    .into(report, "%,d, %d in flight".formatted(people, MANY), house.name);
            var count = Math.max(2, (int) (2 * STEADY * bench.time().toNanos() / 1e9));
            Measurement.of(house.nodes, load, new OpenLoop(speaker, System.nanoTime(), STEADY, count))
                    .into(report, "%,d, %.0f messages/s".formatted(people, STEADY), house.name);
            load.check();
        }
    }

    /** Nodes that work together. */
    private record House(String name, List<ServerUnderLoad> nodes) {}

    private static final class Houses implements AutoCloseable {
        private final List<House> all = new ArrayList<>();

        void open(Bench bench, String name, int count, PostgresServer postgres, Optional<RedisServer> redis, int people)
                throws Exception {
            var schema = postgres.schema();
            new Town(people, 1, person -> new int[1])
                    .build(Postgres.at(
                            postgres.url(schema),
                            Optional.of(PostgresServer.USER),
                            Optional.of(PostgresServer.PASSWORD),
                            1));
            var house = new House(name, new ArrayList<>());
            all.add(house);
            for (var node = 0; node < count; node++) {
                var home = Files.createTempDirectory(bench.folder(), "node");
                house.nodes.add(Entrant.parley(home, bench.jvm(), Nodes.settings(postgres, schema, redis)));
            }
        }

        @Override
        public void close() {
            all.forEach(house -> house.nodes().forEach(ServerUnderLoad::close));
        }
    }
}
