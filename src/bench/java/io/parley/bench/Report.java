package io.parley.bench;

import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What was measured: of each shape (what was done), entrant (who did it) and figure one value a round; shown are the medians. */
public final class Report {
    private final String name;
    private final Bench bench;
    private final Map<String, Map<String, Map<String, List<Double>>>> values = new LinkedHashMap<>();
    private final List<Target> targets = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Report(String name, Bench bench) {
        this.name = name;
        this.bench = bench;
    }

    /** One that takes what does not count. */
    Report none() {
        return new Report(name, bench);
    }

    public void add(String shape, String entrant, String figure, double value) {
        values.computeIfAbsent(shape, s -> new LinkedHashMap<>())
                .computeIfAbsent(entrant, e -> new LinkedHashMap<>())
                .computeIfAbsent(figure, f -> new ArrayList<>())
                .add(value);
    }

    public void expect(Target target) {
        targets.add(target);
    }

    /** Something to know beside the figures. */
    public void note(String line) {
        notes.add(line);
    }

    /** The median of all rounds; NaN where nothing was measured. */
    public double median(String shape, String entrant, String figure) {
        var all =
                values
                        .getOrDefault(shape, Map.of())
                        .getOrDefault(entrant, Map.of())
                        .getOrDefault(figure, List.of())
                        .stream()
                        .sorted()
                        .toList();
        return all.isEmpty() ? Double.NaN : all.get(all.size() / 2);
    }

    void print(PrintStream out) {
        out.printf(
                "%n%s: medians of %d rounds of %.1f s, servers with %s%n",
                name, bench.rounds(), bench.time().toMillis() / 1e3, bench.jvm());
        values.forEach((shape, entrants) -> {
            var figures = figures(entrants);
            out.printf("%n%-22s", shape);
            figures.forEach(figure -> out.printf(" %" + width(figure) + "s", figure));
            out.println();
            for (var entrant : entrants.keySet()) {
                out.printf("%-22s", entrant);
                figures.forEach(
                        figure -> out.printf(" %" + width(figure) + "s", shown(median(shape, entrant, figure))));
                out.println();
            }
        });
        out.println();
    }

    /** What was expected, with what it is. */
    void judge(PrintStream out) {
        notes.forEach(out::println);
        verdicts().forEach(out::println);
    }

    private List<String> verdicts() {
        return targets.stream()
                .map(this::judged)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** Empty where it was not measured. */
    private String judged(Target target) {
        var value = median(target.shape(), target.entrant(), target.figure());
        var other = target.of().isEmpty() ? 1 : median(target.ofShape(), target.of(), target.figure());
        return Double.isNaN(value + other) ? "" : target.judge(value, other);
    }

    private static Set<String> figures(Map<String, Map<String, List<Double>>> entrants) {
        var figures = new LinkedHashSet<String>();
        entrants.values().forEach(of -> figures.addAll(of.keySet()));
        return figures;
    }

    private static String width(String figure) {
        return Integer.toString(Math.max(9, figure.length()));
    }

    private static String shown(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 1000 ? "%,.0f" : "%.2f", value);
    }

    /** All values of all rounds, and what was expected. */
    void write(Path file) throws IOException {
        try (var json = Json.createGeneratorFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createGenerator(Files.newBufferedWriter(file))) {
            json.writeStartObject();
            json.write("name", name);
            json.write("at", Instant.now().toString());
            json.write("cores", Runtime.getRuntime().availableProcessors());
            json.write("java", Runtime.version().toString());
            json.write("jvm", String.join(" ", bench.jvm()));
            json.writeStartArray("figures");
            values.forEach((shape, entrants) ->
                    entrants.forEach((entrant, figures) -> figures.forEach((figure, all) -> {
                        json.writeStartObject();
                        json.write("shape", shape).write("entrant", entrant).write("figure", figure);
                        write(json, "median", median(shape, entrant, figure));
                        json.writeStartArray("rounds");
                        all.forEach(value -> json.write(Double.isFinite(value) ? value : -1));
                        json.writeEnd().writeEnd();
                    })));
            json.writeEnd();
            json.writeStartArray("targets");
            verdicts().forEach(json::write);
            json.writeEnd().writeEnd();
        }
        System.out.println("all rounds are in " + file);
    }

    private static void write(JsonGenerator json, String member, double value) {
        if (Double.isFinite(value)) {
            json.write(member, value);
        }
    }
}
