package io.parley.json;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.yasson.YassonJsonb;

/**
 * Records to JSON text and back.
 *
 * <p>Written are one line, no spaces, members in the order of {@code @JsonbPropertyOrder}, {@code type} first, null
 * members left out: the same record gives the same text. Read is exactly one object, see {@link Malformed}. Members
 * nobody asked for are ignored, absent ones are null or 0, which the record's constructor judges by {@link
 * IllegalArgumentException}.
 *
 * <p>Safe for any number of threads. Closing it lets go of the classes it has seen.
 */
public final class Json implements AutoCloseable {
    private final Jsonb jsonb;
    private final Text texts;
    private final Merge merge;
    private final Shapes shapes = new Shapes();

    public Json() {
        var provider = JsonProvider.provider();
        this.texts = new Text(provider);
        this.merge = new Merge(provider.createBuilderFactory(Map.of()));
        this.jsonb = JsonbBuilder.newBuilder().withProvider(provider).build();
    }

    public String write(Object value) {
        return jsonb.toJson(value);
    }

    public byte[] writeUtf8(Object value) {
        return write(value).getBytes(StandardCharsets.UTF_8);
    }

    /** @throws Malformed when the text is not exactly one object of that shape */
    public <T> T read(String text, Class<T> type) {
        var object = texts.object(text);
        shapes.check(object, type);
        try {
            return ((YassonJsonb) jsonb).fromJsonStructure(object, type);
        } catch (JsonbException e) {
            throw rejected(e);
        }
    }

    /**
     * The same for UTF-8 bytes, read to their end; the caller bounds and closes them.
     *
     * @throws UncheckedIOException when they cannot be read
     */
    public <T> T read(InputStream utf8, Class<T> type) {
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return read(decoder.decode(ByteBuffer.wrap(utf8.readAllBytes())).toString(), type);
        } catch (CharacterCodingException e) {
            throw new Malformed("The text is not UTF-8.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One object with the members of all, in their order; objects of the same name are merged likewise.
     *
     * @throws Malformed when a text is no object, or two say something of one member
     */
    public String merged(List<String> texts) {
        return merge.of(texts.stream().map(this.texts::object).toList()).toString();
    }

    @Override
    public void close() {
        shapes.forget();
        try {
            jsonb.close();
        } catch (Exception e) {
            throw new IllegalStateException("JSON-B does not close", e);
        }
    }

    /** What the constructor of a record says is for the sender; what JSON-B says names classes. */
    private static RuntimeException rejected(JsonbException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvocationTargetException thrown) {
                return switch (thrown.getTargetException()) {
                    case IllegalArgumentException judged
                    when judged.getMessage() != null -> new Malformed(judged.getMessage());
                    case NullPointerException missing -> new Malformed("A member is missing.");
                    case RuntimeException refused -> refused;
                    default -> e;
                };
            }
        }
        return new Malformed("Not the JSON object that is expected.");
    }
}
