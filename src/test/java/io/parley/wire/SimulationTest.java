package io.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Thousands of small schedules, each decided by its seed. */
class SimulationTest {
    /** Schedules in a build; another number by {@code -Dparley.simulation.schedules}. */
    private static final long SCHEDULES = Long.getLong("parley.simulation.schedules", 5_000);
    /** Runs one seed alone: {@code mvn test -Dtest=SimulationTest -Dparley.simulation.seed=…}. */
    private static final long ONE = Long.getLong("parley.simulation.seed", -1);

    private static final int RECORDED = 300;
    private static final Path RECORDINGS = Path.of("target/recordings");

    @Test
    void whatever_goes_wrong_nothing_acknowledged_is_lost_doubled_or_out_of_order() {
        var seeds = ONE < 0 ? LongStream.range(0, SCHEDULES) : LongStream.of(ONE);
        var begun = System.nanoTime();
        var sum = new Sum();
        seeds.forEach(seed -> sum.add(run(seed)));
        System.out.printf(
                "simulation: %d schedules in %.1f s, %d actions, %d steps%n  faults %s%n  clients saw %s%n",
                sum.schedules, (System.nanoTime() - begun) / 1e9, sum.actions, sum.steps, sum.faults, sum.seen);
        if (ONE < 0) {
            for (var kind : Faults.Kind.values()) {
                assertTrue(sum.faults.containsKey(kind), kind + " never happened");
            }
        }
    }

    /** src/test/js/recordings.test.js reads them after these tests. */
    @Test
    void what_clients_received_is_written_down_for_the_browsers_timeline() throws IOException {
        Files.createDirectories(RECORDINGS);
        try (var old = Files.list(RECORDINGS)) {
            for (var file : old.toList()) {
                Files.delete(file);
            }
        }
        for (var seed = 0L; seed < RECORDED; seed++) {
            var simulation = run(seed, true);
            Files.writeString(RECORDINGS.resolve(seed + ".jsonl"), simulation.recording());
        }
    }

    @Test
    void the_same_seed_is_the_same_schedule() {
        for (var seed = 0; seed < 50; seed++) {
            var first = run(seed);
            var second = run(seed);
            assertEquals(first.world().trace(), second.world().trace(), "seed " + seed);
            assertEquals(first.world().steps(), second.world().steps(), "seed " + seed);
            assertNotEquals(first.world().trace(), run(seed + 1_000_000).world().trace());
        }
    }

    private static Simulation run(long seed) {
        return run(seed, false);
    }

    private static Simulation run(long seed, boolean recorded) {
        var simulation = new Simulation(seed, Parts.whole(), Peers.JSON, recorded);
        try {
            simulation.run();
        } catch (Throwable broken) {
            throw new AssertionError(
                    "seed " + seed + ", again by: mvn test -Dtest=SimulationTest -Dparley.simulation.seed=" + seed,
                    broken);
        }
        return simulation;
    }

    /** What happened in all of them. */
    private static final class Sum {
        private long schedules;
        private long actions;
        private long steps;
        private final Map<Faults.Kind, Integer> faults = new EnumMap<>(Faults.Kind.class);
        private final Map<String, Integer> seen = new TreeMap<>();

        void add(Simulation simulation) {
            schedules++;
            actions += simulation.actions();
            steps += simulation.world().steps();
            simulation.faults().counts().forEach((kind, count) -> faults.merge(kind, count, Integer::sum));
            simulation.seen().forEach((kind, count) -> seen.merge(kind, count, Integer::sum));
        }
    }
}
