package io.parley.chat;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file of a message.
 *
 * @param id opaque; names the file in `api/v1/files/{id}/{name}`
 * @param name as given by the uploader, cleaned: no path, no control characters; may be empty; null when none was given
 * @param type media type as declared; null when none was given
 * @param size bytes
 */
@JsonbPropertyOrder({"id", "name", "type", "size"})
public record Attachment(
        String id, @Nullable String name, @Nullable String type, long size) {
    public Attachment {
        Objects.requireNonNull(id, "id");
        if (size < 0) {
            throw new IllegalArgumentException("size: must not be negative");
        }
    }
}
