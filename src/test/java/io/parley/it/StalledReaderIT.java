package io.parley.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody whose connection takes nothing for a while. */
class StalledReaderIT {
    /** Together several times what the kernel and the server's outbox hold for a connection. */
    private static final int MESSAGES = 240;

    private static final String FILL = "x".repeat(60_000);
    private static final int SMALLEST = 2_048;

    @RegisterExtension
    final Guests guests = new Guests();

    @Test
    void a_stalled_reader_slows_nobody_and_catches_up_in_order() throws Exception {
        var ann = guests.parley("Ann");
        var carol = guests.classic(ClassicClient.FILES, "carol");
        var stalled = Handshake.with(guests.server().resolve("ws"))
                .named("stalled")
                .subprotocol(ParleyClient.BINARY)
                .receiveBuffer(SMALLEST)
                .open();
        stalled.text("{\"type\":\"hello\",\"cursors\":{\"lobby\":\"" + ann.cursor() + "\"}}");
        var room = new Room();
        room.gap(ann.cursor());
        carol.takeUntil(ClassicClient.joined("stalled"));
        var stalledClassic = guests.at(ClassicClient.FILES)
                .named("stalledClassic")
                .receiveBuffer(SMALLEST)
                .open();
        carol.takeUntil(ClassicClient.joined("stalledClassic"));

        var begun = System.nanoTime();
        var said = IntStream.range(0, MESSAGES).mapToObj(i -> i + FILL).toList();
        for (var text : said) {
            ann.says(text);
        }
        ann.awaitAllAcknowledged();
        for (var text : said) {
            carol.hears(ClassicClient.line("Ann", text));
        }
        System.out.printf(
                "%d messages of %d bytes reached everybody else in %d ms%n",
                MESSAGES, FILL.length(), (System.nanoTime() - begun) / 1_000_000);

        assertEquals(said, readOn(stalled, room));
        assertEquals(List.of(), room.violations());
        for (var text : said) {
            assertEquals(new Received.Text(ClassicClient.line("Ann", text)), textAfterComings(stalledClassic));
        }
        stalled.close();
        stalledClassic.close();
        carol.takeUntil(ClassicClient.left("stalledClassic"));
    }

    /** What is said from the first to the last of the messages. */
    private static List<String> readOn(RawWebSocket socket, Room room) {
        var texts = new ArrayList<String>();
        while (texts.size() < MESSAGES) {
            var frame = socket.receive();
            if (frame instanceof Received.Binary lines) {
                lines.text().lines().map(Pages::json).forEach(event -> hear(event, room, texts));
            } else if (frame instanceof Received.End) {
                throw new AssertionError(frame + " after " + texts.size());
            }
        }
        return texts;
    }

    private static void hear(JsonObject event, Room room, List<String> texts) {
        if (event.getString("type").equals("message")) {
            room.event(event);
            texts.add(event.getString("text"));
        }
    }

    private static Received textAfterComings(RawWebSocket socket) {
        while (true) {
            var next = socket.receive();
            var system = next instanceof Received.Text line && line.text().startsWith("{\"from\":\"System\"");
            if (!system && !(next instanceof Received.Ping)) {
                return next;
            }
        }
    }
}
