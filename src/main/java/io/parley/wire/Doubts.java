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
    private final People people;

    Doubts(Turns turns, Journal journal, Rooms rooms, CatchUp catchUp, Holes holes, People people) {
        this.turns = turns;
        this.journal = journal;
        this.rooms = rooms;
        this.catchUp = catchUp;
        this.holes = holes;
        this.people = people;
    }

    /** Looks into it, once at a time. */
    void check(Room room) {
        var gate = room.gate();
        var passed = gate.passed();
        if (room.doubted() || passed.isEmpty() || !rooms.isOpen(room)) {
            return;
        }
        room.doubted(true);
        // a reader may be further than the gate: then it read the journal later than the gate heard of it
        var furthest = room.subscriptions().stream()
                .mapToLong(subscription -> subscription.reader().position())
                .reduce(passed.get().seq(), Math::max);
        var stretch = new Journal.Stretch(room.channel(), gate.forgotten(), furthest);
        turns.ask(
                () -> new Found(
                        journal.heads(List.of(room.channel())).get(room.channel()),
                        journal.places(stretch),
                        stretch.upTo()),
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
                    beginAgain(subscription, now, found, Optional.empty());
                }
            }
        } else {
            var common = found.lastKnownTo(gate);
            var fresh = rooms.begin(room);
            fresh.remember(found.places());
            fresh.open(head);
            for (var subscription : List.copyOf(room.subscriptions())) {
                beginAgain(subscription, head, found, common);
                // he may be no member in this one
                people.check(subscription.connection());
            }
        }
    }

    /**
     * Whoever can discard what he holds does so, and pages back from the journal's head: an edit that is gone may have changed what came long
     * before. Others stay where they are if the journal has that place; else they read on after the last event that both logs have: what
     * they were told of the lost one cannot be taken back. Where that place is not remembered, they read on at the head.
     */
    private void beginAgain(Subscription subscription, Cursor head, Found found, Optional<Cursor> common) {
        var connection = subscription.connection();
        var from = head;
        if (connection.dialect().discards()) {
            catchUp.tell(connection, new Event.Gap(subscription.room().channel(), head.toString()));
        } else {
            var at = subscription.reader().at();
            if (found.mayHold(at)) {
                from = at;
            } else if (common.isPresent()) {
                from = at.seq() < common.get().seq() ? at : common.get();
            }
        }
        catchUp.settle(
                rooms.replace(subscription, new Subscription(connection, subscription.room(), new Reader(from))));
    }

    /**
     * What the journal has.
     *
     * @param head null where there is no such channel
     * @param places around the gate's, ascending
     * @param upTo so far was looked
     */
    private record Found(@Nullable Cursor head, List<Cursor> places, long upTo) {
        boolean holds(Cursor place) {
            return place.seq() == 0 || places.contains(place);
        }

        /** Who came there meanwhile may have read it in this journal: if not, his next event tells. */
        boolean mayHold(Cursor place) {
            return place.seq() > upTo || holds(place);
        }

        Optional<Cursor> lastKnownTo(Gate gate) {
            var known = places.reversed().stream().filter(gate::knows).findFirst();
            // where the first of all is remembered and another, nothing is common but the beginning
            return known.isPresent() || gate.forgotten() > 0 ? known : Optional.of(Cursor.START);
        }
    }
}
