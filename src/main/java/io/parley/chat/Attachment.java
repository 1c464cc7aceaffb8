package io.parley.chat;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.Objects;

/**
 * A file of a message.
 *
 * @param id opaque; names the file in `api/v1/files/{id}/{name}`
 * @param name as given by the uploader, cleaned: no path, no control characters; may be empty
 * @param type media type as declared; may be empty
 * @param size bytes
 */
@JsonbPropertyOrder({"id", "name", "type", "size"})
public record Attachment(String id, String name, String type, long size) {
    public Attachment {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }
}
