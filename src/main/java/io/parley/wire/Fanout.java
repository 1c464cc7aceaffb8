package io.parley.wire;

import io.parley.chat.Committed;
import io.parley.chat.Cursor;
import io.parley.chat.Event;
import io.parley.chat.Gate;
import io.parley.chat.Journal;
import io.parley.chat.Leg;
import io.parley.chat.Reader;
import io.parley.chat.Way;
import io.parley.people.SignIns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Brings events to the connections of this node: each connection is a reader of its channels' logs, live or catching up.
 *
 * <p>What comes passes the {@link Gate} of its channel, and by {@link Passage} reaches its live readers; {@link Holes} reads what did not come, {@link Sweep} finds out
 * that something did not, {@link CatchUp} serves readers that are behind, and {@link Doubts} begins anew where the database is another one.
 * All state is confined to one serial executor, the fan-out's thread ({@link Turns}); the public methods hand themselves to it.
 */
final class Fanout implements Committed {
    /** How long a hole may be open before the journal is asked. */
    static final Duration HOLE = Duration.ofMillis(50);
    /** Before a read that the store did not answer is tried again. */
    static final Duration AGAIN = Duration.ofSeconds(1);

    private final Turns turns;
    private final Journal journal;
    private final Way way;
    private final Rooms rooms;
    private final CatchUp catchUp;
    private final Passage passage;
    private final Holes holes;
    private final Doubts doubts;
    private final People people;
    private final Faces faces;
    private final Sweep sweep;
    private final Typists typists;

    /**
     * @param gates makes a shut gate for a channel
     * @param signIns asked whether connections may stay
     * @param meet told of what was read before it is encoded, where blocking is allowed
     * @param way learns how long what was committed takes to its readers
     */
    Fanout(
            Turns turns,
            Journal journal,
            Supplier<Gate> gates,
            SignIns signIns,
            Consumer<List<? extends Event.Lasting>> meet,
            Way way) {
        this.turns = turns;
        this.journal = journal;
        this.way = way;
        this.rooms = new Rooms(gates);
        this.catchUp = new CatchUp(turns, journal, meet, this::doubt, this::drop);
        this.passage = new Passage(catchUp, this::doubt);
        this.holes = new Holes(turns, journal, rooms, meet, this::arrive, this::doubt);
        this.people = new People(turns, journal, signIns, new Arm());
        this.doubts = new Doubts(turns, journal, rooms, catchUp, holes, people);
        this.faces = new Faces(turns, journal, rooms, people);
        this.sweep = new Sweep(turns, journal, rooms, people, faces, holes, this::doubt);
        this.typists = new Typists(turns, rooms);
    }

    /** Begins to look after a journal that others write to. */
    void begin() {
        sweep.begin();
    }

    @Override
    public void committed(List<Event.Lasting> events) {
        var told = way.now();
        turns.run(() -> {
            var begun = way.now();
            way.took(Leg.HANDED, told, begun, events.size());
            turns.afterFlush(() -> way.took(Leg.SENT, begun, way.now(), events.size()));
            var passing = new LinkedHashMap<Room, List<Event.Lasting>>();
            for (var event : events) {
                var room = rooms.get(event.channel());
                if (room != null) {
                    passing.computeIfAbsent(room, r -> new ArrayList<>())
                            .addAll(room.gate().offer(event));
                }
            }
            Consumer<Connection> leave = passing.size() == 1 ? turns::touchLast : turns::touch;
            passing.forEach((room, passed) -> pass(room, passed, leave));
        });
    }

    @Override
    public void touched(Map<String, Long> versions) {
        turns.run(() -> people.touched(versions));
    }

    @Override
    public void shown(long count) {
        turns.run(() -> faces.changed(count));
    }

    /** Tells how people look whose name, picture, status or role was changed; called once a second. */
    void showFaces(Faces.Audience audience) {
        turns.run(() -> faces.tell(audience));
    }

    @Override
    public void interrupted() {
        lost();
    }

    /** Something may not have come: the journal is asked now. */
    void lost() {
        turns.run(sweep::now);
    }

    /** Somebody types. */
    void types(Event.Typing event) {
        turns.run(() -> typists.types(event));
    }

    /** Tells how many type; called once a second. */
    void tellTypists() {
        turns.run(typists::tell);
    }

    /** Tells everybody in the channel who has room for it. */
    void spread(String channel, Event.Fleeting event) {
        turns.run(() -> {
            var room = rooms.get(channel);
            if (room != null) {
                var broadcast = new Broadcast(event);
                room.audience(event).forEach(s -> {
                    s.connection().tell(broadcast);
                    turns.touch(s.connection());
                });
            }
        });
    }

    /**
     * Begins or begins again: the greeting leaves first, then each channel's log is read.
     *
     * @param positions by channel the place after which its events follow; whoever asked has checked membership
     */
    void join(Connection connection, List<Piece> greeting, Map<String, Cursor> positions) {
        turns.run(() -> {
            if (!connection.gone()) {
                greet(connection, greeting, positions);
            }
        });
    }

