package io.parley.chat;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message said, oldest first; the last of the last page is what it says.
 *
 * @param next where the next page begins, absent at the end
 */
@JsonbPropertyOrder({"versions", "next"})
public record Edits(List<Version> versions, @Nullable Long next) {
    public Edits {
        versions = List.copyOf(versions);
    }

    /**
     * What it said for a while.
     *
     * @param seq of the event by which it said so: that of the message itself, or an edit's
     * @param at milliseconds since 1970, when that was
     */
    @JsonbPropertyOrder({"seq", "at", "text"})
    public record Version(long seq, long at, String text) {}
}
