package io.parley.wire;

import io.parley.chat.Event;
import io.parley.chat.Journal;
import io.parley.people.Person;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How people look: whose name, picture, status or role is changed, anywhere, is told to whoever reads a channel with him or watches him. The
 * journal counts such changes, so none is missed for good whatever the bus did; what changes within a second is told together.
 * Confined to the fan-out's thread.
 */
final class Faces {
    private static final long UNKNOWN = -1;
    /** People read at once. */
    private static final int MOST = 200;

    private final Turns turns;
    private final Journal journal;
    private final Rooms rooms;
    private final People people;
    /** What was read of the journal. */
    private long read = UNKNOWN;
    /** What was heard of. */
    private long heard = UNKNOWN;

    private boolean asking;
    /** People of whom these connections were not told, because they were behind. */
    private final Map<Connection, Map<String, Person>> untold = new LinkedHashMap<>();

    /** Who else knows people, or wants to. */
    interface Audience {
        /** Connections that watch that person, as far as they may. */
        Collection<Connection> watching(String person);

        /** So he looks now. */
        void met(Person person);
    }

    Faces(Turns turns, Journal journal, Rooms rooms, People people) {
        this.turns = turns;
        this.journal = journal;
        this.rooms = rooms;
        this.people = people;
    }

    /** Somebody was changed: with him it was done so often. */
    void changed(long count) {
        if (read == UNKNOWN) {
            read = count - 1;
        }
        heard = Math.max(heard, count);
    }

    /** So often it was done in the journal: a database that was restored may have gone back. */
    void stands(long count) {
        if (read == UNKNOWN || count < read) {
            read = count;
            heard = count;
        }
        heard = Math.max(heard, count);
    }

    void forget(Connection connection) {
        untold.remove(connection);
    }

    /** Called once a second. */
    void tell(Audience audience) {
        if (read < heard && !asking) {
            asking = true;
            var since = read;
            turns.ask(
                    () -> journal.shown(since, MOST),
                    shown -> {
                        asking = false;
                        if (shown.isEmpty()) {
                            heard = read;
                        } else {
                            read = shown.getLast().count();
                        }
                        shown.forEach(face -> gather(face, audience));
                        tellAll();
                    },
                    () -> asking = false,
                    () -> asking = false);
        } else if (!untold.isEmpty()) {
            tellAll();
        }
    }

    private void gather(Journal.Shown face, Audience audience) {
        var person = face.person();
        audience.met(person);
        people.connections(person.id()).forEach(connection -> connection.become(person));
        var curious = new LinkedHashSet<Connection>(people.connections(person.id()));
        for (var channel : face.channels()) {
            var room = rooms.get(channel);
            if (room != null) {
                room.subscriptions().forEach(subscription -> curious.add(subscription.connection()));
            }
        }
        curious.addAll(audience.watching(person.id()));
        curious.forEach(connection ->
                untold.computeIfAbsent(connection, c -> new LinkedHashMap<>()).put(person.id(), person));
    }

    private void tellAll() {
        var encoded = new HashMap<Set<Person>, Broadcast>();
        untold.entrySet().removeIf(entry -> {
            var connection = entry.getKey();
            if (connection.gone()) {
                return true;
            }
            var broadcast = encoded.computeIfAbsent(
                    Set.copyOf(entry.getValue().values()),
                    some -> new Broadcast(
                            new Event.People(List.copyOf(entry.getValue().values()))));
            var told = connection.outbox().offerFleeting(broadcast.in(connection.dialect()));
            turns.touch(connection);
            return told;
        });
    }
}
