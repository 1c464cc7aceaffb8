package io.parley.wire;

import io.parley.chat.Committed;
import io.parley.chat.Event;
import io.parley.chat.Gate;
import io.parley.chat.Journal;
import io.parley.chat.Page;
import io.parley.chat.Reader;
import io.parley.chat.Timers;
import io.parley.people.Refusal;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Brings events to the connections of this node: each connection is a reader of its channels' logs, live or catching up.
 *
 * <p>All state is confined to one serial executor, the fan-out's thread; the public methods hand themselves to it. Journal reads run on
 * another executor and come back. Nothing here knows threads, clocks or sockets, so a simulation runs it whole.
 */
final class Fanout implements Committed {
    private static final System.Logger LOG = System.getLogger(Fanout.class.getName());
    /** How long a hole may be open before the journal is asked. */
    static final Duration HOLE = Duration.ofMillis(50);
    /** Before a read that the store did not answer is tried again. */
    static final Duration AGAIN = Duration.ofSeconds(1);

    private static final int PAGE_EVENTS = 500;
    private static final long PAGE_BYTES = 64 * 1024;

    private final Executor thread;
    private final Executor reads;
    private final Timers timers;
    private final Journal journal;
    private final Supplier<Gate> gates;
    private final Consumer<List<? extends Event.Lasting>> meet;
    private final Map<String, Room> rooms = new HashMap<>();
    /** Connections with something new in their outbox since the last flush. */
    private final Set<Connection> touched = new LinkedHashSet<>();

    /**
     * @param thread runs one task at a time, in order
     * @param reads may block
     * @param gates makes a shut gate for a channel
     * @param meet told of a page before it is encoded, where blocking is allowed
     */
    Fanout(
            Executor thread,
            Executor reads,
            Timers timers,
            Journal journal,
            Supplier<Gate> gates,
            Consumer<List<? extends Event.Lasting>> meet) {
        this.thread = thread;
        this.reads = reads;
        this.timers = timers;
        this.journal = journal;
        this.gates = gates;
        this.meet = meet;
    }

    @Override
    public void committed(List<Event.Lasting> events) {
        run(() -> events.forEach(this::arrive));
    }

    /** Tells everybody in the channel who has room for it. */
    void spread(String channel, Event.Fleeting event) {
        run(() -> {
            var room = rooms.get(channel);
            if (room != null) {
                var broadcast = new Broadcast(event);
                room.subscriptions().forEach(s -> {
                    s.connection().tell(broadcast);
                    touched.add(s.connection());
                });
            }
        });
    }

    /**
     * Begins or begins again: the greeting leaves first, then each channel's log is read.
     *
     * @param positions by channel the seq after which its events follow; whoever asked has checked membership
     */
    void join(Connection connection, List<Piece> greeting, Map<String, Long> positions) {
        run(() -> {
            if (connection.gone()) {
                return;
            }
            forget(connection);
            connection.outbox().greet(greeting);
            touched.add(connection);
            positions.forEach((channel, position) -> subscribe(connection, channel, position));
        });
    }

    /** Nothing is brought to this connection any more. */
    void leave(Connection connection) {
        run(() -> {
            connection.leave();
            forget(connection);
        });
    }

    /** The connection's outbox is empty: whoever catches up reads on. */
    void drained(Connection connection) {
        if (connection.behind()) {
            run(() -> catchUp(connection));
        }
    }

    /** Runs on the fan-out's thread with the positions of the channels this connection is live in. */
    void withLive(Connection connection, Consumer<Map<String, Long>> use) {
        run(() -> {
            var live = new HashMap<String, Long>();
            connection.subscriptions().forEach((channel, s) -> {
                if (s.reader().live()) {
                    live.put(channel, s.room().gate().passed().orElse(s.reader().position()));
                }
            });
            use.accept(live);
        });
    }

    private void run(Runnable task) {
        thread.execute(() -> {
            task.run();
            var now = List.copyOf(touched);
            touched.clear();
            now.forEach(connection -> connection.outbox().flush());
        });
    }

    private void arrive(Event.Lasting event) {
        var room = rooms.get(event.channel());
        if (room != null) {
            pass(room, room.gate().offer(event));
        }
    }

    private void pass(Room room, List<Event.Lasting> events) {
        for (var event : events) {
            var broadcast = new Broadcast(event);
            for (var subscription : room.subscriptions()) {
                deliverLive(subscription, event, broadcast);
            }
        }
        if (!room.filling() && room.gate().hole().isPresent()) {
            room.filling(true);
            timers.after(HOLE, () -> run(() -> fill(room)));
        }
    }

    private void deliverLive(Subscription subscription, Event.Lasting event, Broadcast broadcast) {
        switch (subscription.reader().meet(event)) {
            case DROP -> {}
            case DELIVER -> {
                if (!deliver(subscription, broadcast, event.seq())) {
                    subscription.reader().fallBehind();
                    // what was in flight may have left by now, and nobody would tell again
                    settle(subscription);
                }
            }
            case CATCH_UP -> settle(subscription);
        }
    }

