package io.parley.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.bench.server.Entrant;
import io.parley.chat.Leg;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every benchmark runs, small and short, and verifies every delivery: a wrong count fails it. No time is asserted. */
class BenchIT {
    private static final List<String> QUICKLY = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    Path folder;

    @TestFactory
    List<DynamicTest> every_scenario_loses_doubles_and_reorders_nothing() {
        return List.of(
                        new ManyRooms(40, 20, 4),
                        new Burst(100, 40),
                        new Stalled(20),
                        new Idle(100, 4),
                        new Storm(100, 4, 2),
                        new Arrivals(40),
                        new DurableSends(16, 16),
                        new ManyNodes(20),
                        new Start())
                .stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> run(scenario, false)))
                .toList();
    }

    @Test
    void parley_is_measured_beside_the_baselines() throws Exception {
        var report = run(new OneRoom(40), true);
        for (var entrant : List.of(Entrant.NAIVE, Entrant.RAW, Entrant.TEXT, Entrant.BINARY)) {
            assertTrue(report.median("40, 1 in flight", entrant, Measurement.RATE) > 0, entrant);
        }
        // 300 messages a second, for twice that time
        for (var leg : Leg.values()) {
            var counted = report.median(Legs.shape("40, 12,000/s", Entrant.TEXT), Legs.row(leg), "messages");
            assertEquals(2 * 300 * SHORT.toMillis() / 1000, counted, 1, Legs.row(leg));
        }
    }

    private Report run(Scenario scenario, boolean baselines) throws Exception {
        var report = new Bench(1, 0, SHORT, QUICKLY, baselines, folder).measure(scenario);
        report.print(System.out);
        return report;
    }
}
