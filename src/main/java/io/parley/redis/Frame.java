package io.parley.redis;

import io.parley.chat.Event;
import io.parley.json.Json;
import io.parley.json.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one entry of the bus says: its number among all of its sender's, then its events, each a line of JSON.
 *
 * @param references events that are only named, as they are too large or of a kind this version does not know: the journal has them
 */
record Frame(long number, List<Event.Lasting> events, int references) {
    /** Bytes of JSON beyond which an event is only named. */
    static final int LARGEST = 64 * 1024;
    /** Bytes from which on no further event is put into the same entry. */
    private static final int FULL = 32 * 1024;

    private static final String REFERENCE = "@";

    Frame {
        events = List.copyOf(events);
    }

    /** The texts of the frames that carry these events, without their numbers; in order. */
    static List<String> bodies(Json json, List<Event.Lasting> events) {
        var bodies = new ArrayList<String>();
        var body = new StringBuilder();
        for (var event : events) {
            body.append('\n').append(line(json, event));
            if (body.length() >= FULL) {
                bodies.add(body.toString());
                body.setLength(0);
            }
        }
        if (!body.isEmpty()) {
            bodies.add(body.toString());
        }
        return bodies;
    }

    static byte[] numbered(long number, String body) {
        return (number + body).getBytes(StandardCharsets.UTF_8);
    }

    /** @throws Malformed when it has no number */
    static Frame parse(Json json, byte[] text) {
        var lines = new String(text, StandardCharsets.UTF_8).split("\n", -1);
        var events = new ArrayList<Event.Lasting>();
        var references = 0;
        for (var i = 1; i < lines.length; i++) {
            if (lasting(json, lines[i]) instanceof Event.Lasting event) {
                events.add(event);
            } else {
                references++;
            }
        }
        return new Frame(number(lines[0]), events, references);
    }

    static long number(String line) {
        try {
            return Long.parseLong(line);
        } catch (NumberFormatException e) {
            throw new Malformed("An entry begins with its number.");
        }
    }

    /** Its JSON, or the mark of a reference where that is too large. */
    static String line(Json json, Event.Lasting event) {
        // cheaply, as a text of some megabytes need not be written to learn that it is too large
        if (event.weight() > LARGEST) {
            return REFERENCE;
        }
        var line = json.write(event);
        return line.length() > LARGEST ? REFERENCE : line;
    }

    /** Null where the line is a reference, or of a later version. */
    static Event.@Nullable Lasting lasting(Json json, String line) {
        try {
            return !line.startsWith(REFERENCE) && json.read(line, Event.class) instanceof Event.Lasting event
                    ? event
                    : null;
        } catch (Malformed later) {
            return null;
        }
    }
}