    /** Puts the next event into the outbox; false when there is no room and the position stays. */
    private boolean deliver(Subscription subscription, Broadcast broadcast, long seq) {
        var connection = subscription.connection();
        var pieces = connection.pieces(broadcast);
        if (!connection.outbox().offer(pieces)) {
            // what gathered in this batch may not have been tried yet
            connection.outbox().flush();
            if (!connection.outbox().offer(pieces)) {
                return false;
            }
        }
        touched.add(connection);
        subscription.reader().delivered(seq);
        return true;
    }

    private void subscribe(Connection connection, String channel, long position) {
        var room = rooms.computeIfAbsent(channel, this::openRoom);
        var subscription = new Subscription(connection, room, new Reader(position));
        connection.subscriptions().put(room.channel(), subscription);
        room.subscriptions().add(subscription);
        settle(subscription);
    }

    private Room openRoom(String channel) {
        var room = new Room(channel, gates.get());
        readHead(room);
        return room;
    }

    private void readHead(Room room) {
        ask(
                () -> journal.heads(List.of(room.channel())),
                heads -> {
                    var head = heads.get(room.channel());
                    if (rooms.get(room.channel()) == room && head != null) {
                        pass(room, room.gate().open(head.seq()));
                        List.copyOf(room.subscriptions()).forEach(this::settle);
                    }
                },
                () -> {
                    if (rooms.get(room.channel()) == room) {
                        readHead(room);
                    }
                },
                () -> {});
    }

    private void fill(Room room) {
        var hole = room.gate().hole();
        if (rooms.get(room.channel()) != room || hole.isEmpty()) {
            room.filling(false);
            return;
        }
        var missing = hole.get();
        ask(
                () -> journal.between(room.channel(), missing.after(), missing.upTo()),
                events -> {
                    room.filling(false);
                    events.forEach(event -> pass(room, room.gate().offer(event)));
                },
                () -> fill(room),
                () -> room.filling(false));
    }

    private void catchUp(Connection connection) {
        List.copyOf(connection.subscriptions().values()).forEach(this::settle);
        connection.behind(connection.subscriptions().values().stream()
                .anyMatch(s -> !s.reader().live()));
    }

    /** Makes a reader live if it has all that passed, or brings it closer. */
    private void settle(Subscription subscription) {
        var gate = subscription.room().gate();
        if (!subscription.current()
                || subscription.reader().live()
                || gate.passed().isEmpty()) {
            return;
        }
        subscription.connection().behind(true);
        var recent = gate.since(subscription.reader().position());
        if (recent.isPresent()) {
            if (deliverAll(subscription, recent.get())) {
                subscription.reader().goLive();
                subscription
                        .connection()
                        .outbox()
                        .answer(subscription
                                .connection()
                                .dialect()
                                .say(new Event.Live(subscription.room().channel())));
                touched.add(subscription.connection());
            }
        } else if (!subscription.connection().reading()
                && subscription.connection().outbox().isDrained()) {
            readOn(subscription);
        }
    }

    private void readOn(Subscription subscription) {
        var connection = subscription.connection();
        connection.reading(true);
        ask(
                () -> {
                    var page = journal.after(
                            connection.person().id(),
                            subscription.room().channel(),
                            subscription.reader().position(),
                            PAGE_EVENTS,
                            PAGE_BYTES);
                    meet.accept(page.events());
                    return page;
                },
                page -> {
                    connection.reading(false);
                    showPage(subscription, page);
                },
                () -> {
                    connection.reading(false);
                    catchUp(connection);
                },
                () -> {
                    connection.reading(false);
                    unsubscribe(subscription);
                });
    }

    private void showPage(Subscription subscription, Page page) {
        if (page.events().isEmpty()) {
            // the gate is ahead of what the journal shows: nothing is gained by asking at once
            timers.after(HOLE, () -> run(() -> catchUp(subscription.connection())));
            return;
        }
        if (subscription.current()) {
            deliverAll(subscription, page.events());
        }
        // the next read waits until these have left, except where the client needed none of them
        catchUp(subscription.connection());
    }

    private boolean deliverAll(Subscription subscription, List<Event.Lasting> events) {
        for (var event : events) {
            if (subscription.reader().wants(event) && !deliver(subscription, new Broadcast(event), event.seq())) {
                return false;
            }
        }
        return true;
    }

    private void forget(Connection connection) {
        List.copyOf(connection.subscriptions().values()).forEach(this::unsubscribe);
    }

    private void unsubscribe(Subscription subscription) {
        var room = subscription.room();
        subscription.connection().subscriptions().remove(room.channel(), subscription);
        room.subscriptions().remove(subscription);
        if (room.subscriptions().isEmpty()) {
            rooms.remove(room.channel(), room);
        }
    }

    /**
     * Reads from the store and comes back with the answer, or, some time after the store did not answer, to try {@code again}; or at once
     * with {@code refused} when there is nothing to read any more.
     */
    private <T> void ask(Supplier<T> read, Consumer<T> answer, Runnable again, Runnable refused) {
        reads.execute(() -> {
            T result;
            try {
                result = read.get();
            } catch (Refusal refusal) {
                if (refusal.code().retry()) {
                    timers.after(AGAIN, () -> run(again));
                } else {
                    run(refused);
                }
                return;
            } catch (RuntimeException bug) {
                LOG.log(Level.ERROR, "A read failed", bug);
                timers.after(AGAIN, () -> run(again));
                return;
            }
            run(() -> answer.accept(result));
        });
    }
}
