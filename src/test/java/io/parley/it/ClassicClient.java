package io.parley.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Somebody at the classic page: says things, and collects every frame in the order it comes. */
public final class ClassicClient implements AutoCloseable {
    public static final String TEXT = "wsapps/wschat-s.json";
    public static final String FILES = "wsapps/wschat.json";
    public static final String HISTORY = "wsapps/wschat-redis.json";

    private final String name;
    private final RawWebSocket socket;
    /** Guarded by "this", as is {@link #taken}. */
    private final List<Received> frames = new ArrayList<>();

    private int taken;

    /** Reads in the background until the connection ends. */
    public ClassicClient(String name, RawWebSocket socket) {
        this.name = name;
        this.socket = socket;
        Thread.ofVirtual().name("classic " + name).start(this::readOn);
    }

    /** Connects; nothing is read from what comes. */
    public static ClassicClient connect(URI server, String stage, String name) throws IOException {
        return new ClassicClient(
                name, Handshake.with(server.resolve(stage)).named(name).open());
    }

    /** Connects and takes everything up to the Welcome. */
    public static ClassicClient join(URI server, String stage, String name) throws IOException {
        var client = connect(server, stage, name);
        client.takeUntil(welcome(name));
        return client;
    }

    public static String welcome(String name) {
        return system("Welcome " + name);
    }

    public static String joined(String name) {
        return system(name + " has joined the conversation");
    }

    public static String left(String name) {
        return system(name + " has left the conversation");
    }

    /** A line of the System, of a text without anything to escape. */
    public static String system(String text) {
        return "{\"from\":\"System\",\"msg\":\"" + text + "\"}";
    }

    /** A line of somebody, both without anything to escape. */
    public static String line(String from, String text) {
        return "{\"from\":\"" + from + "\",\"msg\":\"" + text + "\"}";
    }

    public String name() {
        return name;
    }

    public RawWebSocket socket() {
        return socket;
    }

    public void says(String text) throws IOException {
        socket.text(text);
    }

    /** Announces a file and sends it. */
    public void sends(String metadata, byte[] content) throws IOException {
        socket.text(metadata);
        socket.binary(content);
    }

    /** Takes the next frame, waiting for it. */
    public synchronized Received next() {
        Await.on(this, () -> name + " hears something after " + heard(), () -> frames.size() > taken);
        return frames.get(taken++);
    }

    /** The next frames are exactly these texts. */
    public void hears(String... texts) {
        for (var text : texts) {
            var next = assertInstanceOf(Received.Text.class, next(), () -> name + " should hear " + text);
            assertEquals(text, next.text(), () -> "what " + name + " hears");
        }
    }

    /** The next frame is exactly these bytes. */
    public void hearsBytes(byte[] bytes) {
        assertArrayEquals(
                bytes,
                assertInstanceOf(Received.Binary.class, next(), () -> name + " should hear bytes")
                        .bytes());
    }

    /** Takes everything up to this text, and gives back what came before it. */
    public List<Received> takeUntil(String text) {
        var before = new ArrayList<Received>();
        while (true) {
            var next = next();
            if (next instanceof Received.Text line && line.text().equals(text)) {
                return before;
            }
            if (next instanceof Received.End) {
                throw new AssertionError(name + " waited for " + text + " and heard " + before + ", then " + next);
            }
            before.add(next);
        }
    }

    /** Takes frames until the end, which it gives back. */
    public Received.End ends() {
        while (true) {
            if (next() instanceof Received.End end) {
                return end;
            }
        }
    }

    /** The next frame is a Close frame of this code. */
    public void isClosed(int code) {
        assertEquals(
                code,
                assertInstanceOf(Received.Close.class, next(), () -> "what " + name + " hears")
                        .code());
    }

    /** Everything that came so far, taken or not. */
    public synchronized List<Received> heard() {
        return List.copyOf(frames);
    }

    /** Leaves as a page does that is closed, and waits for the server's answer. */
    public void leaves() throws IOException {
        socket.closeFrame(1001);
        ends();
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void readOn() {
        while (true) {
            var next = socket.receive();
            synchronized (this) {
                if (!(next instanceof Received.Ping)) {
                    frames.add(next);
                }
                notifyAll();
            }
            if (next instanceof Received.End) {
                return;
            }
        }
    }
}
