package io.parley.bench;

import io.parley.bench.load.ClosedLoop;
import io.parley.bench.load.Ledger;
import io.parley.bench.load.Load;
import io.parley.bench.load.Speaker;
import io.parley.bench.server.Entrant;
import io.parley.bench.server.Town;

/**
 * How many messages a second one node makes durable: from people who each talk in a channel of their own, and are told of their own message
 * once it is committed; beside it the journal without a network, and the plain way, one transaction a message.
 */
public final class DurableSends implements Scenario {
    private static final String SENDS = "sends/s";
    private static final String JOURNAL = "journal alone";
    private static final String PLAIN = "a commit a message";

    private final int senders;
    private final int window;

    /** @param window of messages that a sender has not seen committed */
    public DurableSends(int senders, int window) {
        this.senders = senders;
        this.window = window;
    }

    public static void main(String[] args) throws Exception {
        Bench.run(usual());
    }

    static DurableSends usual() {
        return new DurableSends(64, 64);
    }

    @Override
    public String name() {
        return "DurableSends";
    }

    @Override
    public int connections() {
        return senders;
    }

    @Override
    public void measure(Bench bench, Report report) throws Exception {
        try (var field = Field.of(bench, new Town(senders, senders, person -> new int[] {person}))) {
            bench.rounds(round -> {
                var into = round < 0 ? report.none() : report;
                for (var one : new int[] {1, window}) {
                    for (var entrant : field.only(Entrant.TEXT, Entrant.BINARY)) {
                        sends(bench, into, entrant, one);
                    }
                    if (bench.baselines()) {
                        add(into, shape(one), JOURNAL, Commits.together(bench.folder(), senders, one, bench.time()));
                        add(into, shape(one), PLAIN, Commits.plain(bench.folder(), bench.time()));
                    }
                }
            });
        }
        for (var entrant : new String[] {Entrant.TEXT, Entrant.BINARY}) {
            report.expect(Target.atLeast(6_000, shape(1), SENDS, entrant));
            report.expect(Target.atLeast(10_000, shape(window), SENDS, entrant));
        }
    }

    private String shape(int outstanding) {
        return senders + " senders, " + outstanding;
    }

    private static void add(Report report, String shape, String entrant, Commits commits) {
        report.add(shape, entrant, SENDS, commits.perSecond());
        report.add(shape, entrant, Measurement.HALF, commits.half());
        report.add(shape, entrant, Measurement.MOST, commits.most());
    }

    private void sends(Bench bench, Report report, Entrant entrant, int outstanding) throws Exception {
        try (var load = new Load(entrant.server().uri(), entrant.dialect(), new Ledger(senders, OneRoom.TEXT))) {
            load.connect(senders, 0, person -> new int[] {person}, OneRoom.TOGETHER);
            Speaker speaker = sender -> new Speaker.Turn(load.clients().get(sender % senders), sender % senders);
            load.run(new ClosedLoop(
                    senders, speaker, System.nanoTime() + bench.time().toNanos() / 4));
            var measured = Legs.during(
                    report,
                    shape(outstanding),
                    entrant,
                    () -> Measurement.of(entrant, load, new ClosedLoop(senders * outstanding, speaker, bench.end())));
            // each is told to its sender only
            report.add(shape(outstanding), entrant.name(), SENDS, measured.perSecond());
            measured.into(report, shape(outstanding), entrant.name());
            load.check();
        }
    }
}
