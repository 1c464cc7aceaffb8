package io.parley.authority;

import io.parley.it.Handshake;
import io.parley.it.Pages;
import io.parley.it.RawWebSocket;
import io.parley.it.Received;
import io.parley.it.UpgradeRefused;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Somebody on a socket. */
final class Caller implements AutoCloseable {
    private final RawWebSocket socket;
    /** Lines of a frame that are not taken yet. */
    private final List<JsonObject> waiting = new ArrayList<>();

    private Caller(RawWebSocket socket) {
        this.socket = socket;
    }

    /** @throws UpgradeRefused when he may not */
    static Caller call(URI server, String header) throws IOException {
        return new Caller(Handshake.with(server.resolve("ws"))
                .header(header)
                .subprotocol("parley.1")
                .open()
                .impatient());
    }

    void say(String frame) throws IOException {
        socket.text(frame);
    }

    /** All that comes up to and without the first such event. */
    List<JsonObject> until(Predicate<JsonObject> last) {
        var heard = new ArrayList<JsonObject>();
        for (var next = next(); !last.test(next); next = next()) {
            heard.add(next);
        }
        return heard;
    }

    /** The same, with the last one. */
    List<JsonObject> including(Predicate<JsonObject> last) {
        var heard = new ArrayList<JsonObject>();
        do {
            heard.add(next());
        } while (!last.test(heard.getLast()));
        return heard;
    }

    /** The code by which the server closes, whatever it says before. */
    int end() {
        while (true) {
            var next = socket.receive();
            if (next instanceof Received.Close close) {
                return close.code();
            }
            if (next instanceof Received.End end) {
                throw new AssertionError("the connection ended: " + end);
            }
        }
    }

    JsonObject next() {
        while (waiting.isEmpty()) {
            switch (socket.receive()) {
                case Received.Text text -> {
                    for (var line : text.text().split("\n", -1)) {
                        waiting.add(Pages.json(line));
                    }
                }
                case Received.End end -> throw new AssertionError("the connection ended: " + end);
                default -> {}
            }
        }
        return waiting.removeFirst();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
