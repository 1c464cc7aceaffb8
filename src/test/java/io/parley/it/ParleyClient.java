package io.parley.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who speaks protocol 1 as src/docs/protocol.md tells, with one channel, the lobby.
 *
 * <p>Survives its connections: {@link #connect} again resumes where it was and sends again what was not acknowledged.
 * Each wait is bounded and fails saying what did not happen.
 */
public final class ParleyClient implements AutoCloseable {
    public static final String LOBBY = "lobby";
    public static final String TEXT = "parley.1";
    public static final String BINARY = "parley.1.binary";

    private static final int PAGE = 200;
    private static final int IN_FLIGHT = 64;

    private final String name;
    private final String subprotocol;
    /** A person's cids are hers for ever, over all her tabs. */
    private final String tab = Long.toHexString(ThreadLocalRandom.current().nextLong());
    /** All guarded by "this". */
    private final Room room = new Room();

    private final Pending pending = new Pending();
    private final Map<String, Long> acknowledged = new TreeMap<>();
    /** By cid, what was refused for good. */
    private final Map<String, JsonObject> refusals = new TreeMap<>();

    private final List<JsonObject> heard = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private @Nullable RawWebSocket socket;
    private Received.@Nullable End end;
    /** Whether it leaves when the server wants so. */
    private boolean obliging;

    private String me = "";
    private int sends;
    private int taken;

    public ParleyClient(String name, String subprotocol) {
        this.name = name;
        this.subprotocol = subprotocol;
    }

    /** Somebody who is there, and has seen all there was. */
    public static ParleyClient join(URI server, String name) throws IOException {
        var client = new ParleyClient(name, BINARY);
        client.connect(server);
        client.awaitLive();
        return client;
    }

    /** Connects and says hello with what it holds. */
    public void connect(URI server) throws IOException {
        var pages = new Pages(server, name);
        var opened = Handshake.with(server.resolve("ws"))
                .header("Cookie: " + pages.cookie())
                .subprotocol(subprotocol)
                .open();
        synchronized (this) {
            socket = opened;
            end = null;
            pending.disconnected();
            var cursors = Json.createObjectBuilder();
            if (!room.cursor().equals(Room.NO_CURSOR)) {
                cursors.add(LOBBY, room.cursor());
            }
            // in here, so that nothing is said before it
            opened.text(Json.createObjectBuilder()
                    .add("type", "hello")
                    .add("cursors", cursors)
                    .build()
                    .toString());
        }
        Thread.ofVirtual().name("parley " + name).start(() -> readOn(opened, pages));
        goAgain(opened);
    }

    /** From now on it leaves when a server says {@code goaway}, at the moment it says, as our own client does. */
    public synchronized void oblige() {
        obliging = true;
    }

    public String name() {
        return name;
    }

    /** The person's id, once the welcome has come. */
    public synchronized String me() {
        return me;
    }

    /** The present connection, for misbehaving on it. */
    public synchronized RawWebSocket socket() {
        if (socket == null) {
            throw new IllegalStateException(name + " is not connected");
        }
        return socket;
    }

    /** Sends a message, now or when the connection is back; waits while too many are not acknowledged. Gives its cid. */
    public String says(String text) {
        return command(Json.createObjectBuilder()
                .add("type", "send")
                .add("cid", nextCid())
                .add("channel", LOBBY)
                .add("text", text)
                .build());
    }

    /** Sends a message with files, and waits until it is acknowledged. */
    public void posts(String text, String... files) {
        var ids = Json.createArrayBuilder();
        for (var file : files) {
            ids.add(Json.createObjectBuilder().add("id", file));
        }
        awaitAcknowledged(command(Json.createObjectBuilder()
                .add("type", "send")
                .add("cid", nextCid())
                .add("channel", LOBBY)
                .add("text", text)
                .add("files", ids)
                .build()));
    }

    /** Changes the text of an own message. Gives the command's cid. */
    public String edits(long seq, String text) {
        return command(Json.createObjectBuilder()
                .add("type", "edit")
                .add("cid", nextCid())
                .add("channel", LOBBY)
                .add("seq", seq)
                .add("text", text)
                .build());
    }

    /** Sends a command that is answered under its cid. */
    public String command(JsonObject command) {
        var cid = command.getString("cid");
        synchronized (this) {
            Await.on(this, () -> name + " may send", () -> pending.size() < IN_FLIGHT);
            pending.add(cid, command.toString());
            if (end == null && socket != null && pending.open()) {
                send(socket, cid, command.toString());
            }
        }
        return cid;
    }

    /** The seq by which a send or an edit was acknowledged. */
    public synchronized long awaitAcknowledged(String cid) {
        Await.on(
                this,
                () -> name + "'s " + cid + " is acknowledged; " + this,
                () -> acknowledged.containsKey(cid) || refusals.containsKey(cid));
        if (refusals.containsKey(cid)) {
            throw new AssertionError(name + " was refused: " + refusals.get(cid));
        }
        return Objects.requireNonNull(acknowledged.get(cid));
    }

    /** Why a command was refused for good. */
    public synchronized JsonObject awaitRefused(String cid) {
        Await.on(this, () -> name + "'s " + cid + " is refused; " + this, () -> refusals.containsKey(cid));
        return Objects.requireNonNull(refusals.get(cid));
    }

    /** How many sends and edits were acknowledged so far. */
    public synchronized int countAcknowledged() {
        return acknowledged.size();
    }

    public synchronized void awaitAllAcknowledged() {
        Await.on(this, () -> "all of " + name + "'s sends are acknowledged; " + this, () -> pending.size() == 0);
    }

    public synchronized void awaitLive() {
        Await.on(this, () -> name + " is live; " + this, () -> room.isLive() || end != null);
        if (!room.isLive()) {
            throw new AssertionError(name + " was cut before it was live; " + this);
        }
    }

    /** Waits until it holds the channel up to there. */
    public synchronized void awaitSeq(long seq) {
        Await.on(this, () -> name + " has seq " + seq + "; " + this, () -> room.seq() >= seq);
    }

    /** Waits for a message of that text, and gives it. */
    public synchronized Room.Said awaitMessage(String text) {
        Await.on(
                this,
                () -> name + " sees a message; " + this,
                () -> room.messages().stream().anyMatch(said -> said.text().equals(text)));
        return room.messages().stream()
                .filter(said -> said.text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    /** The next event of this kind that was not taken before, skipping others. */
    public JsonObject next(String type) {
        return next(type, event -> true);
    }

    /** Waits no longer for that others come, of which there are some all the time. */
    public synchronized JsonObject next(String type, Predicate<JsonObject> which) {
        Await.on(this, () -> name + " hears " + type + "; " + this, () -> {
            while (taken < heard.size() && !(is(type, heard.get(taken)) && which.test(heard.get(taken)))) {
                taken++;
            }
            return taken < heard.size();
        });
        return heard.get(taken++);
    }

    private static boolean is(String type, JsonObject event) {
        return event.getString("type").equals(type);
    }

    /** Sends a frame as it is. */
    public void frame(String text) throws IOException {
        socket().text(text);
    }

    /** What was heard so far. */
    public synchronized List<JsonObject> heard() {
        return List.copyOf(heard);
    }

    /** The end of the present connection. */
    public synchronized Received.End awaitEnd() {
        Await.on(this, () -> name + "'s connection ends; " + this, () -> end != null);
        return Objects.requireNonNull(end);
    }

    /** The same for a connection that may last. */
    public synchronized void awaitEndHoweverLong() throws InterruptedException {
        while (end == null) {
            wait();
        }
    }

    /** What it holds of the lobby, oldest first. */
    public synchronized List<Room.Said> messages() {
        return room.messages();
    }

    public List<String> texts() {
        return messages().stream().map(Room.Said::text).toList();
    }

    public synchronized long seq() {
        return room.seq();
    }

    public synchronized String cursor() {
        return room.cursor();
    }

    /** By cid, the seq of what was acknowledged. */
    public synchronized Map<String, Long> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    /** What the server did that the protocol does not allow; to be empty. */
    public synchronized List<String> violations() {
        var all = new ArrayList<>(faults);
        all.addAll(room.violations());
        return all;
    }

    /** Breaks the connection off without a word. */
    public void drop() throws IOException {
        socket().abort();
        awaitEnd();
    }

    @Override
    public void close() throws IOException {
        var open = socket;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public synchronized String toString() {
        return "%s at %s, %d unacknowledged, end %s, faults %s"
                .formatted(name, room.cursor(), pending.size(), end, violations());
    }

    private synchronized String nextCid() {
        return tab + "." + ++sends;
    }

    private void readOn(RawWebSocket from, Pages pages) {
        var ended = false;
        while (!ended) {
            Received next;
            try {
                next = from.receive();
                switch (next) {
                    case Received.Text text -> lines(from, pages, text.text(), TEXT);
                    case Received.Binary binary -> lines(from, pages, binary.text(), BINARY);
                    default -> {}
                }
            } catch (IOException cutOff) {
                next = new Received.Gone(cutOff.toString());
                closeQuietly(from);
            } catch (RuntimeException | AssertionError e) {
                synchronized (this) {
                    faults.add(e.toString());
                }
                next = new Received.Gone(e.toString());
            }
            ended = next instanceof Received.End;
            synchronized (this) {
                if (next instanceof Received.End how && from == socket) {
                    end = how;
                    room.away();
                }
                notifyAll();
            }
        }
    }

    private static void closeQuietly(RawWebSocket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // that is what was wanted
        }
    }

    private void lines(RawWebSocket from, Pages pages, String frame, String as) throws IOException {
        if (as.equals(TEXT) == subprotocol.equals(BINARY)) {
            throw new IllegalStateException(as + " framing where " + subprotocol + " was agreed on");
        }
        for (var line : frame.split("\n", -1)) {
            var event = Pages.json(line);
            if (event.getString("type").equals("gap")) {
                gap(pages, event.getString("to"));
            }
            synchronized (this) {
                if (from == socket) {
                    heard.add(event);
                    hear(event);
                }
            }
        }
        goAgain(from);
    }

    private void hear(JsonObject event) {
        switch (event.getString("type")) {
            case "welcome" -> me = event.getString("me");
            case "message", "edited" -> {
                room.event(event);
                var author = event.getJsonObject("message") == null ? event : event.getJsonObject("message");
                if (author.getString("from").equals(me) && event.containsKey("cid")) {
                    acknowledge(
                            event.getString("cid"), event.getJsonNumber("seq").longValueExact());
                }
            }
            case "sent" ->
                acknowledge(event.getString("cid"), event.getJsonNumber("seq").longValueExact());
            case "refused" -> {
                if (event.containsKey("cid")) {
                    pending.refused(event.getString("cid"), event.getBoolean("retry"));
                    if (!event.getBoolean("retry")) {
                        refusals.put(event.getString("cid"), event);
                    }
                }
            }
            case "live" -> room.live();
            case "goaway" -> leave(event.getJsonNumber("after").longValueExact());
            default -> {}
        }
    }

    private void leave(long after) {
        var here = socket;
        if (obliging && here != null) {
            CompletableFuture.delayedExecutor(after, TimeUnit.MILLISECONDS).execute(() -> closeQuietly(here));
        }
    }

    private void acknowledge(String cid, long seq) {
        pending.acknowledged(cid);
        var before = acknowledged.put(cid, seq);
        if (before != null && before != seq) {
            faults.add(cid + " was acknowledged as " + before + " and as " + seq);
        }
    }

    /** Pages all the way back while the socket waits; whoever is cut off in the middle begins anew on the next connection. */
    private void gap(Pages pages, String to) throws IOException {
        synchronized (this) {
            room.gap(to);
        }
        try {
            for (var at = to; !at.isEmpty() && !at.equals(Room.NO_CURSOR); ) {
                var page = pages.history(LOBBY, at, PAGE);
                synchronized (this) {
                    page.getJsonArray("messages").getValuesAs(JsonObject.class).forEach(this::paged);
                }
                at = page.getString("earlier", "");
            }
        } catch (IOException gone) {
            synchronized (this) {
                room.forget();
            }
            throw gone;
        }
    }

    /** What was committed before the gap was told comes by no event any more. */
    private void paged(JsonObject message) {
        room.paged(message);
        var cid = message.getString("cid", "");
        if (message.getString("from").equals(me) && !acknowledged.containsKey(cid) && !cid.isEmpty()) {
            acknowledge(cid, message.getJsonNumber("seq").longValueExact());
        }
    }

    /** Sends again what is due, a little later, as whoever refused it needs a moment. */
    private void goAgain(RawWebSocket on) {
        synchronized (this) {
            if (pending.open()) {
                return;
            }
        }
        CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS).execute(() -> {
            synchronized (this) {
                if (on == socket) {
                    pending.dueAgain().forEach(send -> send(on, send.getKey(), send.getValue()));
                }
            }
        });
    }

    private void send(RawWebSocket on, String cid, String frame) {
        pending.sent(cid);
        try {
            on.frame(true, RawWebSocket.TEXT, frame.getBytes(UTF_8));
        } catch (IOException gone) {
            // it goes again on the next connection
        }
    }
}
