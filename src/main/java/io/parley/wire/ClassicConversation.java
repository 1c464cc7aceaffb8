package io.parley.wire;

import io.parley.chat.Bus;
import io.parley.chat.ChannelView;
import io.parley.chat.Chat;
import io.parley.chat.Command;
import io.parley.chat.Cursor;
import io.parley.chat.Enclosure;
import io.parley.chat.Event;
import io.parley.chat.Journal;
import io.parley.chat.Receipt;
import io.parley.chat.SendOrder;
import io.parley.chat.Timers;
import io.parley.chat.Utf8;
import io.parley.files.FileName;
import io.parley.files.MediaType;
import io.parley.files.Receiving;
import io.parley.files.Uploads;
import io.parley.json.Json;
import io.parley.json.Malformed;
import io.parley.people.Refusal;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection that speaks the classic protocol, in the lobby.
 *
 * <p>Frames come one at a time, on the container's threads. A classic client cannot repeat what failed, so each send stands alone.
 */
final class ClassicConversation implements Talk {
    /** Messages that greet who joins. */
    static final int HISTORY = 50;

    private static final String LOBBY = ChannelView.LOBBY;
    /** Metadata that may wait for its bytes; more is not a page of people but a program gone wrong. */
    private static final int MOST_ANNOUNCED = 1_000;
    /** What bytes without metadata are said to be. */
    private static final Metadata UNNAMED = new Metadata("", "application/octet-stream");

    private final Stage stage;
    private final long number;
    private final Connection connection;
    private final Classic dialect;
    private final SendWindow window;
    private final Shared shared;
    /** First in, first out. */
    private final ArrayDeque<Metadata> announced = new ArrayDeque<>();

    /** Guarded by {@link #announced}, as {@link #ended}: a container may tell the end while bytes come. */
    private Intake intake = new Intake.None();

    private boolean ended;
    private long sends;

    /** @param number the connection's number, which errors carry */
    ClassicConversation(
            Stage stage, long number, Connection connection, Classic dialect, SendWindow window, Shared shared) {
        this.stage = stage;
        this.number = number;
        this.connection = connection;
        this.dialect = dialect;
        this.window = window;
        this.shared = shared;
    }

    /** What all classic conversations of a node use. */
    record Shared(
            Chat chat,
            Journal journal,
            Uploads uploads,
            Bus bus,
            Fanout fanout,
            Presence presence,
            Names names,
            Json json,
            Executor reads,
            Timers timers) {}

    /** The socket is open: everybody else is told before anything this connection says. */
    void begin() {
        shared.names().meet(connection.person());
        var arrived = new Event.Arrived(LOBBY, connection.person(), connection.id());
        shared.presence().arrived(List.of(arrived));
        shared.bus().fleeting(arrived);
        shared.reads().execute(this::join);
    }

    @Override
    public void hear(String text) throws InterruptedException {
        if (text.isEmpty()) {
            return;
        }
        var metadata = stage.files() ? metadata(text) : Optional.<Metadata>empty();
        if (metadata.isEmpty()) {
            if (Utf8.length(text) > shared.chat().limits().text()) {
                connection.outbox().cut(CloseCodes.TOO_BIG, "text too large");
                return;
            }
            send(text, List::of);
        } else if (announced.size() < MOST_ANNOUNCED) {
            // cleaned and cut now: what waits is small
            announced.add(metadata.get().cleaned());
        } else {
            connection.outbox().cut(CloseCodes.RULE_BROKEN, "too many files announced");
        }
    }

    @Override
    public void hear(ByteBuffer part, boolean last) throws InterruptedException {
        if (!stage.files()) {
            return;
        }
        try {
            if (takesIn(part) instanceof Intake.Open open && last) {
                // the place first: a file that finds none is not kept
                send("", () -> List.of(open.receiving().finish()));
            }
        } catch (Refusal refusal) {
            spill();
            if (refusal.code() == Refusal.Code.TOO_LARGE) {
                connection.outbox().cut(CloseCodes.TOO_BIG, "file too large");
            } else {
                error(refusal);
            }
        }
        if (last) {
            spill();
            next();
        }
    }

    @Override
    public void finish(Runnable then) {
        window.whenIdle(then);
    }

    @Override
    public void end() {
        synchronized (announced) {
            spill();
            ended = true;
        }
        shared.fanout().leave(connection);
        window.whenIdle(() -> {
            var departed = new Event.Departed(LOBBY, connection.person(), connection.id());
            shared.presence().departed(List.of(departed));
            shared.bus().fleeting(departed);
        });
    }

