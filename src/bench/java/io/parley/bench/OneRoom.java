package io.parley.bench;

import io.parley.bench.load.ClosedLoop;
import io.parley.bench.load.Ledger;
import io.parley.bench.load.Load;
import io.parley.bench.load.OpenLoop;
import io.parley.bench.load.Speaker;
import io.parley.bench.server.Entrant;
import io.parley.bench.server.Town;
import java.util.List;
import java.util.stream.IntStream;

/** Everybody in one room hears all that is said there: one message in flight, 16 in flight, and at a steady rate. */
public final class OneRoom implements Scenario {
    /** Of a message, as in what others have measured. */
    private static final int TEXT = 200;

    private static final int MANY = 16;
    /** People who are let in at the same time. */
    private static final int TOGETHER = 100;

    private static final double STEADY = 12_000;
    /** In a larger room so few messages a second say nothing. */
    private static final int MOST_STEADILY = 1_000;

    private static final String ONE_IN_FLIGHT = ", 1 in flight";
    private static final String MANY_IN_FLIGHT = ", " + MANY + " in flight";
    private static final String STEADILY = ", 12,000/s";

    private final int[] sizes;

    /** @param sizes of the rooms, one after the other */
    public OneRoom(int... sizes) {
        this.sizes = sizes.clone();
    }

    public static void main(String[] args) throws Exception {
        Bench.run(new OneRoom(Bench.numbers("sizes", 100, 1_000, 5_000)));
    }

    @Override
    public String name() {
        return "OneRoom";
    }

    @Override
    public int connections() {
        return IntStream.of(sizes).max().orElseThrow();
    }

    @Override
    public void measure(Bench bench, Report report) throws Exception {
        var first = new int[sizes.length + 1];
        for (var room = 0; room < sizes.length; room++) {
            first[room + 1] = first[room] + sizes[room];
        }
        var town = new Town(first[sizes.length], sizes.length, person -> {
            var room = 0;
            while (person >= first[room + 1]) {
                room++;
            }
            return new int[] {room};
        });
        try (var parley = Entrant.parley(bench.folder(), bench.jvm(), town);
                var naive = Entrant.naive(bench.folder(), bench.jvm());
                var raw = Entrant.raw(bench.folder(), bench.jvm())) {
            for (var room = 0; room < sizes.length; room++) {
                for (var round = 0; round <= bench.rounds(); round++) {
                    for (var entrant : List.of(naive, raw, Entrant.text(parley), Entrant.binary(parley))) {
                        talk(bench, report, entrant, town, room, first[room], round > 0);
                    }
                }
                expect(report, sizes[room]);
            }
        }
    }

    private void talk(Bench bench, Report report, Entrant entrant, Town town, int room, int first, boolean counts)
            throws Exception {
        var ledger = new Ledger(sizes.length, TEXT);
        try (var load = new Load(entrant.server().uri(), entrant.dialect(), ledger)) {
            load.connect(sizes[room], first, town.of(), TOGETHER);
            var clients = load.clients();
            Speaker speaker = sender -> new Speaker.Turn(clients.get(sender % clients.size()), room);
            load.run(new ClosedLoop(
                    MANY, speaker, System.nanoTime() + bench.time().toNanos() / 4));
            var shape = String.format("%,d", sizes[room]);
            var one = Measurement.of(entrant, load, new ClosedLoop(1, speaker, bench.end()));
            var many = Measurement.of(entrant, load, new ClosedLoop(MANY, speaker, bench.end()));
            if (counts) {
                one.into(report, shape + ONE_IN_FLIGHT, entrant.name());
                many.into(report, shape + MANY_IN_FLIGHT, entrant.name());
            }
            if (sizes[room] <= MOST_STEADILY) {
                var perSecond = STEADY / sizes[room];
                // few messages make many latencies, but they are not independent: it takes longer than the others
                var count = Math.max(2, (int) (2 * perSecond * bench.time().toMillis() / 1e3));
                var steady = Measurement.of(entrant, load, new OpenLoop(speaker, System.nanoTime(), perSecond, count));
                if (counts) {
                    steady.into(report, shape + STEADILY, entrant.name());
                }
            }
            load.check();
        }
    }

    private static void expect(Report report, int size) {
        var shape = String.format("%,d", size);
        report.expect(Target.atMost(0.12, shape + MANY_IN_FLIGHT, Measurement.CPU, Entrant.BINARY, Entrant.NAIVE));
        report.expect(Target.atMost(0.25, shape + MANY_IN_FLIGHT, Measurement.CPU, Entrant.TEXT, Entrant.NAIVE));
        report.expect(Target.atLeast(6, shape + MANY_IN_FLIGHT, Measurement.RATE, Entrant.BINARY, Entrant.NAIVE));
        report.expect(Target.atLeast(4, shape + MANY_IN_FLIGHT, Measurement.RATE, Entrant.TEXT, Entrant.NAIVE));
        report.expect(Target.atMost(0.80, shape + ONE_IN_FLIGHT, Measurement.CPU, Entrant.BINARY, Entrant.NAIVE));
        report.expect(Target.atMost(1.15, shape + ONE_IN_FLIGHT, Measurement.CPU, Entrant.TEXT, Entrant.NAIVE));
    }
}
