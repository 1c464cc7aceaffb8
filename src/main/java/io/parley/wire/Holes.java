package io.parley.wire;

import io.parley.chat.Event;
import io.parley.chat.Gate;
import io.parley.chat.Journal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Reads from the journal what did not come to the gates: all of it in one query, one query at a time. Confined to the fan-out's thread.
 */
final class Holes {
    private static final long BYTES = 1024 * 1024;

    private final Turns turns;
    private final Journal journal;
    private final Rooms rooms;
    private final Consumer<List<? extends Event.Lasting>> meet;
    private final BiConsumer<Room, Event.Lasting> arrive;
    private final Consumer<Room> doubt;
    /** Rooms that lacked something when they were looked at. */
    private final Set<Room> lacking = new LinkedHashSet<>();

    private State state = State.NONE;

    /**
     * @param meet told of what was read, where blocking is allowed
     * @param arrive takes what was read to its gate
     * @param doubt told where the journal does not have what is said to be committed
     */
    Holes(
            Turns turns,
            Journal journal,
            Rooms rooms,
            Consumer<List<? extends Event.Lasting>> meet,
            BiConsumer<Room, Event.Lasting> arrive,
            Consumer<Room> doubt) {
        this.turns = turns;
        this.journal = journal;
        this.rooms = rooms;
        this.meet = meet;
        this.arrive = arrive;
        this.doubt = doubt;
    }

    /** Something came or is known of: if something is missing before it, it is given a moment to come by itself. */
    void look(Room room) {
        if (room.lacks().isPresent() && lacking.add(room) && state == State.NONE) {
            await(false);
        }
    }

    /** What is known to be missing will not come by itself. */
    void fill() {
        if (state != State.ASKING) {
            ask();
        }
    }

    private void await(boolean failed) {
        state = State.WAITING;
        turns.after(failed ? Fanout.AGAIN : Fanout.HOLE, () -> {
            if (state == State.WAITING) {
                ask();
            }
        });
    }

    private void ask() {
        var asked = new LinkedHashMap<Room, Asked>();
        lacking.removeIf(room -> !rooms.isOpen(room) || room.lacks().isEmpty());
        lacking.forEach(room -> room.lacks().ifPresent(stretch -> asked.put(room, new Asked(room.gate(), stretch))));
        if (asked.isEmpty()) {
            state = State.NONE;
            return;
        }
        state = State.ASKING;
        var stretches = asked.values().stream().map(Asked::stretch).toList();
        turns.ask(() -> read(stretches), events -> take(asked, events), () -> await(true), () -> state = State.NONE);
    }

    private List<Event.Lasting> read(List<Journal.Stretch> stretches) {
        var events = journal.between(stretches, BYTES);
        meet.accept(events);
        return events;
    }

    private void take(Map<Room, Asked> asked, List<Event.Lasting> events) {
        var bytes = 0L;
        for (var event : events) {
            bytes += event.weight();
            var room = rooms.get(event.channel());
            if (room != null && asked.containsKey(room) && asked.get(room).gate() == room.gate()) {
                arrive.accept(room, event);
            }
        }
        if (bytes < BYTES) {
            asked.forEach(this::explain);
        }
        state = State.NONE;
        lacking.removeIf(room -> room.lacks().isEmpty());
        if (!lacking.isEmpty()) {
            await(false);
        }
    }

    /** Where all was read, and still the same is missing, the journal is not the one that what came was told of. */
    private void explain(Room room, Asked then) {
        if (room.gate() == then.gate()
                && room.lacks().filter(then.stretch()::equals).isPresent()) {
            lacking.remove(room);
            doubt.accept(room);
        }
    }

    private record Asked(Gate gate, Journal.Stretch stretch) {}

    private enum State {
        NONE,
        /** Given a moment to come by itself. */
        WAITING,
        ASKING
    }
}
