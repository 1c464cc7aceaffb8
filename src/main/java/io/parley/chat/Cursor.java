package io.parley.chat;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A place in a channel's log: the last event somebody holds. Its text is {@code "<seq>.<mark>"}, opaque to clients.
 *
 * @param seq 0 before the first event
 * @param mark the random mark of the event at {@code seq}; tells a restored journal from the one the cursor came from
 */
public record Cursor(long seq, String mark) {
    /** Before the first event. */
    public static final Cursor START = new Cursor(0, "0");

    private static final Pattern TEXT = Pattern.compile("(0|[1-9][0-9]{0,17})\\.([A-Za-z0-9_-]{1,32})");

    public Cursor {
        Objects.requireNonNull(mark, "mark");
        if (seq < 0) {
            throw new IllegalArgumentException("cursor: seq must not be negative");
        }
    }

    /** @throws IllegalArgumentException when the text is no cursor */
    public static Cursor parse(String text) {
        var match = TEXT.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("cursor: must be one that the server gave");
        }
        return new Cursor(Long.parseLong(match.group(1)), match.group(2));
    }

    @Override
    public String toString() {
        return seq + "." + mark;
    }
}
