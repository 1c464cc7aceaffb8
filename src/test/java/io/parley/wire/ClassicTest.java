package io.parley.wire;

import static io.parley.wire.Peers.ANN;
import static io.parley.wire.Peers.BEA;
import static io.parley.wire.Peers.JSON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.chat.Attachment;
import io.parley.chat.Event;
import io.parley.chat.Message;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The frames of the classic chat, to the byte. */
class ClassicTest {
    private final Names names = new Names(new Peers.Everybody());
    private final Classic classic =
            new Classic(JSON, names, true, id -> ByteBuffer.wrap(("bytes of " + id).getBytes(StandardCharsets.UTF_8)));
    private final Connection ann = connection("c1");

    ClassicTest() {
        names.meet(ANN);
        names.meet(BEA);
    }

    @Test
    void system_says_who_comes_and_goes() {
        assertEquals(
                List.of("{\"from\":\"System\",\"msg\":\"Ann has joined the conversation\"}"),
                frames(new Event.Arrived("lobby", ANN, "c1")));
        assertEquals(
                List.of("{\"from\":\"System\",\"msg\":\"Ann has left the conversation\"}"),
                frames(new Event.Departed("lobby", ANN, "c1")));
        assertEquals(List.of("{\"from\":\"System\",\"msg\":\"Welcome Ann\"}"), frames(classic.system("Welcome Ann")));
    }

    @Test
    void only_refusals_and_errors_carry_the_connections_number() {
        assertEquals(
                List.of("{\"from\":\"System\",\"id\":17,\"msg\":\"No user name provided, disconnecting\"}"),
                frames(classic.system(17, "No user name provided, disconnecting")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "  kept  ", "007", "true", "<b>&amp;</b>", "/", "\u00e4\u20ac\uD83D\uDE00"})
    void a_text_is_relayed_as_it_was(String text) {
        assertEquals(List.of("{\"from\":\"Ann\",\"msg\":\"" + text + "\"}"), frames(posted(text)));
    }

    @Test
    void a_text_that_looks_like_json_is_a_text() {
        assertEquals(List.of("{\"from\":\"Ann\",\"msg\":\"{\\\"a\\\":1}\"}"), frames(posted("{\"a\":1}")));
        assertEquals(List.of("{\"from\":\"Ann\",\"msg\":\"a\\u0000b\\n\"}"), frames(posted("a\u0000b\n")));
    }

    @Test
    void a_file_is_its_metadata_and_then_its_bytes() {
        assertEquals(
                List.of("{\"from\":\"Ann\",\"file\":{\"name\":\"a.txt\",\"type\":\"text/plain\"}}", "<bytes of f1>"),
                frames(posted("", Attachment.of("f1", "a.txt", "text/plain", 11))));
        assertEquals(
                List.of(
                        "{\"from\":\"Ann\",\"file\":{\"name\":\"\",\"type\":\"application/octet-stream\"}}",
                        "<bytes of f2>"),
                frames(posted("", Attachment.of("f2", "", "application/octet-stream", 0))));
    }

    @Test
    void what_nobody_said_of_a_file_is_left_out() {
        assertEquals(
                "{\"from\":\"Ann\",\"file\":{\"name\":\"a\"}}",
                frames(posted("", Attachment.of("f1", "a", null, 1))).getFirst());
        assertEquals(
                "{\"from\":\"Ann\",\"file\":{\"type\":\"t\"}}",
                frames(posted("", Attachment.of("f1", null, "t", 1))).getFirst());
        assertEquals(
                "{\"from\":\"Ann\",\"file\":{}}",
                frames(posted("", Attachment.of("f1", null, null, 1))).getFirst());
    }

    @Test
    void a_message_with_files_is_its_text_and_then_each_file() {
        assertEquals(
                List.of(
                        "{\"from\":\"Ann\",\"msg\":\"two\"}",
                        "{\"from\":\"Ann\",\"file\":{\"name\":\"a\"}}",
                        "<bytes of f1>",
                        "{\"from\":\"Ann\",\"file\":{\"name\":\"b\"}}",
                        "<bytes of f2>"),
                frames(posted("two", Attachment.of("f1", "a", null, 1), Attachment.of("f2", "b", null, 1))));
    }

    @Test
    void edits_and_what_else_is_new_send_nothing() {
        var state = new Message(1, 1, "p1", 0, "new", 2, List.of());
        assertEquals(List.of(), frames(new Event.Edited("lobby", 2, "m", 0, "c", state)));
        assertEquals(List.of(), frames(new Event.Deleted("lobby", 3, "m", 0, "c", "p1", state.gone(3))));
        assertEquals(List.of(), frames(Event.Posted.of("lobby", "m", "c", state.gone(3))));
        assertEquals(List.of(), frames(new Event.Typing("lobby", "p1")));
        assertEquals(List.of(), frames(new Event.Live("lobby")));
        assertEquals(List.of(), frames(new Event.Heads(Map.of("lobby", 1L))));
        assertEquals(List.of(), frames(new Event.GoAway(1)));
    }

    @Test
    void a_connection_does_not_hear_itself_but_a_second_tab_of_the_same_name_does() {
        var mine = said(Classic.cid(ann, 3));
        assertFalse(classic.tells(ann, mine));
        assertTrue(classic.tells(connection("c2"), mine));
        assertTrue(classic.tells(connection("c"), mine), "whose id only begins alike");
        assertTrue(classic.tells(ann, said("c11.3")), "whose id only begins alike");
        assertFalse(classic.tells(ann, new Event.Arrived("lobby", ANN, "c1")));
        assertTrue(classic.tells(ann, new Event.Arrived("lobby", ANN, "c2")));
        assertFalse(classic.tells(ann, new Event.Departed("lobby", ANN, "c1")));
        assertTrue(classic.tells(ann, new Event.Departed("lobby", BEA, "c2")));
    }

    @Test
    void somebody_elses_cid_hides_nothing() {
        var forged = new Event.Posted("lobby", 1, "m", 1, "p2", 0, "hi", 1, List.of(), "c1.1");
        assertTrue(classic.tells(ann, forged));
    }

    private Connection connection(String id) {
        return Peers.connection(id, ANN, classic, new FarEnd(), () -> Instant.EPOCH);
    }

    private List<String> frames(Event event) {
        return frames(classic.say(event));
    }

    private List<String> frames(List<Piece> pieces) {
        var peer = new FarEnd();
        var outbox = new Outbox(peer, Framing.TEXT, () -> Instant.EPOCH, Runnable::run, () -> {});
        outbox.answer(pieces);
        outbox.flush();
        return peer.frames();
    }

    private static Event.Posted said(String cid) {
        return new Event.Posted("lobby", 1, "m", 1, "p1", 0, "hi", 1, List.of(), cid);
    }

    private static Event.Posted posted(String text, Attachment... files) {
        return new Event.Posted("lobby", 1, "m", 1, "p1", 0, text, 1, List.of(files), "x");
    }
}
