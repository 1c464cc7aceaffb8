package io.parley.bench;

import io.parley.bench.load.ClosedLoop;
import io.parley.bench.load.Ledger;
import io.parley.bench.load.Load;
import io.parley.bench.load.OpenLoop;
import io.parley.bench.load.Speaker;
import io.parley.bench.server.Entrant;
import io.parley.bench.server.Town;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A company: everybody is in several channels, and few of these have most of the talk (Zipf's law with exponent 1: the n-th busiest has
 * 1/n of the busiest one's).
 */
public final class ManyRooms implements Scenario {
    private static final int MANY = 16;
    private static final double STEADY = 12_000;
    private static final String MANY_IN_FLIGHT = MANY + " in flight";
    private static final String STEADILY = "12,000/s";

    private final int people;
    private final int channels;
    private final int each;

    /** @param each how many channels everybody is in; divides {@code channels} */
    public ManyRooms(int people, int channels, int each) {
        this.people = people;
        this.channels = channels;
        this.each = each;
    }

    public static void main(String[] args) throws Exception {
        Bench.run(usual());
    }

    static ManyRooms usual() {
        return new ManyRooms(2_000, 200, 20);
    }

    @Override
    public String name() {
        return "ManyRooms";
    }

    @Override
    public int connections() {
        return people;
    }

    @Override
    public void measure(Bench bench, Report report) throws Exception {
        try (var field = Field.of(bench, new Town(people, channels, this::channelsOf))) {
            bench.rounds(round -> {
                for (var entrant : field.entrants()) {
                    talk(bench, round < 0 ? report.none() : report, entrant);
                }
            });
        }
    }

    private int[] channelsOf(int person) {
        var of = new int[each];
        for (var n = 0; n < each; n++) {
            of[n] = (person + n * (channels / each)) % channels;
        }
        return of;
    }

    private void talk(Bench bench, Report report, Entrant entrant) throws Exception {
        try (var load = new Load(entrant.server().uri(), entrant.dialect(), new Ledger(channels, OneRoom.TEXT))) {
            load.connect(people, 0, this::channelsOf, OneRoom.TOGETHER);
            var speaker = speaker(load);
            load.run(new ClosedLoop(
                    MANY, speaker, System.nanoTime() + bench.time().toNanos() / 4));
            Measurement.of(entrant, load, new ClosedLoop(MANY, speaker, bench.end()))
                    .into(report, MANY_IN_FLIGHT, entrant.name());
            var perSecond = STEADY * channels / people / each;
            var count = Math.max(2, (int) (2 * perSecond * bench.time().toNanos() / 1e9));
            Measurement.of(entrant, load, new OpenLoop(speaker, System.nanoTime(), perSecond, count))
                    .into(report, STEADILY, entrant.name());
            load.check();
        }
    }

    /** The same choices for every server: somebody who is in it says something in a channel. */
    private Speaker speaker(Load load) {
        var random = new SplittableRandom(7);
        var busy = new double[channels];
        for (var channel = 0; channel < channels; channel++) {
            busy[channel] = (channel == 0 ? 0 : busy[channel - 1]) + 1.0 / (channel + 1);
        }
        var members = new ArrayList<List<Integer>>();
        for (var channel = 0; channel < channels; channel++) {
            members.add(new ArrayList<>());
        }
        for (var person = 0; person < people; person++) {
            for (var channel : channelsOf(person)) {
                members.get(channel).add(person);
            }
        }
        return sender -> {
            var found = java.util.Arrays.binarySearch(busy, random.nextDouble(busy[channels - 1]));
            var channel = found < 0 ? -found - 1 : found;
            var here = members.get(channel);
            return new Speaker.Turn(load.clients().get(here.get(random.nextInt(here.size()))), channel);
        };
    }
}
