package io.parley.wire;

import io.parley.chat.Cursor;
import io.parley.chat.Gate;
import io.parley.chat.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Compares what this node knows with a journal that others write to as well, so that nothing is missed whatever the bus did: the heads of the
 * channels that have readers here, the versions of who is connected, and how often people changed what they show.
 *
 * <p>One look at a time: what is asked for meanwhile is one more, however often, and a store that is slow is asked no faster than it
 * answers. Confined to the fan-out's thread.
 */
final class Sweep {
    /** Between two looks: with the reads that follow, everybody has within a second what no bus told of. */
    static final Duration EVERY = Duration.ofMillis(500);

    private final Turns turns;
    private final Journal journal;
    private final Rooms rooms;
    private final People people;
    private final Faces faces;
    private final Holes holes;
    private final Consumer<Room> doubt;
    private boolean looking;
    private boolean again;
    /** Somebody asked for the look that is under way: it must not just fail. */
    private boolean owed;

    /** @param doubt told where the journal is behind a gate, or another at its place */
    Sweep(Turns turns, Journal journal, Rooms rooms, People people, Faces faces, Holes holes, Consumer<Room> doubt) {
        this.turns = turns;
        this.journal = journal;
        this.rooms = rooms;
        this.people = people;
        this.faces = faces;
        this.holes = holes;
        this.doubt = doubt;
    }

    /** Looks again and again, if others write to the journal too. */
    void begin() {
        if (journal.shared()) {
            turns.after(EVERY, () -> {
                look();
                begin();
            });
        }
    }

    /** Something may have been missed. */
    void now() {
        if (looking) {
            again = true;
        } else {
            owed = true;
            look();
        }
    }

    private void look() {
        if (looking) {
            return;
        }
        var stands = new HashMap<String, Stand>();
        for (var room : rooms.all()) {
            room.gate().passed().ifPresent(passed -> stands.put(room.channel(), Stand.of(room, passed)));
        }
        if (stands.isEmpty() && people.ids().isEmpty()) {
            return;
        }
        looking = true;
        var channels = List.copyOf(stands.keySet());
        var ids = List.copyOf(people.ids());
        turns.ask(() -> journal.standing(channels, ids), standing -> compare(stands, standing), this::fail, this::fail);
    }

    private void compare(Map<String, Stand> stands, Journal.Standing standing) {
        stands.forEach((channel, stand) -> {
            var head = standing.heads().get(channel);
            if (!rooms.isOpen(stand.room()) || stand.room().gate() != stand.gate()) {
                return;
            }
            if (head == null || stand.differs(head)) {
                doubt.accept(stand.room());
            } else {
                stand.room().reaches(head.seq());
                holes.look(stand.room());
            }
        });
        holes.fill();
        people.compare(standing.versions());
        faces.stands(standing.shown());
        looking = false;
        owed = again;
        if (again) {
            again = false;
            look();
        }
    }

    private void fail() {
        looking = false;
        if (again || owed) {
            again = false;
            owed = false;
            turns.after(Fanout.AGAIN, this::now);
        }
    }

    /**
     * How a room was when the journal was asked.
     *
     * @param ahead readers that were further than the gate
     */
    private record Stand(Room room, Gate gate, Cursor passed, List<Subscription> ahead) {
        static Stand of(Room room, Cursor passed) {
            var ahead = new ArrayList<Subscription>();
            for (var subscription : room.subscriptions()) {
                if (subscription.reader().position() > passed.seq()) {
                    ahead.add(subscription);
                }
            }
            return new Stand(room, room.gate(), passed, ahead);
        }

        /** Whether a journal with that head cannot be the one the gate and the readers know. */
        boolean differs(Cursor head) {
            var lost = ahead.stream()
                    .filter(subscription ->
                            subscription.current() && subscription.reader().position() > head.seq())
                    .toList();
            lost.forEach(subscription -> subscription.reader().goAstray());
            return !lost.isEmpty() || head.seq() < passed.seq() || (head.seq() == passed.seq() && !head.equals(passed));
        }
    }
}
