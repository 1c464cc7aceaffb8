package io.parley.json;

import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.util.HashSet;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * A text that is exactly one JSON object.
 *
 * <p>JSON-B takes the first value of a text and leaves the rest unread, and of two members with one name the last: what
 * two readers understand differently is refused here.
 */
final class Text {
    /** Levels of objects and arrays within each other; what we read has four. Deeper text costs stack and means no good. */
    private static final int DEEPEST = 32;

    /**
     * Values within the object: a text of some megabytes could hold millions, each many times its length in memory. The
     * largest command, a `hello` with 10,000 cursors, has fewer than half as many.
     */
    private static final int MOST = 25_000;

    private final JsonParserFactory parsers;
    private final JsonBuilderFactory builders;

    Text(JsonProvider provider) {
        this.parsers = provider.createParserFactory(Map.of());
        this.builders = provider.createBuilderFactory(Map.of());
    }

    /** @throws Malformed saying where it is not, or what it is instead */
    JsonObject object(String text) {
        try (var parser = parsers.createParser(new StringReader(text))) {
            if (text.isBlank() || parser.next() != Event.START_OBJECT) {
                throw new Malformed("A JSON object is expected, {\u2026}.");
            }
            var object = new Reading(parser).object(1);
            if (parser.hasNext()) {
                throw new Malformed("More follows after the JSON object.");
            }
            return object;
        } catch (JsonParsingException e) {
            throw new Malformed(
                    "Not JSON at character " + Math.max(1, e.getLocation().getStreamOffset()) + ".");
        } catch (UnsupportedOperationException e) {
            throw new Malformed("A number has too many digits.");
        } catch (JsonException | NoSuchElementException e) {
            throw new Malformed("Not JSON.");
        }
    }

    /** One text as it is read. */
    private final class Reading {
        private final JsonParser parser;
        private int values;

        Reading(JsonParser parser) {
            this.parser = parser;
        }

        JsonObject object(int depth) {
            var object = builders.createObjectBuilder();
            var names = new HashSet<String>();
            while (parser.next() == Event.KEY_NAME) {
                var name = parser.getString();
                if (!names.add(name)) {
                    throw new Malformed(name + ": is there twice");
                }
                object.add(name, value(parser.next(), depth));
            }
            return object.build();
        }

        private JsonValue array(int depth) {
            var array = builders.createArrayBuilder();
            for (var event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
                array.add(value(event, depth));
            }
            return array.build();
        }

        private JsonValue value(Event event, int depth) {
            if (depth == DEEPEST) {
                throw new Malformed("More than " + DEEPEST + " levels of objects and arrays.");
            }
            if (++values > MOST) {
                throw new Malformed("More than " + MOST + " values.");
            }
            return switch (event) {
                case START_OBJECT -> object(depth + 1);
                case START_ARRAY -> array(depth + 1);
                default -> parser.getValue();
            };
        }
    }
}
