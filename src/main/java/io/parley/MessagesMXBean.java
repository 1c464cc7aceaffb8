package io.parley;

import io.parley.chat.Durations;
import io.parley.chat.Leg;
import java.util.List;

/** How long messages take on their way through this node, as JMX shows it: everything since the start. */
public interface MessagesMXBean {
    /** Transactions that kept them. */
    long getTransactions();

    /** In the order in which they are gone. */
    List<Timing> getLegs();

    /**
     * One leg of the way.
     *
     * @param leg as {@link Leg} names it
     * @param messages that went it
     * @param half milliseconds that half of them took at most
     * @param most milliseconds that 99 of 100 took at most
     * @param nanos all of them together
     * @param buckets as {@link Durations.Count} has them
     */
    record Timing(String leg, long messages, double half, double most, long nanos, long[] buckets) {
        static Timing of(Leg leg, Durations.Count count) {
            return new Timing(
                    leg.name(),
                    count.times(),
                    count.percentile(50),
                    count.percentile(99),
                    count.nanos(),
                    count.buckets());
        }
    }
}
