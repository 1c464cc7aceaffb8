package io.parley.bench;

import io.parley.bench.load.Client;
import io.parley.bench.load.Ledger;
import io.parley.bench.load.Load;
import io.parley.bench.load.OpenLoop;
import io.parley.bench.load.Speaker;
import io.parley.bench.server.Cost;
import io.parley.bench.server.Entrant;
import io.parley.bench.server.Town;
import java.io.IOException;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Everybody comes at once, as in the morning or after a restart; then all are cut at once, miss some messages, and come back with what they
 * hold. Nobody waits a random time, as our client does: it is the worst case.
 */
public final class Storm implements Scenario {
    private static final String COMING = "all come";
    private static final String RETURNING = "all come back";
    private static final String SECONDS = "seconds";

    private final int people;
    private final int missed;
    private final Company company;

    /** @param missed messages of each, in as many of his channels */
    public Storm(int people, int channelsEach, int missed) {
        this.people = people;
        this.missed = missed;
        this.company = new Company(channelsEach);
    }

    public static void main(String[] args) throws Exception {
        Bench.run(usual());
    }

    static Storm usual() {
        return new Storm(Bench.numbers("sizes", 10_000)[0], 20, 5);
    }

    @Override
    public String name() {
        return "Storm";
    }

    @Override
    public int connections() {
        return people + company.departments();
    }

    @Override
    public void measure(Bench bench, Report report) throws Exception {
        var town = new Town(connections(), company.channels(), company::of);
        try (var parley = Entrant.binary(Entrant.parley(bench.folder(), bench.jvm(), town))) {
            bench.rounds(round -> storm(round < 0 ? report.none() : report, parley));
        }
        report.expect(Target.atMost(10, shape(RETURNING), SECONDS, Entrant.BINARY));
    }

    private String shape(String what) {
        return "%,d: %s".formatted(people, what);
    }

    private void storm(Report report, Entrant entrant) throws Exception {
        var ledger = new Ledger(company.channels(), OneRoom.TEXT);
        try (var load = new Load(entrant.server().uri(), entrant.dialect(), ledger)) {
            // one of each department stays, and says what the others miss
            load.connect(company.departments(), 0, company::of, OneRoom.TOGETHER);
            var staying = List.copyOf(load.clients());
            time(report, COMING, entrant, load, () -> load.connect(people, staying.size(), company::of, people));

            var away = load.clients().subList(staying.size(), load.clients().size());
            for (var client : away) {
                load.cut(client);
            }
            Speaker speaker = sender -> {
                var department = sender / missed;
                return new Speaker.Turn(staying.get(department), company.channel(department, sender % missed));
            };
            load.run(OpenLoop.burst(speaker, missed * staying.size()));
            time(report, RETURNING, entrant, load, () -> {
                for (var client : away) {
                    load.comeBack(client);
                }
                load.awaitLive();
            });
            load.check();
        }
    }

    private void time(Report report, String what, Entrant entrant, Load load, Action action) throws IOException {
        var lively = new Histogram(3);
        var cpu = Cost.cpu(entrant.server().pid());
        var began = System.nanoTime();
        load.whenLive(client -> lively.recordValue(System.nanoTime() - began));
        action.run();
        var seconds = (System.nanoTime() - began) / 1e9;
        load.whenLive(client -> {});
        report.add(shape(what), entrant.name(), SECONDS, seconds);
        report.add(shape(what), entrant.name(), "half s", lively.getValueAtPercentile(50) / 1e9);
        report.add(
                shape(what),
                entrant.name(),
                "CPU ms each",
                1e3 * (Cost.cpu(entrant.server().pid()) - cpu) / people);
        report.add(
                shape(what),
                entrant.name(),
                "KB each",
                load.clients().stream().mapToLong(Client::bytesHeard).sum() / 1024.0 / people);
    }

    @FunctionalInterface
    private interface Action {
        void run() throws IOException;
    }
}
