package io.parley.wire;

import io.parley.chat.Event;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Who types in the channels. The first few are told at once, one by one; how many more there are is told by one line a second at most: a
 * thousand who type at once would else be a thousand lines to each of a thousand. Confined to the fan-out's thread.
 */
final class Typists {
    /** Who is told by name: nobody reads more. */
    static final int NAMED = 3;
    /** Tellings, one a second, for which one who types is counted. */
    private static final int SHOWN = 5;
    /** Tellings after which it is said again how many there are, though it is as it was. */
    private static final int AGAIN = 3;

    private final Turns turns;
    private final Rooms rooms;
    private final Map<String, Busy> channels = new HashMap<>();
    private long tellings;

    /** A channel where somebody types: people by id, with the telling until which they do. */
    private static final class Busy {
        private final Map<String, Long> named = new HashMap<>();
        private final Map<String, Long> others = new HashMap<>();
        /** How many others were told last, and when. */
        private int told;

        private long when;

        private void expire(long now) {
            named.values().removeIf(until -> until <= now);
            others.values().removeIf(until -> until <= now);
        }

        private boolean isOver() {
            return named.isEmpty() && others.isEmpty();
        }

        private boolean lacksTelling(long now) {
            return others.size() != told || told > 0 && now - when >= AGAIN;
        }
    }

    Typists(Turns turns, Rooms rooms) {
        this.turns = turns;
        this.rooms = rooms;
    }

    /** Somebody types. */
    void types(Event.Typing event) {
        var room = rooms.get(event.channel());
        if (room == null) {
            return;
        }
        var busy = channels.computeIfAbsent(event.channel(), channel -> new Busy());
        if (busy.named.containsKey(event.from()) || busy.named.size() < NAMED) {
            busy.others.remove(event.from());
            busy.named.put(event.from(), tellings + SHOWN);
            tell(room, Set.of(), event, event);
        } else {
            busy.others.put(event.from(), tellings + SHOWN);
        }
    }

    /** Called once a second. */
    void tell() {
        tellings++;
        channels.entrySet().removeIf(entry -> {
            var busy = entry.getValue();
            busy.expire(tellings);
            var room = rooms.get(entry.getKey());
            if (room != null && busy.lacksTelling(tellings)) {
                busy.told = busy.others.size();
                busy.when = tellings;
                // who types himself is told of the others
                tell(
                        room,
                        busy.others.keySet(),
                        new Event.Typists(entry.getKey(), busy.told),
                        new Event.Typists(entry.getKey(), Math.max(0, busy.told - 1)));
            }
            return busy.isOver() || room == null;
        });
    }

    private void tell(Room room, Set<String> some, Event toMost, Event toSome) {
        var most = new Broadcast(toMost);
        var these = new Broadcast(toSome);
        for (var subscription : room.subscriptions()) {
            var connection = subscription.connection();
            connection.tell(some.contains(connection.person().id()) ? these : most);
            turns.touch(connection);
        }
    }
}
