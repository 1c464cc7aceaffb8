package io.parley.wire;

import io.parley.chat.Event;
import io.parley.chat.Gate;
import io.parley.chat.Journal;
import io.parley.chat.Page;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Brings readers that are behind to where they are live: from what the gate keeps, or by pages of the journal, each pulled when the frames
 * before it have left. Confined to the fan-out's thread.
 */
final class CatchUp {
    private static final int PAGE_EVENTS = 500;
    private static final long PAGE_BYTES = 64 * 1024;
    /** How long what was brought to somebody is held encoded for others. */
    private static final Duration SOON = Duration.ofSeconds(1);
    /** Characters that are held so at most, and what an event has besides its text. */
    private static final long HEAVIEST = 8 << 20;

    private static final int EVENT = 200;

    private final Turns turns;
    private final Journal journal;
    private final Consumer<List<? extends Event.Lasting>> meet;
    private final Consumer<Room> doubt;
    private final Consumer<Subscription> end;
    /** What the gates keep and was brought to somebody just now: of many who come at once each needs the same, encoded once. */
    private final Map<Event.Lasting, Passing> recent = new IdentityHashMap<>();

    private long weight;

    /**
     * @param meet told of a page before it is encoded, where blocking is allowed
     * @param doubt told where a reader's place is not in the log it reads
     * @param end told who may not read any more: the store says so, or the event of his removal was his last
     */
    CatchUp(
            Turns turns,
            Journal journal,
            Consumer<List<? extends Event.Lasting>> meet,
            Consumer<Room> doubt,
            Consumer<Subscription> end) {
        this.turns = turns;
        this.journal = journal;
        this.meet = meet;
        this.doubt = doubt;
        this.end = end;
    }

    /** Everything this connection read before has left: it reads on. */
    void readOn(Connection connection) {
        List.copyOf(connection.subscriptions().values()).forEach(this::settle);
        connection.behind(connection.subscriptions().values().stream()
                .anyMatch(s -> !s.reader().live()));
    }

    /** Makes a reader live if it has all that passed, or brings it closer. */
    void settle(Subscription subscription) {
        var gate = subscription.room().gate();
        var reader = subscription.reader();
        var connection = subscription.connection();
        if (!subscription.current()
                || reader.live()
                || reader.astray()
                || gate.passed().isEmpty()) {
            return;
        }
        connection.behind(true);
        if (gate.differs(reader.at())) {
            reader.goAstray();
            doubt.accept(subscription.room());
            return;
        }
        var missed = gate.since(reader.position());
        if (missed.isPresent()) {
            if (deliverAll(subscription, missed.get(), event -> recent(gate, event))) {
                reader.goLive(gate.passed().get());
                connection.outbox().answer(subscription.room().live().in(connection.dialect()));
                turns.touch(connection);
            }
        } else if (!connection.reading() && connection.outbox().isDrained()) {
            read(subscription);
        }
    }

    /** Puts the next event into the outbox, to be touched then; false when there is no room and the position stays. */
    boolean deliver(Subscription subscription, Passing next) {
        var connection = subscription.connection();
        var pieces = connection.pieces(next.broadcast());
        if (!connection.outbox().offer(pieces)) {
            // what gathered in this batch may not have been tried yet
            turns.flush(connection);
            if (!connection.outbox().offer(pieces)) {
                return false;
            }
        }
        subscription.reader().delivered(next.step().to());
        if (next.event() instanceof Event.Left left
                && left.person().equals(connection.person().id())) {
            // the last he hears
            end.accept(subscription);
        }
        return true;
    }

    /** Says something to this connection alone, behind what it was told before. */
    void tell(Connection connection, Event event) {
        connection.outbox().answer(connection.dialect().say(event));
        turns.touch(connection);
    }

    private void read(Subscription subscription) {
        var connection = subscription.connection();
        connection.reading(true);
        turns.ask(
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
                    show(subscription, page);
                },
                () -> turns.after(Fanout.AGAIN, () -> {
                    connection.reading(false);
                    readOn(connection);
                }),
                () -> {
                    connection.reading(false);
                    end.accept(subscription);
                });
    }

    private void show(Subscription subscription, Page page) {
        if (page.events().isEmpty()) {
            // the gate is ahead of what the journal shows: nothing is gained by asking at once
            turns.after(Fanout.HOLE, () -> readOn(subscription.connection()));
            return;
        }
        if (subscription.current()) {
            deliverAll(subscription, page.events(), Passing::read);
        }
        // the next read waits until these have left, except where the client needed none of them
        readOn(subscription.connection());
    }

    private Passing recent(Gate gate, Event.Lasting event) {
        var known = recent.get(event);
        if (known != null) {
            return known;
        }
        if (recent.isEmpty()) {
            turns.after(SOON, this::forget);
        } else if (weight > HEAVIEST) {
            forget();
        }
        weight += event.weight() + EVENT;
        var passing = new Passing(event, gate.step(event), new Broadcast(event));
        recent.put(event, passing);
        return passing;
    }

    private void forget() {
        recent.clear();
        weight = 0;
    }

    private boolean deliverAll(
            Subscription subscription, List<Event.Lasting> events, Function<Event.Lasting, Passing> passing) {
        turns.touch(subscription.connection());
        for (var event : events) {
            var next = passing.apply(event);
            switch (subscription.reader().take(next.step())) {
                case DROP -> {}
                case DELIVER -> {
                    if (!deliver(subscription, next) || !subscription.current()) {
                        return false;
                    }
                }
                case CATCH_UP -> {
                    return false;
                }
                case ASTRAY -> {
                    doubt.accept(subscription.room());
                    return false;
                }
            }
        }
        return true;
    }
}
