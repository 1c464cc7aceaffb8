package io.parley.wire;

import io.parley.chat.Bus;
import io.parley.chat.ChannelView;
import io.parley.chat.Chat;
import io.parley.chat.Command;
import io.parley.chat.Cursor;
import io.parley.chat.Event;
import io.parley.chat.Journal;
import io.parley.chat.Leg;
import io.parley.chat.Opening;
import io.parley.chat.Receipt;
import io.parley.chat.SendOrder;
import io.parley.chat.Utf8;
import io.parley.chat.Way;
import io.parley.json.Json;
import io.parley.json.Malformed;
import io.parley.people.Refusal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection that speaks protocol 1: from its frames to what is done.
 *
 * <p>Frames come one at a time, on the container's threads.
 */
final class Conversation implements Talk, Membership, Beginnings.Newcomer {
    /** Between two typing events of a connection that are passed on. */
    private static final Duration TYPING = Duration.ofSeconds(1);

    private final Connection connection;
    private final SendWindow window;
    private final Shared shared;
    /** Sends that found no room: what follows in their channel waits for them to come again. */
    private final SendOrder admission = SendOrder.strict();
    /** The same for sends that the writer could not keep. */
    private final SendOrder order = SendOrder.strict();

    /** One look at a time waits its turn, however many are held back. */
    private final AtomicBoolean looking = new AtomicBoolean();

    private boolean greeted;
    private final Object arrivals = new Object();
    /** Where it was announced, in a set that is never changed, as such weigh least; guarded by arrivals, as is {@link #ended}. */
    private Set<String> arrivedIn = Set.of();

    private boolean ended;
    /** The container has told of the end. */
    private volatile boolean over;

    private final Map<String, Instant> typed = new HashMap<>();

    Conversation(Connection connection, SendWindow window, Shared shared) {
        this.connection = connection;
        this.window = window;
        this.shared = shared;
    }

    /** What all conversations of a node use. */
    record Shared(
            Chat chat,
            Journal journal,
            Beginnings beginnings,
            Bus bus,
            Fanout fanout,
            Presence presence,
            Names names,
            Json json,
            Way way,
            InstantSource clock,
            Executor reads) {}

    @Override
    public void hear(String frame) throws InterruptedException {
        var heard = shared.way().now();
        Command command;
        try {
            command = shared.json().read(frame, Command.class);
        } catch (Malformed malformed) {
            refuse(null, new Refusal(Refusal.Code.MALFORMED, malformed.text()));
            return;
        }
        if (!connection.may(command.needs())) {
            refuse(
                    command.answeredBy().orElse(null),
                    new Refusal(
                            Refusal.Code.FORBIDDEN,
                            "The access token lacks the scope "
                                    + command.needs().wireName() + ", which this needs."));
            return;
        }
        switch (command) {
            case Command.Hello hello -> hello(hello);
            case Command.Send send ->
                admit(
                        heard,
                        send.cid(),
                        send.channel(),
                        Utf8.length(send.text()),
                        () -> shared.chat().send(connection.person(), order, send, shared.presence()::present));
            case Command.Edit edit ->
                admit(
                        heard,
                        edit.cid(),
                        edit.channel(),
                        Utf8.length(edit.text()),
                        () -> shared.chat().edit(connection.person(), order, edit));
            case Command.Delete delete ->
                admit(
                        heard,
                        delete.cid(),
                        delete.channel(),
                        0,
                        () -> shared.chat().delete(connection.person(), order, delete));
            case Command.Read read -> read(read);
            case Command.Typing typing -> typing(typing);
            case Command.Watch watch -> watch(watch);
        }
    }

    @Override
    public void hear(ByteBuffer part, boolean last) {
        connection.outbox().cut(CloseCodes.NOT_TEXT, "commands are text");
    }

    @Override
    public void finish(Runnable then) {
        window.whenIdle(then);
    }

    @Override
    public void end() {
        over = true;
        shared.fanout().leave(connection);
        shared.presence().forget(connection);
        window.whenIdle(() -> {
            synchronized (arrivals) {
                ended = true;
                depart(arrivedIn);
                arrivedIn = Set.of();
            }
        });
    }

    @Override
    public void entered(String channel) {
        arrive(Set.of(channel));
    }

    @Override
    public void left(String channel) {
        synchronized (arrivals) {
            if (arrivedIn.contains(channel)) {
                var rest = new HashSet<>(arrivedIn);
                rest.remove(channel);
                arrivedIn = Set.copyOf(rest);
                depart(Set.of(channel));
            }
        }
    }

    private void hello(Command.Hello hello) {
        if (greeted) {
            refuse(null, new Refusal(Refusal.Code.MALFORMED, "hello: once a connection. Connect again to resume."));
            return;
        }
        var cursors = new HashMap<String, Cursor>();
        hello.cursors().forEach((channel, cursor) -> {
            try {
                cursors.put(channel, Cursor.parse(cursor));
            } catch (IllegalArgumentException strange) {
                // as good as none: the channel begins with a gap
            }
        });
        greeted = true;
        shared.beginnings().ask(this, connection.person().id(), cursors);
    }

    @Override
    public void turnAway(Refusal refusal) {
        // without a beginning there is nothing to hold on to: the client comes again, with jitter
        refuse(null, refusal);
        connection.outbox().close(CloseCodes.TOO_SLOW, "the store does not answer");
    }

    @Override
    public void fail() {
        connection.outbox().close(CloseCodes.FAULT, "a fault of the server");
    }

