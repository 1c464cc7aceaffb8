package io.parley.wire;

import io.parley.chat.Cursor;
import io.parley.chat.Event;
import io.parley.chat.Gate;
import io.parley.chat.Journal;
import io.parley.chat.Reader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares a gate with the journal where they may be of different logs: the database was restored to an earlier state, or failed over to one.
 * If they are, the room begins anew at the journal's head, and so does everybody who reads there. Confined to the fan-out's thread.
 */
final class Doubts {
    private final Turns turns;
    private final Journal journal;
    private final Rooms rooms;
    private final CatchUp catchUp;
    private final Holes holes;

    Doubts(Turns turns, Journal journal, Rooms rooms, CatchUp catchUp, Holes holes) {
        this.turns = turns;
        this.journal = journal;
        this.rooms = rooms;
        this.catchUp = catchUp;
        this.holes = holes;
    }

    /** Looks into it, once at a time. */
    void check(Room room) {
        var gate = room.gate();
        var passed = gate.passed();
        if (room.doubted() || passed.isEmpty() || !rooms.isOpen(room)) {
            return;
        }
        room.doubted(true);
        var stretch = new Journal.Stretch(
                room.channel(), gate.forgotten(), passed.get().seq());
        turns.ask(
                () -> new Found(journal.heads(List.of(room.channel())).get(room.channel()), journal.places(stretch)),
                found -> {
                    room.doubted(false);
                    if (rooms.isOpen(room) && room.gate() == gate) {
                        decide(room, gate, passed.get(), found);
                    }
                },
                () -> turns.after(Fanout.AGAIN, () -> {
                    room.doubted(false);
                    check(room);
                }),
                () -> room.doubted(false));
    }

    private void decide(Room room, Gate gate, Cursor passed, Found found) {
        var head = found.head();
        if (head == null) {
            // the channel is gone, and so are its members
            List.copyOf(room.subscriptions()).forEach(rooms::leave);
        } else if (found.holds(passed)) {
            gate.trust();
            room.reaches(head.seq());
            holes.look(room);
            var now = gate.passed().orElse(passed);
            for (var subscription : List.copyOf(room.subscriptions())) {
                if (subscription.reader().astray()) {
                    beginAgain(subscription, now, Optional.empty());
                }
            }
        } else {
            var common = found.lastKnownTo(gate);
            rooms.begin(room).open(head);
            for (var subscription : List.copyOf(room.subscriptions())) {
                beginAgain(subscription, head, common);
            }
        }
    }

    /**
     * Whoever can discard what he holds does so, and pages back from the journal's head: an edit that is gone may have changed what came long
     * before. Others read on after the last event that both logs have; what they were told of the lost one cannot be taken back. Where
     * that place is not remembered, they read on at the head.
     */
    private void beginAgain(Subscription subscription, Cursor head, Optional<Cursor> common) {
        var connection = subscription.connection();
        var from = head;
        if (connection.dialect().discards()) {
            catchUp.tell(connection, new Event.Gap(subscription.room().channel(), head.toString()));
        } else if (common.isPresent()) {
            var at = subscription.reader().at();
            from = at.seq() < common.get().seq() ? at : common.get();
        }
        catchUp.settle(
                rooms.replace(subscription, new Subscription(connection, subscription.room(), new Reader(from))));
    }

    /**
     * What the journal has.
     *
     * @param head null where there is no such channel
     * @param places up to the gate's, ascending
     */
    private record Found(@Nullable Cursor head, List<Cursor> places) {
        boolean holds(Cursor place) {
            return place.seq() == 0 || (!places.isEmpty() && places.getLast().equals(place));
        }

        Optional<Cursor> lastKnownTo(Gate gate) {
            return places.reversed().stream().filter(gate::knows).findFirst();
        }
    }
}
