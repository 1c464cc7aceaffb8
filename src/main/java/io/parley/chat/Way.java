package io.parley.chat;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * How long the messages of this node, and all else that is kept in a channel's log, take on each leg of their way. Noted once a message or once
 * a transaction, never for each reader. Any thread.
 */
public final class Way {
    private final LongSupplier nanos;
    private final Map<Leg, Durations> legs = new EnumMap<>(Leg.class);
    private final LongAdder transactions = new LongAdder();

    /** @param nanos counts nanoseconds, from any beginning */
    public Way(LongSupplier nanos) {
        this.nanos = nanos;
        for (var leg : Leg.values()) {
            legs.put(leg, new Durations());
        }
    }

    /** Now, for {@link #took}. */
    public long now() {
        return nanos.getAsLong();
    }

    /** So many messages had this leg behind them at {@code to} which they had before them at {@code from}. */
    public void took(Leg leg, long from, long to, long messages) {
        if (messages > 0) {
            of(leg).add(to - from, messages);
        }
    }

    /** A transaction that kept messages was committed. */
    public void committed() {
        transactions.increment();
    }

    /** Transactions that kept messages. */
    public long transactions() {
        return transactions.sum();
    }

    /** How long that leg took until now. */
    public Durations.Count count(Leg leg) {
        return of(leg).count();
    }

    private Durations of(Leg leg) {
        var durations = legs.get(leg);
        if (durations == null) {
            throw new IllegalStateException("no leg " + leg);
        }
        return durations;
    }
}
