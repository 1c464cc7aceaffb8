package io.parley.wire;

import io.parley.chat.Gate;
import java.util.LinkedHashSet;
import java.util.Set;

/** A channel with readers on this node: its gate and who reads. Confined to the fan-out's thread. */
final class Room {
    private final String channel;
    private final Gate gate;
    private final Set<Subscription> subscriptions = new LinkedHashSet<>();
    private boolean filling;

    Room(String channel, Gate gate) {
        this.channel = channel;
        this.gate = gate;
    }

    String channel() {
        return channel;
    }

    Gate gate() {
        return gate;
    }

    Set<Subscription> subscriptions() {
        return subscriptions;
    }

    /** Whether a hole in front of the gate is being waited for or read. */
    boolean filling() {
        return filling;
    }

    void filling(boolean yes) {
        filling = yes;
    }
}