    @Override
    public boolean gone() {
        return over;
    }

    @Override
    public void open(Opening opening) {
        shared.names().meet(opening.people());
        var greeting = new ArrayList<Piece>(connection
                .dialect()
                .say(new Event.Welcome(
                        connection.person().id(),
                        opening.version(),
                        opening.channels().stream().map(Opening.Start::channel).toList(),
                        opening.people(),
                        shared.chat().limits())));
        var positions = new LinkedHashMap<String, Cursor>();
        for (var start : opening.channels()) {
            // held as long as the connection is, in three places: one text for all who are in the channel
            var channel = start.channel().id().intern();
            if (start instanceof Opening.Gap gap) {
                greeting.addAll(
                        connection.dialect().say(new Event.Gap(channel, gap.to().toString())));
            }
            positions.put(channel, start.from());
        }
        arrive(positions.keySet());
        shared.fanout().join(connection, greeting, positions, opening.version(), this);
    }

    private void arrive(Set<String> channels) {
        synchronized (arrivals) {
            var arrived = channels.stream()
                    .filter(channel -> !ended && !arrivedIn.contains(channel))
                    .map(channel -> new Event.Arrived(channel, connection.person(), connection.id()))
                    .toList();
            var all = new HashSet<>(arrivedIn);
            arrived.forEach(event -> all.add(event.channel()));
            arrivedIn = Set.copyOf(all);
            shared.presence().arrived(arrived);
            announce(arrived);
        }
    }

    private void depart(Set<String> channels) {
        var departed = channels.stream()
                .map(channel -> new Event.Departed(channel, connection.person(), connection.id()))
                .toList();
        shared.presence().departed(departed);
        announce(departed);
    }

    /** To classic clients, on every node: they are in the lobby and nowhere else. */
    private void announce(List<? extends Event.OfConnection> events) {
        events.stream()
                .filter(event -> event.channel().equals(ChannelView.LOBBY))
                .forEach(shared.bus()::fleeting);
    }

    private void admit(long heard, String cid, String channel, long size, Supplier<CompletionStage<Receipt>> change)
            throws InterruptedException {
        if (!greeted) {
            refuse(cid, helloFirst());
            return;
        }
        shared.names().meet(connection.person());
        if (!admission.admits(channel, cid) || !window.enter(size)) {
            admission.failed(channel, cid);
            refuse(cid, new Refusal(Refusal.Code.BUSY, "Too much at once. It will be sent again."));
            lookBehind(admission, channel, cid);
            return;
        }
        var answer = change.get();
        shared.way().took(Leg.HEARD, heard, shared.way().now(), 1);
        answer.whenComplete((receipt, failure) -> {
            window.leave(size);
            switch (receipt) {
                case Receipt.Repeated repeated ->
                    connection.answer(new Event.Sent(cid, repeated.channel(), repeated.seq()));
                case Receipt.Kept kept -> {}
                case null -> {
                    refuse(cid, Refusals.of(failure));
                    lookBehind(order, channel, cid);
                }
            }
        });
    }

    /**
     * Where a change was held back by another that has to come again: perhaps that one was kept although its sender was told that nobody
     * knows, and he has learned so, by its event or from a page of history. Then he will not send it again, and nothing may wait for it.
     */
    private void lookBehind(SendOrder held, String channel, String cid) {
        held.awaited(channel)
                .filter(awaited -> !awaited.equals(cid))
                .filter(awaited -> looking.compareAndSet(false, true))
                .ifPresent(awaited -> shared.reads().execute(() -> {
                    looking.set(false);
                    try {
                        if (shared.journal().kept(channel, connection.person().id(), awaited)) {
                            held.kept(channel, awaited);
                        }
                    } catch (Refusal unavailable) {
                        // the next one that is held back looks again
                    }
                }));
    }

    /** Counts as a send under way until its turn has come: it costs the fan-out's thread as much. */
    private void watch(Command.Watch watch) throws InterruptedException {
        if (!greeted) {
            refuse(null, helloFirst());
        } else if (window.enter(0)) {
            shared.presence().watch(connection, watch, () -> window.leave(0));
        } else {
            refuse(null, new Refusal(Refusal.Code.BUSY, "Too much at once. Watch again later."));
        }
    }

    /** Not for channels he takes no part in, so that nobody can have much gathered. */
    private void read(Command.Read read) {
        if (!greeted) {
            refuse(null, helloFirst());
            return;
        }
        synchronized (arrivals) {
            if (!arrivedIn.contains(read.channel())) {
                return;
            }
        }
        shared.chat().read(connection.person(), read);
    }

    private void typing(Command.Typing typing) {
        if (!greeted) {
            refuse(null, helloFirst());
            return;
        }
        var now = shared.clock().instant();
        var last = typed.get(typing.channel());
        synchronized (arrivals) {
            if (!arrivedIn.contains(typing.channel())) {
                return;
            }
        }
        if (last == null || now.isAfter(last.plus(TYPING))) {
            typed.put(typing.channel(), now);
            shared.bus()
                    .fleeting(new Event.Typing(
                            typing.channel(), connection.person().id()));
        }
    }

    private void refuse(@Nullable String cid, Refusal refusal) {
        connection.answer(Event.Refused.of(cid, refusal));
    }

    private static Refusal helloFirst() {
        return new Refusal(Refusal.Code.HELLO_FIRST, "Begin with hello.");
    }
}
