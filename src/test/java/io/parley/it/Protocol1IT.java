package io.parley.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Protocol 1 over its socket, as src/docs/protocol.md tells it. */
class Protocol1IT {
    @RegisterExtension
    final Guests guests = new Guests();

    @Test
    void hello_is_answered_by_a_welcome_then_by_what_was_missed_then_by_live() throws Exception {
        var carol = guests.classic(ClassicClient.TEXT, "carol");
        carol.says("before Ann came");
        guests.classic(ClassicClient.TEXT, "carol").says("she has two tabs");
        carol.takeUntil(ClassicClient.line("carol", "she has two tabs"));
        var ann = guests.parley("Ann");
        var heard = ann.heard();
        assertEquals(
                List.of("welcome", "gap", "live"),
                heard.stream().limit(3).map(event -> event.getString("type")).toList());
        var welcome = heard.getFirst();
        var lobby = welcome.getJsonArray("channels").getJsonObject(0);
        assertEquals("lobby", lobby.getString("id"));
        assertEquals("public", lobby.getString("kind"));
        assertEquals(lobby.getInt("head"), Room.seqOf(heard.get(1).getString("to")));
        assertEquals(Guests.TEXT_LIMIT, welcome.getJsonObject("limits").getInt("text"));
        assertTrue(
                welcome.getJsonArray("people").getValuesAs(JsonObject.class).stream()
                        .anyMatch(person -> person.getString("id").equals(ann.me())
                                && person.getString("name").equals("Ann")),
                welcome::toString);
        assertTrue(ann.texts().contains("before Ann came"));
    }

    @Test
    void what_is_sent_comes_to_everybody_and_to_its_sender_alike() throws Exception {
        var ann = guests.parley("Ann");
        var bea = guests.parley("Bea");
        var cid = ann.says("Good **morning** \0 \"x\" 🐦\n\u2028");
        var seq = ann.awaitAcknowledged(cid);
        var here = ann.next("message", event -> event.getString("cid").equals(cid));
        assertEquals(here, bea.next("message", event -> event.getString("cid").equals(cid)));
        assertEquals(seq, here.getInt("seq"));
        assertEquals(seq, here.getInt("revision"));
        assertEquals(ann.me(), here.getString("from"));
        assertEquals("Good **morning** \0 \"x\" 🐦\n\u2028", here.getString("text"));
    }

    @Test
    void many_sends_keep_their_order() throws Exception {
        var ann = guests.parley("Ann");
        var bea = guests.parley("Bea");
        var since = bea.seq();
        var texts = IntStream.range(0, 500).mapToObj(i -> "number " + i).toList();
        texts.forEach(ann::says);
        ann.awaitAllAcknowledged();
        bea.awaitSeq(since + texts.size());
        assertEquals(
                texts,
                bea.texts()
                        .subList(bea.texts().size() - texts.size(), bea.texts().size()));
        assertEquals(List.of(), bea.violations());
        assertEquals(List.of(), ann.violations());
    }

    @Test
    void somebody_who_was_away_is_told_what_she_missed() throws Exception {
        var ann = guests.parley("Ann");
        var bea = guests.parley("Bea");
        var old = ann.awaitAcknowledged(ann.says("old"));
        bea.awaitSeq(old);
        var since = bea.heard().size();
        bea.drop();
        IntStream.range(0, 100).forEach(i -> ann.says("missed " + i));
        var edit = ann.awaitAcknowledged(ann.edits(old, "edited meanwhile"));
        bea.connect(guests.server());
        bea.awaitSeq(edit);
        bea.awaitLive();
        var replayed = bea.heard().subList(since, bea.heard().size());
        assertTrue(replayed.stream().noneMatch(event -> event.getString("type").equals("gap")), replayed.toString());
        holdsWhatANewcomerHolds(bea);
        assertTrue(bea.texts().contains("edited meanwhile"));
        assertFalse(bea.texts().contains("old"));
    }

    @Test
    void somebody_who_missed_much_pages_it() throws Exception {
        var ann = guests.parley("Ann");
        var bea = guests.parley("Bea");
        bea.awaitSeq(ann.awaitAcknowledged(ann.says("the last she saw")));
        bea.drop();
        var since = bea.heard().size();
        for (var i = 0; i < 6; i++) {
            ann.says("x".repeat(60_000) + i);
        }
        ann.awaitAllAcknowledged();
        bea.connect(guests.server());
        bea.awaitLive();
        assertTrue(bea.heard().stream()
                .skip(since)
                .anyMatch(event -> event.getString("type").equals("gap")));
        holdsWhatANewcomerHolds(bea);
    }

