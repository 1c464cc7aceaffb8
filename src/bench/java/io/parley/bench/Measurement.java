package io.parley.bench;

import io.parley.bench.load.Load;
import io.parley.bench.load.Pace;
import io.parley.bench.server.Cost;
import io.parley.bench.server.Entrant;
import io.parley.bench.server.ServerUnderLoad;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/** One measurement: what was delivered, what that cost the server, and how long it took each delivery. */
final class Measurement {
    static final String CPU = "CPU s/M";
    static final String RATE = "deliveries/s";
    static final String HALF = "p50 ms";
    static final String MOST = "p99 ms";
    /** Of one core, by the generator: near 100 it is the generator that is measured. */
    static final String GENERATOR = "generator %";

    private final double cpu;
    private final double seconds;
    private final double own;
    private final long deliveries;
    private final double half;
    private final double most;

    private Measurement(Load load, double cpu, double seconds, double own, long deliveries) {
        this.cpu = cpu;
        this.seconds = seconds;
        this.own = own;
        this.deliveries = deliveries;
        this.half = load.ledger().latencies().getValueAtPercentile(50) / 1e6;
        this.most = load.ledger().latencies().getValueAtPercentile(99) / 1e6;
    }

    /** Sends at that pace until everybody has everything. */
    static Measurement of(Entrant entrant, Load load, Pace pace) throws IOException {
        return of(List.of(entrant.server()), load, pace);
    }

    /** The same, of servers that work together. */
    static Measurement of(List<ServerUnderLoad> servers, Load load, Pace pace) throws IOException {
        return of(servers, load, () -> load.run(pace));
    }

    /** The same, but it is not waited for what does not come, see {@link Load#run(Pace, Duration)}. */
    static Measurement of(List<ServerUnderLoad> servers, Load load, Pace pace, Duration patience) throws IOException {
        return of(servers, load, () -> load.run(pace, patience));
    }

    private static Measurement of(List<ServerUnderLoad> servers, Load load, Runnable action) throws IOException {
        var ledger = load.ledger();
        var threads = ManagementFactory.getThreadMXBean();
        ledger.latencies().reset();
        var before = ledger.deliveries();
        var own = threads.getCurrentThreadCpuTime();
        var cpu = cpu(servers);
        var began = System.nanoTime();
        action.run();
        var nanos = System.nanoTime() - began;
        return new Measurement(
                load,
                cpu(servers) - cpu,
                nanos / 1e9,
                (threads.getCurrentThreadCpuTime() - own) / 1e9,
                ledger.deliveries() - before);
    }

    private static double cpu(List<ServerUnderLoad> servers) throws IOException {
        var cpu = 0.0;
        for (var server : servers) {
            cpu += Cost.cpu(server.pid());
        }
        return cpu;
    }

    /** From the first send to the last delivery. */
    double seconds() {
        return seconds;
    }

    double perSecond() {
        return deliveries / seconds;
    }

    void into(Report report, String shape, String entrant) {
        report.add(shape, entrant, CPU, deliveries == 0 ? Double.NaN : cpu * 1e6 / deliveries);
        report.add(shape, entrant, RATE, perSecond());
        report.add(shape, entrant, HALF, half);
        report.add(shape, entrant, MOST, most);
        report.add(shape, entrant, GENERATOR, 100 * own / seconds);
    }
}
