package io.parley.bench;

import io.parley.bench.load.Ledger;
import io.parley.bench.load.Load;
import io.parley.bench.load.OpenLoop;
import io.parley.bench.load.Speaker;
import io.parley.bench.server.Entrant;
import io.parley.bench.server.Town;

/** Ten people paste all they have into one room at once: how long until everybody has it. */
public final class Burst implements Scenario {
    private static final int SPEAKERS = 10;
    private static final String SECONDS = "seconds";

    private final int messages;
    private final int people;

    public Burst(int messages, int people) {
        this.messages = messages;
        this.people = people;
    }

    public static void main(String[] args) throws Exception {
        Bench.run(usual());
    }

    static Burst usual() {
        return new Burst(500, 1_000);
    }

    @Override
    public String name() {
        return "Burst";
    }

    @Override
    public int connections() {
        return people;
    }

    @Override
    public void measure(Bench bench, Report report) throws Exception {
        try (var field = Field.of(bench, new Town(people, 1, person -> new int[1]))) {
            bench.rounds(round -> {
                for (var entrant : field.entrants()) {
                    burst(round < 0 ? report.none() : report, entrant);
                }
            });
        }
        for (var entrant : new String[] {Entrant.BINARY, Entrant.TEXT}) {
            report.expect(Target.atMost(0.3, shape(), SECONDS, entrant, Entrant.NAIVE));
        }
    }

    private String shape() {
        return "%,d to %,d".formatted(messages, people);
    }

    private void burst(Report report, Entrant entrant) throws Exception {
        try (var load = new Load(entrant.server().uri(), entrant.dialect(), new Ledger(1, OneRoom.TEXT))) {
            load.connect(people, 0, person -> new int[1], OneRoom.TOGETHER);
            var clients = load.clients();
            Speaker speaker = sender -> new Speaker.Turn(clients.get(sender % SPEAKERS), 0);
            load.run(OpenLoop.burst(speaker, messages));
            var measured = Measurement.of(entrant, load, OpenLoop.burst(speaker, messages));
            report.add(shape(), entrant.name(), SECONDS, measured.seconds());
            measured.into(report, shape(), entrant.name());
            load.check();
        }
    }
}