    @Test
    void a_cursor_that_is_not_the_journal_s_is_a_gap() throws Exception {
        var ann = guests.parley("Ann");
        ann.awaitAcknowledged(ann.says("something"));
        for (var cursor : List.of(ann.seq() + ".wrongMrk", ann.seq() + 1_000 + ".abcdefgh", "nonsense", "-1.x", "")) {
            try (var raw = hello(Map.of("lobby", cursor), ParleyClient.TEXT)) {
                var events = new Events(raw);
                assertEquals("welcome", events.next().getString("type"));
                var gap = events.next();
                assertEquals("gap", gap.getString("type"), cursor);
                assertEquals(ann.cursor(), gap.getString("to"), cursor);
                assertEquals("live", events.next().getString("type"));
            }
        }
    }

    @Test
    void events_that_wait_together_leave_in_one_frame() throws Exception {
        var ann = guests.parley("Ann");
        var since = ann.cursor();
        IntStream.range(0, 300).forEach(i -> ann.says("line " + i));
        ann.awaitAllAcknowledged();
        for (var subprotocol : List.of(ParleyClient.TEXT, ParleyClient.BINARY)) {
            try (var raw = hello(Map.of("lobby", since), subprotocol)) {
                var frames = 0;
                var lines = new ArrayList<String>();
                while (lines.isEmpty() || !lines.getLast().contains("\"live\"")) {
                    var text = switch (raw.receive()) {
                        case Received.Text frame -> frame.text();
                        case Received.Binary frame -> frame.text();
                        case Received other -> throw new AssertionError(other);
                    };
                    assertTrue(text.getBytes(UTF_8).length <= 65_536, "a frame of " + text.length());
                    lines.addAll(List.of(text.split("\n", -1)));
                    frames++;
                }
                System.out.printf("%s: %d events came in %d frames%n", subprotocol, lines.size(), frames);
                assertTrue(lines.size() > 300 && frames < lines.size() / 10, frames + " frames");
            }
        }
    }

    @Test
    void the_subprotocol_says_how_events_come() throws Exception {
        for (var asked : Map.of(
                        "parley.1", "parley.1",
                        "parley.1.binary", "parley.1.binary",
                        "other, parley.1.binary, parley.1", "parley.1.binary",
                        "parley.1, parley.1.binary", "parley.1",
                        "other", "")
                .entrySet()) {
            try (var raw = upgrade().subprotocol(asked.getKey()).open()) {
                raw.text("{\"type\":\"hello\"}");
                assertEquals(asked.getValue(), raw.subprotocol());
                assertEquals(asked.getValue().endsWith("binary"), raw.receive() instanceof Received.Binary);
            }
        }
        try (var raw = upgrade().open()) {
            raw.text("{\"type\":\"hello\",\"cursors\":{}}");
            assertEquals("", raw.subprotocol());
            assertInstanceOf(Received.Text.class, raw.receive());
        }
    }

    /** Compression is what browsers ask for on their own; it costs more than all else together. */
    @Test
    void nothing_is_compressed_whoever_asks_for_it() throws Exception {
        var asking = upgrade().header("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits");
        // which fails where an extension is agreed to
        try (var raw = asking.open()) {
            raw.text("{\"type\":\"hello\",\"cursors\":{}}");
            assertInstanceOf(Received.Text.class, raw.receive());
        }
    }

    @Test
    void a_repeated_send_is_answered_by_its_receipt_and_posted_once() throws Exception {
        var ann = guests.parley("Ann");
        var cid = ann.says("once");
        var seq = ann.awaitAcknowledged(cid);
        ann.frame(send(cid, "lobby", "once"));
        var sent = ann.next("sent");
        assertEquals(
                "{\"type\":\"sent\",\"cid\":\"" + cid + "\",\"channel\":\"lobby\",\"seq\":" + seq + "}",
                sent.toString());
        ann.frame(send(cid, "lobby", "something else"));
        refused(ann, cid, "conflict", false);
        // another person's cid is another cid
        var bea = guests.parley("Bea");
        bea.frame(send(cid, "lobby", "Bea's"));
        assertNotEquals(
                seq,
                bea.next(
                                "message",
                                event -> event.getString("cid", "").equals(cid)
                                        && event.getString("from").equals(bea.me()))
                        .getInt("seq"));
        assertEquals(1, ann.texts().stream().filter("once"::equals).count());
    }

