package io.parley.wire;

import java.util.Optional;

/** Puts the parts of a text frame together, up to a limit; used by the one thread that reads a connection. */
final class Incoming {
    private final int limit;
    private StringBuilder text = new StringBuilder();
    private boolean over;

    /** @param limit characters in one frame */
    Incoming(int limit) {
        this.limit = limit;
    }

    /** Takes a part; gives back the whole text with the last one. */
    Optional<String> add(String part, boolean last) {
        if (over || text.length() + part.length() > limit) {
            over = true;
            text = new StringBuilder();
            return Optional.empty();
        }
        if (last && text.isEmpty()) {
            return Optional.of(part);
        }
        text.append(part);
        if (!last) {
            return Optional.empty();
        }
        var whole = text.toString();
        // a large frame once is no reason to hold its buffer for the connection's life
        text = new StringBuilder();
        return Optional.of(whole);
    }

    /** Whether a frame was over the limit: the connection is to be closed, and what still comes of it is dropped. */
    boolean over() {
        return over;
    }
}
