package io.parley.bench;

import io.parley.bench.load.Ledger;
import io.parley.bench.load.Load;
import io.parley.bench.server.Cost;
import io.parley.bench.server.Entrant;
import io.parley.bench.server.Town;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** Thousands who are signed in and say nothing: what each of them weighs in the server's memory (RSS), after a full collection. */
public final class Idle implements Scenario {
    private static final String EACH = "KB each";
    private static final String ALONE = "MB with nobody";
    /** So many come and go first: what is loaded and compiled for the first ones is not what the others weigh. */
    private static final int FIRST = 500;

    private static final Duration SETTLED = Duration.ofSeconds(2);

    private final int people;
    private final Company company;

    public Idle(int people, int channelsEach) {
        this.people = people;
        this.company = new Company(channelsEach);
    }

    public static void main(String[] args) throws Exception {
        Bench.run(usual());
    }

    static Idle usual() {
        return new Idle(Bench.numbers("sizes", 10_000)[0], 20);
    }

    @Override
    public String name() {
        return "Idle";
    }

    @Override
    public int connections() {
        return people;
    }

    @Override
    public void measure(Bench bench, Report report) throws Exception {
        var town = new Town(people, company.channels(), company::of);
        // what a server has used once it keeps: each round has new ones, and none is lost to warming up
        for (var round = 0; round < bench.rounds(); round++) {
            if (bench.baselines()) {
                try (var naive = Entrant.naive(bench.folder(), bench.jvm())) {
                    weigh(report, naive);
                }
            }
            var home = Files.createTempDirectory(bench.folder(), "idle");
            town.build(home);
            try (var parley = Entrant.binary(Entrant.parley(home, bench.jvm()))) {
                weigh(report, parley);
            }
        }
        report.expect(Target.atMost(32, shape(), EACH, Entrant.BINARY));
    }

    private String shape() {
        return "%,d in %d channels".formatted(people, company.each());
    }

    private void weigh(Report report, Entrant entrant) throws IOException {
        var pid = entrant.server().pid();
        var first = Math.min(FIRST, people);
        try (var load = load(entrant)) {
            load.connect(first, 0, company::of, OneRoom.TOGETHER);
        }
        Cost.collect(pid);
        var alone = Cost.rss(pid);
        try (var load = load(entrant)) {
            load.connect(people, 0, company::of, OneRoom.TOGETHER);
            load.listen(SETTLED);
            Cost.collect(pid);
            report.add(shape(), entrant.name(), EACH, (Cost.rss(pid) - alone) / 1024.0 / people);
            report.add(shape(), entrant.name(), ALONE, alone / 1048576.0);
            load.check();
        }
    }

    private Load load(Entrant entrant) throws IOException {
        return new Load(
                List.of(entrant.server().uri()), entrant.dialect(), new Ledger(company.channels(), OneRoom.TEXT));
    }
}