    private void join() {
        var greeting = new ArrayList<Piece>();
        try {
            var position = stage == Stage.HISTORY ? history(greeting) : head();
            greeting.addAll(welcome());
            shared.fanout().join(connection, greeting, Map.of(LOBBY, position));
        } catch (Refusal refusal) {
            if (!refusal.code().retry()) {
                stranger();
                return;
            }
            if (stage == Stage.HISTORY) {
                connection.outbox().answer(dialect.system("Error getting messages: " + refusal.text()));
            }
            connection.outbox().answer(welcome());
            connection.outbox().flush();
            shared.timers().after(Fanout.AGAIN, () -> shared.reads().execute(this::joinLate));
        }
    }

    /** Begins to listen when the store answers again. */
    private void joinLate() {
        synchronized (announced) {
            if (ended) {
                return;
            }
        }
        try {
            shared.fanout().join(connection, List.of(), Map.of(LOBBY, head()));
        } catch (Refusal refusal) {
            if (!refusal.code().retry()) {
                stranger();
                return;
            }
            shared.timers().after(Fanout.AGAIN, () -> shared.reads().execute(this::joinLate));
        }
    }

    /** A guest: he is not in the lobby, and there is no other room for a classic client. */
    private void stranger() {
        connection.outbox().close(CloseCodes.RULE_BROKEN, "not in the lobby");
    }

    private List<Piece> welcome() {
        return dialect.system("Welcome " + connection.person().name());
    }

    /** Puts the newest messages into the greeting; gives back the place after which events follow. */
    private Cursor history(List<Piece> greeting) {
        var page = shared.journal().history(connection.person().id(), LOBBY, null, HISTORY);
        shared.names().meet(page.people());
        for (var message : page.messages()) {
            if (dialect.tells(connection, message)) {
                greeting.addAll(dialect.past(message));
            }
        }
        return page.head();
    }

    private Cursor head() {
        return shared.journal().head(connection.person().id(), LOBBY);
    }

    private Optional<Metadata> metadata(String text) {
        if (!text.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(
                    shared.json().read(text, Announcement.class).file());
        } catch (Malformed ordinaryText) {
            return Optional.empty();
        }
    }

    /** @throws Refusal when the uploads fail; nothing is sent */
    private void send(String text, Supplier<List<String>> uploads) throws InterruptedException {
        var cid = Classic.cid(connection, ++sends);
        var size = Utf8.length(text);
        if (!window.enter(size)) {
            error(new Refusal(Refusal.Code.BUSY, "Too much at once, please send it again"));
            return;
        }
        List<String> files;
        try {
            files = uploads.get();
        } catch (Refusal refusal) {
            window.leave(size);
            throw refusal;
        }
        shared.names().meet(connection.person());
        shared.chat()
                .send(
                        connection.person(),
                        SendOrder.none(),
                        new Command.Send(
                                cid,
                                LOBBY,
                                text,
                                files.stream().map(Enclosure::of).toList(),
                                // nobody can ask him again
                                true),
                        shared.presence()::present)
                .whenComplete((receipt, failure) -> {
                    window.leave(size);
                    switch (receipt) {
                        case Receipt.Repeated repeated -> {}
                        case Receipt.Kept kept -> {}
                        case null -> error(Refusals.of(failure));
                    }
                });
    }

    private void error(Refusal refusal) {
        connection.outbox().answer(dialect.system(number, "Error sending msg: " + refusal.text()));
        connection.outbox().flush();
    }

    /** Takes a part in, where one is wanted; gives back where it went. */
    private Intake takesIn(ByteBuffer part) {
        synchronized (announced) {
            if (intake instanceof Intake.None) {
                var metadata = announced.isEmpty() ? UNNAMED : announced.remove();
                intake = new Intake.Open(
                        shared.uploads().receive(connection.person(), metadata.name(), metadata.type()));
            }
            if (intake instanceof Intake.Open open) {
                open.receiving().write(part);
            }
            return intake;
        }
    }

    /** Forgets what came of a file that is not finished; the rest of it is dropped. */
    private void spill() {
        synchronized (announced) {
            if (intake instanceof Intake.Open open) {
                open.receiving().close();
            }
            intake = new Intake.Dropping();
        }
    }

    private void next() {
        synchronized (announced) {
            if (!ended) {
                intake = new Intake.None();
            }
        }
    }

    /** A frame that announces a file; other members are dropped. Public, as the next, for JSON-B's sake. */
    public record Announcement(@Nullable Metadata file) {}

    /** What a client says of a file; null where it says nothing. */
    public record Metadata(@Nullable String name, @Nullable String type) {
        private Metadata cleaned() {
            return new Metadata(
                    name == null ? null : FileName.of(name).text(),
                    type == null ? null : MediaType.of(type).text());
        }
    }

    /** Where the bytes go that come in. */
    private sealed interface Intake {
        /** Between files. */
        record None() implements Intake {}

        record Open(Receiving receiving) implements Intake {}

        /** The rest of a file that failed. */
        record Dropping() implements Intake {}
    }
}
