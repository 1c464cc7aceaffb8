package io.parley.bench;

import io.parley.bench.load.Ledger;
import io.parley.bench.load.Load;
import io.parley.bench.load.OpenLoop;
import io.parley.bench.load.Speaker;
import io.parley.bench.server.Entrant;
import io.parley.bench.server.Town;
import java.time.Duration;
import java.util.List;

/** One in ten takes nothing any more, as a laptop that was closed: what the others are told, and how late, beside a room without any such. */
public final class Stalled implements Scenario {
    private static final String NOBODY = "nobody stalled";
    private static final String SOME = "10 % stalled";
    private static final String DELIVERED = "delivered %";
    private static final int SMALL_BUFFER = 4_096;
    /** Bytes; the largest that Tomcat takes as it comes. */
    private static final int LARGE = 8_000;

    /** Together more than the kernel holds for a connection, so that the stalled ones really take nothing. */
    private static final int FLOOD = 600;

    /** Where the flood goes, so that only those are flooded who stall; everybody is in the other one. */
    private static final int SIDE_ROOM = 1;

    private static final double STEADY = 12_000;
    /** After that, nothing more is coming. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final int people;

    public Stalled(int people) {
        this.people = people;
    }

    public static void main(String[] args) throws Exception {
        Bench.run(usual());
    }

    static Stalled usual() {
        return new Stalled(Bench.numbers("sizes", 1_000)[0]);
    }

    @Override
    public String name() {
        return "Stalled";
    }

    @Override
    public int connections() {
        return people;
    }

    @Override
    public void measure(Bench bench, Report report) throws Exception {
        try (var field = Field.of(bench, new Town(people, 2, this::channelsOf))) {
            bench.rounds(round -> {
                var into = round < 0 ? report.none() : report;
                for (var entrant : field.only(Entrant.TEXT, Entrant.BINARY)) {
                    talk(bench, into, entrant, NOBODY, 0);
                    talk(bench, into, entrant, SOME, people / 10);
                }
            });
            // it is stuck for good then, so it has one round
            for (var entrant : field.only(Entrant.NAIVE)) {
                talk(bench, report, entrant, NOBODY, 0);
                talk(bench, report, entrant, SOME, people / 10);
            }
        }
        for (var entrant : List.of(Entrant.TEXT, Entrant.BINARY)) {
            report.expect(Target.atLeast(100, SOME, DELIVERED, entrant));
            for (var figure : List.of(Measurement.HALF, Measurement.MOST)) {
                report.expect(Target.atMost(1.1, SOME, figure, entrant, entrant).in(NOBODY));
            }
        }
    }

    /** The last one floods the others of the side room. */
    private int[] channelsOf(int person) {
        return person < people / 10 || person == people - 1 ? new int[] {0, SIDE_ROOM} : new int[1];
    }

    private void talk(Bench bench, Report report, Entrant entrant, String shape, int stalled) throws Exception {
        var naive = entrant.name().equals(Entrant.NAIVE);
        var ledger = new Ledger(2, LARGE);
        try (var load = new Load(entrant.server().uri(), entrant.dialect(), ledger)) {
            load.receiveBuffer(SMALL_BUFFER);
            load.connect(stalled, 0, this::channelsOf, OneRoom.TOGETHER);
            List.copyOf(load.clients()).forEach(load::stall);
            load.receiveBuffer(0);
            load.connect(people - stalled, stalled, this::channelsOf, OneRoom.TOGETHER);
            if (naive) {
                load.whenLost(why -> {});
            }
            var clients = load.clients();
            Speaker flooder = sender -> new Speaker.Turn(clients.getLast(), SIDE_ROOM);
            load.run(OpenLoop.burst(flooder, Math.min(FLOOD, FLOOD * people / 100)), PATIENCE);
            ledger.size(OneRoom.TEXT);
            var before = ledger.deliveries();
            var perSecond = STEADY / people;
            var count = Math.max(2, (int) (2 * perSecond * bench.time().toNanos() / 1e9));
            Speaker speaker = sender -> new Speaker.Turn(clients.get(sender % clients.size()), 0);
            var steady = new OpenLoop(speaker, System.nanoTime(), perSecond, count);
            Measurement.of(List.of(entrant.server()), load, steady, PATIENCE).into(report, shape, entrant.name());
            var delivered = 100.0 * (ledger.deliveries() - before) / count / clients.size();
            report.add(shape, entrant.name(), DELIVERED, Math.min(100, delivered));
            if (!naive) {
                load.check();
            }
        }
    }
}
