package io.parley.wire;

import io.parley.chat.Gate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The channels with readers on this node. Confined to the fan-out's thread. */
final class Rooms {
    private final Map<String, Room> open = new HashMap<>();
    private final Supplier<Gate> gates;

    /** @param gates makes a shut gate for a channel */
    Rooms(Supplier<Gate> gates) {
        this.gates = gates;
    }

    @Nullable
    Room get(String channel) {
        return open.get(channel);
    }

    Room open(String channel) {
        var room = new Room(channel, gates.get());
        open.put(channel, room);
        return room;
    }

    boolean isOpen(Room room) {
        return open.get(room.channel()) == room;
    }

    Collection<Room> all() {
        return List.copyOf(open.values());
    }

    /** Gives a room another gate, shut, because what passed the one it has was of another log. */
    Gate begin(Room room) {
        room.begin(gates.get());
        return room.gate();
    }

    void enter(Subscription subscription) {
        subscription.connection().subscriptions().put(subscription.room().channel(), subscription);
        subscription.room().add(subscription);
    }

    void leave(Subscription subscription) {
        var room = subscription.room();
        subscription.connection().subscriptions().remove(room.channel(), subscription);
        room.remove(subscription);
        if (room.subscriptions().isEmpty()) {
            open.remove(room.channel(), room);
        }
    }

    /** The connection reads the channel on from elsewhere; the room stays, though it may be the only reader. */
    Subscription replace(Subscription subscription, Subscription with) {
        subscription.room().remove(subscription);
        enter(with);
        return with;
    }
}