    /**
     * The same for one who is told when the person's own state is at another version, and joins and leaves channels with him: from what he
     * is brought first on, as that may be that he was removed.
     *
     * @param version what it begins with; it was read after the connection was expected
     */
    void join(
            Connection connection,
            List<Piece> greeting,
            Map<String, Cursor> positions,
            long version,
            Membership membership) {
        turns.run(() -> {
            if (!connection.gone()) {
                people.follow(connection, version, membership);
                greet(connection, greeting, positions);
            }
        });
    }

    private void greet(Connection connection, List<Piece> greeting, Map<String, Cursor> positions) {
        forget(connection);
        connection.outbox().greet(greeting);
        turns.touch(connection);
        positions.forEach((channel, position) -> subscribe(connection, channel, position));
    }

    /** From now on this connection ends with its sign-in; called before anything is read for it. */
    void expect(Connection connection) {
        turns.run(() -> {
            if (!connection.gone()) {
                people.expect(connection);
            }
        });
    }

    /** Nothing is brought to this connection any more. */
    void leave(Connection connection) {
        turns.run(() -> {
            connection.leave();
            people.forget(connection);
            faces.forget(connection);
            forget(connection);
        });
    }

    /** The connection's outbox is empty: whoever catches up reads on. */
    void drained(Connection connection) {
        if (connection.behind()) {
            turns.run(() -> catchUp.readOn(connection));
        }
    }

    /** Tells a connection the heads of the channels it is live in, as far as they changed since the last time. */
    void tellHeads(Connection connection) {
        turns.run(() -> {
            var news = new HashMap<String, Long>();
            connection.subscriptions().forEach((channel, s) -> {
                var passed = s.room().gate().passed().map(Cursor::seq);
                var head = passed.orElse(s.reader().position());
                if (s.reader().live() && s.tells(head)) {
                    news.put(channel, head);
                }
            });
            connection.answer(new Event.Heads(news));
        });
    }

    private void arrive(Room room, Event.Lasting event) {
        pass(room, room.gate().offer(event), turns::touch);
    }

    private void pass(Room room, List<Event.Lasting> events, Consumer<Connection> leave) {
        passage.pass(room, events, leave);
        if (room.gate().astray()) {
            doubt(room);
        } else {
            holes.look(room);
        }
    }

    private void doubt(Room room) {
        doubts.check(room);
    }

    private void subscribe(Connection connection, String channel, Cursor position) {
        var known = rooms.get(channel);
        var room = known == null ? rooms.open(channel) : known;
        if (known == null) {
            readHead(room);
        }
        var subscription = new Subscription(connection, room, new Reader(position));
        rooms.enter(subscription);
        catchUp.settle(subscription);
    }

    private void readHead(Room room) {
        turns.ask(
                () -> end(room.channel()),
                end -> {
                    if (rooms.isOpen(room) && !end.isEmpty()) {
                        room.gate().remember(end);
                        pass(room, room.gate().open(end.getLast()), turns::touch);
                        List.copyOf(room.subscriptions()).forEach(catchUp::settle);
                    }
                },
                () -> turns.after(AGAIN, () -> {
                    if (rooms.isOpen(room)) {
                        readHead(room);
                    }
                }),
                () -> {});
    }

    /** The journal's newest places of a channel, its head the last; none where there is no such channel. */
    private List<Cursor> end(String channel) {
        var head = journal.heads(List.of(channel)).get(channel);
        if (head == null) {
            return List.of();
        }
        var places = journal.places(new Journal.Stretch(channel, head.seq() - Gate.TRAIL, head.seq()));
        return !places.isEmpty() && places.getLast().equals(head) ? places : List.of(head);
    }

    /** Who does not read a channel any more; he may have come back to it already. */
    private void drop(Subscription subscription) {
        rooms.leave(subscription);
        people.dropped(subscription.connection(), subscription.room().channel());
    }

    private void forget(Connection connection) {
        List.copyOf(connection.subscriptions().values()).forEach(rooms::leave);
    }

    /** What happens to the connections of people whose own state changed. */
    private final class Arm implements People.Reach {
        @Override
        public void join(Connection connection, String channel, Cursor after) {
            subscribe(connection, channel, after);
        }

        @Override
        public void drop(Connection connection, String channel) {
            var subscription = connection.subscriptions().get(channel);
            if (subscription != null) {
                Fanout.this.drop(subscription);
            }
        }

        @Override
        public void tell(Connection connection, Event event) {
            catchUp.tell(connection, event);
        }

        @Override
        public void end(Connection connection) {
            connection.leave();
            people.forget(connection);
            forget(connection);
            connection.outbox().cut(CloseCodes.RULE_BROKEN, "signed out");
        }
    }
}
