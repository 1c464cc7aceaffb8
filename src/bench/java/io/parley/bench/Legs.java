package io.parley.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.parley.bench.server.Entrant;
import io.parley.chat.Durations;
import io.parley.chat.Leg;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * How long messages took on each leg of their way through a Parley, by the histograms that it shows by JMX.
 *
 * @param counts of each leg, in their order
 * @param transactions that kept them
 */
record Legs(List<Durations.Count> counts, long transactions) {
    private static final String TRANSACTION = "a transaction";

    /** A Parley shows them some seconds after its start. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What is measured. */
    @FunctionalInterface
    interface Action {
        Measurement run() throws Exception;
    }

    /** Measures, and reports the legs meanwhile below {@link #shape}; of servers that have none only measures. */
    static Measurement during(Report report, String shape, Entrant entrant, Action action) throws Exception {
        if (entrant.name().equals(Entrant.NAIVE) || entrant.name().equals(Entrant.RAW)) {
            return action.run();
        }
        var before = of(entrant);
        var measured = action.run();
        of(entrant).since(before).into(report, shape(shape, entrant.name()));
        return measured;
    }

    /** Where the legs of that entrant stand: with one row for each. */
    static String shape(String shape, String entrant) {
        return shape + ": legs of " + entrant;
    }

    static String row(Leg leg) {
        return leg.name().toLowerCase(Locale.ROOT);
    }

    @SuppressWarnings("BanJNDI") // an address that a JVM of ours has just told
    private static Legs of(Entrant entrant) throws IOException, JMException {
        try (var connector = JMXConnectorFactory.connect(agent(entrant.server().pid()))) {
            return read(connector.getMBeanServerConnection());
        }
    }

    private static JMXServiceURL agent(long pid) throws IOException {
        try {
            var machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return new JMXServiceURL(machine.startLocalManagementAgent());
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }

    private static Legs read(MBeanServerConnection server) throws IOException, JMException {
        var bean = bean(server);
        var counts = Arrays.stream((CompositeData[]) server.getAttribute(bean, "Legs"))
                .map(timing -> new Durations.Count((long[]) timing.get("buckets"), (long) timing.get("nanos")))
                .toList();
        return new Legs(counts, (long) server.getAttribute(bean, "Transactions"));
    }

    private static ObjectName bean(MBeanServerConnection server) throws IOException, JMException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            var found = server.queryNames(new ObjectName("io.parley:type=Messages,*"), null);
            if (!found.isEmpty()) {
                return found.iterator().next();
            }
            pause();
        }
        throw new IOException("it shows nothing of messages by JMX");
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private Durations.Count of(Leg leg) {
        return counts.get(leg.ordinal());
    }

    private Legs since(Legs before) {
        var since = Arrays.stream(Leg.values())
                .map(leg -> of(leg).since(before.of(leg)))
                .toList();
        return new Legs(since, transactions - before.transactions);
    }

    private void into(Report report, String shape) {
        for (var leg : Leg.values()) {
            var count = of(leg);
            report.add(shape, row(leg), Measurement.HALF, count.percentile(50));
            report.add(shape, row(leg), Measurement.MOST, count.percentile(99));
            report.add(shape, row(leg), "messages", count.times());
        }
        report.add(shape, TRANSACTION, "messages", (double) of(Leg.KEPT).times() / transactions);
    }
}
