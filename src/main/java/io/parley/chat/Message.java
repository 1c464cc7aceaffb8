package io.parley.chat;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import java.util.Objects;

/**
 * The present state of a message.
 *
 * @param seq of the event that posted it: its name within the channel
 * @param n ordinal among the channel's messages, from 1
 * @param from id of its author
 * @param at milliseconds since 1970
 * @param text Markdown, any Unicode scalar values, NUL too
 * @param revision seq of its last change
 * @param files in the order they were given
 */
@JsonbPropertyOrder({"seq", "n", "from", "at", "text", "revision", "files"})
public record Message(long seq, long n, String from, long at, String text, long revision, List<Attachment> files) {
    public Message {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(text, "text");
        files = List.copyOf(files);
    }
}
