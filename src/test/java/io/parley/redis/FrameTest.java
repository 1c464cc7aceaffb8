package io.parley.redis;

import static io.parley.chat.Said.LOBBY;
import static io.parley.chat.Said.posted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.chat.Attachment;
import io.parley.chat.Event;
import io.parley.chat.Message;
import io.parley.json.Json;
import io.parley.json.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameTest {
    private final Json json = new Json();

    @Test
    void events_arrive_as_they_were_told() {
        var file = new Attachment(
                "f1", null, Attachment.BYTES, null, 7, null, null, null, "one\ntwo", Attachment.HELD, null);
        var message = new Message(4, 3, "p1", 1_000, "a\nb\r\u2028\u0000\uD83D\uDE00@", 9, List.of(file));
        List<Event.Lasting> events = List.of(
                posted(1),
                new Event.Deleted(LOBBY, 10, "m10", 2_000, "c10", "bea", message.gone(10)),
                new Event.Edited(LOBBY, 9, "m9", 2_000, "c9", message),
                Event.Posted.of("x y", "m", "c", message));
        assertEquals(List.of(new Frame(12, events, 0)), frames(12, events));
    }

    @Test
    void many_events_take_several_frames_in_order() {
        var events = new ArrayList<Event.Lasting>();
        for (var seq = 1; seq <= 500; seq++) {
            events.add(posted(seq, "x".repeat(seq)));
        }
        var frames = frames(1, events);
        assertTrue(frames.size() > 3, frames.size() + " frames");
        assertEquals(
                events,
                frames.stream().flatMap(frame -> frame.events().stream()).toList());
    }

    @Test
    void what_is_too_large_is_only_named() {
        var frames = frames(3, List.of(posted(1), posted(2, "x".repeat(Frame.LARGEST)), posted(3)));
        assertEquals(List.of(new Frame(3, List.of(posted(1), posted(3)), 1)), frames);
        var escaped = frames(3, List.of(posted(1, "\u0001".repeat(Frame.LARGEST / 2))));
        assertEquals(List.of(new Frame(3, List.of(), 1)), escaped);
    }

    @Test
    void what_a_later_version_says_is_taken_for_a_reference() {
        var text = "5\n{\"type\":\"pinned\",\"channel\":\"lobby\",\"seq\":4}\n" + json.write(posted(5));
        assertEquals(new Frame(5, List.of(posted(5)), 1), Frame.parse(json, text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void junk_has_no_number_or_is_taken_for_references() {
        var random = new Random(2);
        for (var time = 0; time < 2_000; time++) {
            var junk = new byte[random.nextInt(60)];
            random.nextBytes(junk);
            if (random.nextBoolean()) {
                var numbered = "7\n" + new String(junk, StandardCharsets.ISO_8859_1);
                assertEquals(
                        List.of(),
                        Frame.parse(json, numbered.getBytes(StandardCharsets.UTF_8))
                                .events());
            } else {
                assertThrows(Malformed.class, () -> Frame.parse(json, junk));
            }
        }
    }

    private List<Frame> frames(long first, List<Event.Lasting> events) {
        var frames = new ArrayList<Frame>();
        for (var body : Frame.bodies(json, events)) {
            frames.add(Frame.parse(json, Frame.numbered(first + frames.size(), body)));
        }
        return frames;
    }
}
