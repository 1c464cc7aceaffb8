package io.parley.bench;

import io.parley.bench.load.Ledger;
import io.parley.bench.load.Load;
import io.parley.bench.server.Cost;
import io.parley.bench.server.Entrant;
import io.parley.bench.server.Town;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Thousands who are signed in and say nothing: what each of them weighs in the server's memory (RSS), after a full collection. */
public final class Idle implements Scenario {
    private static final String EACH = "KB each";
    private static final String ALONE = "MB with nobody";
    /** So many come and go first: what is loaded and compiled for the first ones is not what the others weigh. */
    private static final int FIRST = 500;

    private static final Duration SETTLED = Duration.ofSeconds(2);

    /** A heap holds what it needs and little more: by default as much again may be free in it after a collection, and counts. */
    private static final List<String> TIGHT = List.of("-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=10");

    private static final int COLLECTED = 4;

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
        var jvm = new ArrayList<>(bench.jvm());
        jvm.addAll(TIGHT);
        // what a server has used once it keeps: each round has new ones, and none is lost to warming up
        for (var round = 0; round < bench.rounds(); round++) {
            if (bench.baselines()) {
                try (var naive = Entrant.naive(bench.folder(), jvm)) {
                    weigh(report, naive);
                }
            }
            var home = Files.createTempDirectory(bench.folder(), "idle");
            town.build(home);
            try (var parley = Entrant.binary(Entrant.parley(home, jvm))) {
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
        collect(pid);
        var alone = Cost.rss(pid);
        try (var load = load(entrant)) {
            load.connect(people, 0, company::of, OneRoom.TOGETHER);
            load.listen(SETTLED);
            collect(pid);
            report.add(shape(), entrant.name(), EACH, (Cost.rss(pid) - alone) / 1024.0 / people);
            report.add(shape(), entrant.name(), ALONE, alone / 1048576.0);
            load.check();
        }
    }

    /** Several times: a heap does not shrink to what it needs at once. */
    private static void collect(long pid) throws IOException {
        for (var time = 0; time < COLLECTED; time++) {
            Cost.collect(pid);
        }
    }

    private Load load(Entrant entrant) throws IOException {
        return new Load(
                List.of(entrant.server().uri()), entrant.dialect(), new Ledger(company.channels(), OneRoom.TEXT));
    }
}
