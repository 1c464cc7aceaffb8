package io.parley.bench;

import io.parley.bench.server.Preflight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How scenarios are run here: how often, how long, and with which JVMs.
 *
 * @param rounds that count
 * @param warmUps rounds before them, in which the JVMs warm up
 * @param time of each measurement
 * @param jvm options of each server's JVM, the same for all
 * @param baselines whether other servers are measured beside Parley
 * @param folder for what the servers keep: its disk is the one that is measured
 */
public record Bench(int rounds, int warmUps, Duration time, List<String> jvm, boolean baselines, Path folder) {
    public Bench {
        jvm = List.copyOf(jvm);
    }

    /** As system properties say: {@code rounds}, {@code warmups}, {@code seconds}, {@code heap}, {@code jvm} (more options). */
    private static Bench here(Path folder) {
        var jvm = new ArrayList<>(List.of("-Xmx" + property("heap", "1g")));
        jvm.addAll(List.of(property("jvm", "").split(" +")));
        jvm.removeIf(String::isBlank);
        return new Bench(
                Integer.parseInt(property("rounds", "5")),
                Integer.parseInt(property("warmups", "3")),
                Duration.ofMillis((long) (1000 * Double.parseDouble(property("seconds", "3")))),
                jvm,
                true,
                folder);
    }

    /** Numbers that a system property gives, separated by commas. */
    static int[] numbers(String property, int... otherwise) {
        var given = property(property, "");
        return given.isEmpty()
                ? otherwise
                : Arrays.stream(given.split(",")).mapToInt(Integer::parseInt).toArray();
    }

    private static String property(String name, String otherwise) {
        var value = System.getProperty(name, "");
        return value.isBlank() || value.startsWith("${") ? otherwise : value;
    }

    /** What is done in every round; a round below 0 is one to warm up. */
    @FunctionalInterface
    interface Round {
        void run(int number) throws Exception;
    }

    /** All rounds, in turn. */
    void rounds(Round round) throws Exception {
        for (var number = -warmUps; number < rounds; number++) {
            round.run(number);
            System.out.printf("round %d of %d%n", number + 1, rounds);
        }
    }

    /** Runs scenarios as the main of a benchmark does: prints their tables, and writes their figures below {@code target/bench}. */
    static void run(Scenario... scenarios) throws Exception {
        var target = Files.createDirectories(Path.of("target/bench")).toAbsolutePath();
        var most = 0;
        for (var scenario : scenarios) {
            most = Math.max(most, scenario.connections());
        }
        var lacks = Preflight.Machine.here().lacks(most);
        if (!lacks.isEmpty()) {
            lacks.forEach(System.err::println);
            System.exit(2);
        }
        for (var scenario : scenarios) {
            var folder = Files.createTempDirectory(target, scenario.name());
            try {
                var report = here(folder).measure(scenario);
                report.print(System.out);
                report.judge(System.out);
                report.write(target.resolve(scenario.name() + ".json"));
            } finally {
                remove(folder);
            }
        }
    }

    /** When a measurement that begins now ends, of {@link System#nanoTime}. */
    long end() {
        return System.nanoTime() + time.toNanos();
    }

    /** Runs one. */
    public Report measure(Scenario scenario) throws Exception {
        var began = System.nanoTime();
        var report = new Report(scenario.name(), this);
        scenario.measure(this, report);
        System.out.printf("%s took %.0f s%n", scenario.name(), (System.nanoTime() - began) / 1e9);
        return report;
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
