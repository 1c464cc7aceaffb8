package io.parley.chat;

import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The present state of a message.
 *
 * @param seq of the event that posted it: its name within the channel
 * @param n ordinal among the channel's messages, from 1
 * @param from id of its author
 * @param at milliseconds since 1970
 * @param text Markdown, any Unicode scalar values, NUL too
 * @param revision seq of its last change
 * @param edited seq of the last change of what it says; absent when it says what it said at first
 * @param files in the order they were given
 * @param mentions ids of those in the channel whom it calls, and {@link Mentions#CHANNEL} or {@link Mentions#HERE}; absent when nobody
 * @param deleted true where only this trace is left of it, else absent
 */
@JsonbPropertyOrder({"seq", "n", "from", "at", "text", "revision", "edited", "files", "mentions", "deleted"})
public record Message(
        long seq,
        long n,
        String from,
        long at,
        String text,
        long revision,
        @Nullable Long edited,
        List<Attachment> files,
        @Nullable List<String> mentions,
        @Nullable Boolean deleted) {
    @JsonbCreator
    public Message {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(text, "text");
        files = List.copyOf(files);
        mentions = mentions == null || mentions.isEmpty() ? null : List.copyOf(mentions);
        deleted = Boolean.TRUE.equals(deleted) ? true : null;
    }

    /** One that is there. */
    public Message(long seq, long n, String from, long at, String text, long revision, List<Attachment> files) {
        this(seq, n, from, at, text, revision, null, files, null, null);
    }

    /** It says something else. */
    public Message saying(String words, List<String> calls, long change) {
        return new Message(seq, n, from, at, words, change, change, files, calls, deleted);
    }

    /** Something is known of its files. */
    public Message with(List<Attachment> known, long change) {
        return new Message(seq, n, from, at, text, change, edited, known, mentions, deleted);
    }

    /** What is left of it. */
    public Message gone(long change) {
        return new Message(seq, n, from, at, "", change, null, List.of(), null, true);
    }
}
