package io.parley.bench;

import io.parley.bench.load.ClosedLoop;
import io.parley.bench.load.Ledger;
import io.parley.bench.load.Load;
import io.parley.bench.load.OpenLoop;
import io.parley.bench.load.Speaker;
import io.parley.bench.server.Entrant;
import io.parley.bench.server.Town;
import io.parley.chat.Leg;
import java.util.stream.IntStream;

/** Everybody in one room hears all that is said there: one message in flight, 16 in flight, and at a steady rate. */
public final class OneRoom implements Scenario {
    /** Bytes of a message, as in what others have measured. */
    static final int TEXT = 200;

    /** People who are let in at the same time. */
    static final int TOGETHER = 100;

    private static final int MANY = 16;
    /** Deliveries a second. */
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
        var rooms = new Rooms(sizes);
        try (var field = Field.of(bench, rooms.town())) {
            for (var room = 0; room < sizes.length; room++) {
                var here = room;
                bench.rounds(round -> {
                    for (var entrant : field.entrants()) {
                        talk(bench, round < 0 ? report.none() : report, entrant, rooms, here);
                    }
                });
                expect(report, sizes[room]);
            }
        }
    }

    /** The people of each room, who are in no other. */
    private record Rooms(int[] sizes) {
        Town town() {
            return new Town(first(sizes.length), sizes.length, person -> {
                var room = 0;
                while (person >= first(room + 1)) {
                    room++;
                }
                return new int[] {room};
            });
        }

        int first(int room) {
            return IntStream.of(sizes).limit(room).sum();
        }
    }

    private void talk(Bench bench, Report report, Entrant entrant, Rooms rooms, int room) throws Exception {
        var size = sizes[room];
        var ledger = new Ledger(sizes.length, TEXT);
        try (var load = new Load(entrant.server().uri(), entrant.dialect(), ledger)) {
            load.connect(size, rooms.first(room), person -> new int[] {room}, TOGETHER);
            var clients = load.clients();
            Speaker speaker = sender -> new Speaker.Turn(clients.get(sender % size), room);
            load.run(new ClosedLoop(
                    MANY, speaker, System.nanoTime() + bench.time().toNanos() / 4));
            Measurement.of(entrant, load, new ClosedLoop(1, speaker, bench.end()))
                    .into(report, shape(size, ONE_IN_FLIGHT), entrant.name());
            Measurement.of(entrant, load, new ClosedLoop(MANY, speaker, bench.end()))
                    .into(report, shape(size, MANY_IN_FLIGHT), entrant.name());
            if (size <= MOST_STEADILY) {
                var perSecond = STEADY / size;
                // few messages make many latencies, but these hang together: it takes longer than the others
                var count = Math.max(2, (int) (2 * perSecond * bench.time().toNanos() / 1e9));
                var shape = shape(size, STEADILY);
                Legs.during(
                                report,
                                shape,
                                entrant,
                                () -> Measurement.of(
                                        entrant, load, new OpenLoop(speaker, System.nanoTime(), perSecond, count)))
                        .into(report, shape, entrant.name());
            }
            load.check();
        }
    }

    private static String shape(int size, String how) {
        return "%,d%s".formatted(size, how);
    }

    private static void expect(Report report, int size) {
        var many = shape(size, MANY_IN_FLIGHT);
        report.expect(Target.atMost(0.12, many, Measurement.CPU, Entrant.BINARY, Entrant.NAIVE));
        report.expect(Target.atMost(0.25, many, Measurement.CPU, Entrant.TEXT, Entrant.NAIVE));
        report.expect(Target.atLeast(6, many, Measurement.RATE, Entrant.BINARY, Entrant.NAIVE));
        report.expect(Target.atLeast(4, many, Measurement.RATE, Entrant.TEXT, Entrant.NAIVE));
        var one = shape(size, ONE_IN_FLIGHT);
        report.expect(Target.atMost(0.80, one, Measurement.CPU, Entrant.BINARY, Entrant.NAIVE));
        report.expect(Target.atMost(1.15, one, Measurement.CPU, Entrant.TEXT, Entrant.NAIVE));
        if (size == MOST_STEADILY) {
            var steady = shape(size, STEADILY);
            report.expect(Target.atMost(1.0, steady, Measurement.HALF, Entrant.BINARY, Entrant.NAIVE)
                    .plus(commit(report, steady, Measurement.HALF)));
            report.expect(Target.atMost(1.3, steady, Measurement.MOST, Entrant.BINARY, Entrant.NAIVE)
                    .plus(commit(report, steady, Measurement.MOST)));
        }
    }

    /** Milliseconds that the disk took for one, by the server's own count. */
    private static double commit(Report report, String shape, String figure) {
        return report.median(Legs.shape(shape, Entrant.BINARY), Legs.row(Leg.COMMIT), figure);
    }
}
