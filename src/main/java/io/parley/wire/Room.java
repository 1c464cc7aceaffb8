package io.parley.wire;

import io.parley.chat.Event;
import io.parley.chat.Gate;
import io.parley.chat.Journal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A channel with readers on this node: its gate and who reads. Confined to the fan-out's thread. */
final class Room {
    private final String channel;
    private Gate gate;
    /** Each at its {@link Subscription#place}, in no order that means anything: it is gone through for each event. */
    private final List<Subscription> subscriptions = new ArrayList<>();
    /** Those of them who are told of comings and goings: when thousands come, few. */
    private final Set<Subscription> curious = new LinkedHashSet<>(0);
    /** Said to whoever comes or catches up, encoded once. */
    private final Broadcast live;
    /** Seq up to which the journal is known to reach. */
    private long reach;

    private boolean doubted;

    Room(String channel, Gate gate) {
        this.channel = channel;
        this.gate = gate;
        this.live = new Broadcast(new Event.Live(channel));
    }

    String channel() {
        return channel;
    }

    Gate gate() {
        return gate;
    }

    /** Those who read it; changed by {@link #add} and {@link #remove} alone. */
    List<Subscription> subscriptions() {
        return subscriptions;
    }

    /** Those of them who are told of that. */
    Collection<Subscription> audience(Event.Fleeting event) {
        return event instanceof Event.OfConnection ? curious : subscriptions;
    }

    void add(Subscription subscription) {
        subscription.place(subscriptions.size());
        subscriptions.add(subscription);
        if (subscription.connection().dialect().hearsComings()) {
            curious.add(subscription);
        }
    }

    void remove(Subscription subscription) {
        var place = subscription.place();
        if (place == Subscription.NOWHERE) {
            return;
        }
        // thousands leave at once: the last takes the free place, so that nobody else has to move
        var last = subscriptions.removeLast();
        if (last != subscription) {
            subscriptions.set(place, last);
            last.place(place);
        }
        subscription.place(Subscription.NOWHERE);
        curious.remove(subscription);
    }

    Broadcast live() {
        return live;
    }

    /** The journal reaches at least that far. */
    void reaches(long head) {
        reach = Math.max(reach, head);
    }

    /** What is known to be in the journal and did not come, before the next event that can pass. */
    Optional<Journal.Stretch> lacks() {
        return gate.hole()
                .map(hole -> new Journal.Stretch(channel, hole.after(), hole.upTo()))
                .or(() -> gate.passed()
                        .filter(passed -> passed.seq() < reach)
                        .map(passed -> new Journal.Stretch(channel, passed.seq(), reach)));
    }

    /** Begins anew with another gate. */
    void begin(Gate other) {
        gate = other;
        reach = 0;
    }

    /** Whether the gate is being compared with the journal. */
    boolean doubted() {
        return doubted;
    }

    void doubted(boolean yes) {
        doubted = yes;
        reach = yes ? 0 : reach;
    }
}
