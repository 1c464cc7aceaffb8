package io.parley.chat;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file of a message, or one that will be.
 *
 * @param id opaque; names the file in `api/v1/files/{id}/{name}`
 * @param name as given by the uploader, cleaned: no path, no control characters; may be empty; null when none was given
 * @param type media type, found by content: what its bytes are served as
 * @param declared media type as the uploader gave it, whatever the file is; null when none was given
 * @param size bytes
 * @param width of a picture as it is shown, in pixels; null when unknown
 * @param height likewise
 * @param thumbnail true when there is one at `api/v1/files/{id}/thumbnail`, else null
 * @param alt what a picture shows, in words; null when its author gave none
 * @param state {@link #HELD}, {@link #INFECTED}, or null when it may be read
 * @param checked seq of the event that told that it may be read, or never may; null where nobody had to wait for that
 */
@JsonbPropertyOrder({"id", "name", "type", "declared", "size", "width", "height", "thumbnail", "alt", "state", "checked"
})
public record Attachment(
        String id,
        @Nullable String name,
        String type,
        @Nullable String declared,
        long size,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Boolean thumbnail,
        @Nullable String alt,
        @Nullable String state,
        @Nullable Long checked) {
    /** What a content of no known kind is. */
    public static final String BYTES = "application/octet-stream";
    /** The state of a file that has not been checked for viruses yet: nobody may read it. */
    public static final String HELD = "held";
    /** The state of a file that had a virus: its bytes are gone. */
    public static final String INFECTED = "infected";

    public Attachment {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        if (size < 0) {
            throw new IllegalArgumentException("size: must not be negative");
        }
    }

    /** A file of which nothing is known but what its uploader says. */
    public static Attachment of(String id, @Nullable String name, @Nullable String declared, long size) {
        return new Attachment(id, name, BYTES, declared, size, null, null, null, null, null, null);
    }

    /** The same, found to be of that type. */
    public Attachment typed(String found) {
        return new Attachment(id, name, found, declared, size, width, height, thumbnail, alt, state, checked);
    }

    /** The same with those words, none for null. */
    public Attachment described(@Nullable String words) {
        return new Attachment(id, name, type, declared, size, width, height, thumbnail, words, state, checked);
    }
}
