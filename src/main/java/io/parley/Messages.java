package io.parley;

import io.parley.chat.Durations;
import io.parley.chat.Leg;
import io.parley.chat.Timers;
import io.parley.chat.Way;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Shows whoever operates this node how long messages take on it: by JMX, and once an hour in the log. */
final class Messages implements MessagesMXBean, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Messages.class.getName());

    /** After the start: JMX takes a tenth of a second to begin, and nobody looks that early. */
    private static final Duration FIRST = Duration.ofSeconds(3);

    private static final Duration HOUR = Duration.ofHours(1);

    private final Way way;
    private final Path home;

    /** Guarded by "this", as all below. */
    private @Nullable ObjectName name;

    private boolean closed;
    private List<Durations.Count> told;

    Messages(Way way, Path home) {
        this.way = way;
        this.home = home;
        this.told = now();
    }

    /** Begins to show them. */
    void show(Timers timers) {
        timers.after(FIRST, this::register);
        logHourly(timers);
    }

    private void logHourly(Timers timers) {
        timers.after(HOUR, () -> {
            log();
            logHourly(timers);
        });
    }

    @Override
    public long getTransactions() {
        return way.transactions();
    }

    @Override
    public List<Timing> getLegs() {
        return Arrays.stream(Leg.values())
                .map(leg -> Timing.of(leg, way.count(leg)))
                .toList();
    }

    private synchronized void register() {
        if (closed) {
            return;
        }
        try {
            // two of one path can be in one Tomcat, but not two of one home
            var ours = new ObjectName("io.parley:type=Messages,home=" + ObjectName.quote(home.toString()));
            ManagementFactory.getPlatformMBeanServer().registerMBean(this, ours);
            name = ours;
        } catch (JMException e) {
            LOG.log(Level.WARNING, "JMX shows nothing of messages: " + e);
        }
    }

    /** Of what was kept since the last time; nothing where nothing was. */
    private synchronized void log() {
        var now = now();
        var lines = Arrays.stream(Leg.values())
                .map(leg -> line(leg, now.get(leg.ordinal()).since(told.get(leg.ordinal()))))
                .collect(Collectors.joining(", "));
        var kept =
                now.get(Leg.KEPT.ordinal()).since(told.get(Leg.KEPT.ordinal())).times();
        told = now;
        if (kept > 0) {
            LOG.log(Level.INFO, "{0} messages were kept; in ms, half and 99 of 100 took at most: {1}", kept, lines);
        }
    }

    private static String line(Leg leg, Durations.Count count) {
        return String.format(
                Locale.ROOT,
                "%s %.2f %.2f",
                leg.name().toLowerCase(Locale.ROOT),
                count.percentile(50),
                count.percentile(99));
    }

    private List<Durations.Count> now() {
        return Arrays.stream(Leg.values()).map(way::count).toList();
    }

    @Override
    public void close() {
        log();
        synchronized (this) {
            closed = true;
            if (name != null) {
                try {
                    ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
                } catch (JMException e) {
                    LOG.log(Level.DEBUG, "JMX had forgotten it", e);
                }
                name = null;
            }
        }
    }
}