    @Test
    void a_message_is_changed_by_its_author_only() throws Exception {
        var ann = guests.parley("Ann");
        var bea = guests.parley("Bea");
        var seq = ann.awaitAcknowledged(ann.says("frist"));
        var edit = ann.awaitAcknowledged(ann.edits(seq, "first"));
        var edited = bea.next("edited");
        assertEquals(edit, edited.getInt("seq"));
        assertEquals(seq, edited.getJsonObject("message").getInt("seq"));
        assertEquals("first", edited.getJsonObject("message").getString("text"));
        assertEquals(edit, edited.getJsonObject("message").getInt("revision"));
        assertEquals("forbidden", bea.awaitRefused(bea.edits(seq, "mine")).getString("code"));
        assertEquals("no-message", ann.awaitRefused(ann.edits(1_000_000, "x")).getString("code"));
        assertEquals(
                "no-message",
                ann.awaitRefused(ann.edits(edit, "an edit is no message")).getString("code"));
        holdsWhatANewcomerHolds(ann);
    }

    @Test
    void typing_is_shown_to_the_others() throws Exception {
        var ann = guests.parley("Ann");
        var bea = guests.parley("Bea");
        ann.frame("{\"type\":\"typing\",\"channel\":\"lobby\"}");
        assertEquals(
                "{\"type\":\"typing\",\"channel\":\"lobby\",\"from\":\"" + ann.me() + "\"}",
                bea.next("typing").toString());
    }

    @Test
    void who_watches_sees_who_comes_and_goes() throws Exception {
        var ann = guests.parley("Ann");
        ann.frame("{\"type\":\"watch\",\"people\":[],\"channels\":[\"lobby\"]}");
        seen(ann, "Ann", "online");
        guests.classic(ClassicClient.TEXT, "carol");
        seen(ann, "carol", "online");
        var bea = guests.parley("Bea");
        seen(ann, "Bea", "online");
        bea.drop();
        seen(ann, "Bea", "offline");
        ann.frame("{\"type\":\"watch\",\"people\":[\"" + bea.me() + "\"],\"channels\":[]}");
        seen(ann, "Bea", "offline");
        bea.connect(guests.server());
        seen(ann, "Bea", "online");
    }

    @Test
    void what_is_no_command_is_refused_and_harms_nobody() throws Exception {
        var ann = guests.parley("Ann");
        for (var frame : List.of(
                "",
                "null",
                "7",
                "[]",
                "{}",
                "{",
                "hello",
                "{\"type\":\"dance\"}",
                "{\"type\":7}",
                "{\"type\":\"send\"}",
                "{\"type\":\"send\",\"cid\":\"a b\",\"channel\":\"lobby\",\"text\":\"x\"}",
                "{\"type\":\"send\",\"cid\":\"x\",\"channel\":\"lobby\",\"text\":7}",
                "{\"type\":\"typing\",\"channel\":\"lobby\"}{\"type\":\"typing\",\"channel\":\"lobby\"}",
                "{\"type\":\"edit\",\"cid\":\"x\",\"channel\":\"lobby\",\"seq\":\"one\",\"text\":\"x\"}",
                "{\"type\":\"hello\",\"cursors\":{}}",
                "[".repeat(50_000),
                "{\"type\":".repeat(20_000))) {
            ann.frame(frame);
            var refused = ann.next("refused");
            assertEquals("malformed", refused.getString("code"), frame);
            assertFalse(refused.getBoolean("retry"), frame);
            assertFalse(refused.getString("text").isBlank(), frame);
        }
        ann.frame(send("elsewhere", "no-such-channel", "x"));
        refused(ann, "elsewhere", "no-channel", false);
        ann.frame(send("large", "lobby", "x".repeat(Guests.TEXT_LIMIT + 1)));
        refused(ann, "large", "too-large", false);
        ann.frame(
                "{\"type\":\"send\",\"cid\":\"files\",\"channel\":\"lobby\",\"text\":\"x\",\"files\":[{\"id\":\"none\"}]}");
        refused(ann, "files", "no-file", false);
        ann.awaitAcknowledged(ann.says("all is well"));
        assertEquals(List.of(), ann.violations());
    }

    @Test
    void nothing_goes_before_hello() throws Exception {
        try (var raw = upgrade().open()) {
            var events = new Events(raw);
            raw.text(send("early", "lobby", "x"));
            assertEquals("hello-first", events.next().getString("code"));
            raw.text("{\"type\":\"typing\",\"channel\":\"lobby\"}");
            assertEquals("hello-first", events.next().getString("code"));
            raw.text("{\"type\":\"hello\",\"cursors\":{}}");
            assertEquals("welcome", events.next().getString("type"));
        }
    }

    @Test
    void a_broken_frame_closes_with_its_code() throws Exception {
        var bea = guests.parley("Bea");
        bea.socket().binary("{\"type\":\"typing\",\"channel\":\"lobby\"}".getBytes(UTF_8));
        closed(1003, bea);
        try (var raw = upgrade().open()) {
            raw.ping(new byte[0]);
            assertInstanceOf(Received.Pong.class, raw.receive());
            raw.frame(true, RawWebSocket.TEXT, new byte[] {(byte) 0xC3, 'x'});
            assertEquals(
                    1007, assertInstanceOf(Received.Close.class, raw.receive()).code());
        }
        var cid = guests.parley("Cid");
        var limit = cid.next("welcome").getJsonObject("limits").getInt("frame");
        cid.frame("x".repeat(limit));
        assertEquals("malformed", cid.next("refused").getString("code"));
        cid.frame("x".repeat(limit + 1));
        closed(1009, cid);
    }

    @Test
    void only_somebody_and_only_from_here_may_connect() {
        var ws = Handshake.with(guests.server().resolve("ws"));
        assertEquals(401, assertThrows(UpgradeRefused.class, ws::open).status());
        for (var name : List.of("", "System", "%3Cb%3E")) {
            assertEquals(
                    401,
                    assertThrows(UpgradeRefused.class, () -> ws.named(name).open())
                            .status(),
                    name);
        }
        assertEquals(
                403,
                assertThrows(
                                UpgradeRefused.class,
                                () -> upgrade()
                                        .header("Origin: http://evil.test")
                                        .open())
                        .status());
    }

    private Handshake upgrade() {
        return Handshake.with(guests.server().resolve("ws")).named("Raw");
    }

    private RawWebSocket hello(Map<String, String> cursors, String subprotocol) throws Exception {
        var raw = upgrade().subprotocol(subprotocol).open();
        raw.text(Json.createObjectBuilder()
                .add("type", "hello")
                .add("cursors", Json.createObjectBuilder(Map.copyOf(cursors)))
                .build()
                .toString());
        return raw;
    }

    private static String send(String cid, String channel, String text) {
        return "{\"type\":\"send\",\"cid\":\"" + cid + "\",\"channel\":\"" + channel + "\",\"text\":\"" + text + "\"}";
    }

    private void holdsWhatANewcomerHolds(ParleyClient client) throws Exception {
        assertEquals(List.of(), client.violations());
        var newcomer = guests.parley("newcomer");
        client.awaitSeq(newcomer.seq());
        assertEquals(newcomer.messages(), client.messages());
    }

    private static void refused(ParleyClient client, String cid, String code, boolean retry) {
        var refused = client.next("refused");
        assertEquals(cid, refused.getString("cid"), refused.toString());
        assertEquals(code, refused.getString("code"));
        assertEquals(retry, refused.getBoolean("retry"));
    }

    private static void seen(ParleyClient by, String name, String state) {
        by.next(
                "presence",
                event -> event.getJsonArray("people").getValuesAs(JsonObject.class).stream()
                        .anyMatch(person -> person.getString("name").equals(name)
                                && person.getString("state").equals(state)));
    }

    private static void closed(int code, ParleyClient client) {
        assertEquals(
                code, assertInstanceOf(Received.Close.class, client.awaitEnd()).code());
    }

    /** The events that come in text frames, one by one. */
    private static final class Events {
        private final RawWebSocket socket;
        private final List<String> waiting = new ArrayList<>();

        Events(RawWebSocket socket) {
            this.socket = socket;
        }

        JsonObject next() {
            while (waiting.isEmpty()) {
                var frame = assertInstanceOf(Received.Text.class, socket.receive());
                waiting.addAll(List.of(frame.text().split("\n")));
            }
            return Pages.json(waiting.removeFirst());
        }
    }
}
