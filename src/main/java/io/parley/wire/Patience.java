package io.parley.wire;

import java.time.Duration;
import java.time.Instant;

/**
 * When a connection is given up: the only two reasons to cut somebody who breaks no rule (DESIGN.md, "Fanout and Outbox").
 *
 * @param frame what any frame in flight is given to leave
 * @param perBlock added for each 64 KiB of it
 * @param silence how long nothing, not even a pong, may come
 */
record Patience(Duration frame, Duration perBlock, Duration silence) {
    static final Patience DEFAULT = new Patience(Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(75));

    private static final long BLOCK = 64 * 1024;

    /** Whether a frame of that size, in flight since then, takes too long. */
    boolean overdue(Instant since, long size, Instant now) {
        return now.isAfter(since.plus(frame).plus(perBlock.multipliedBy(size / BLOCK)));
    }

    /** Whether a peer last heard of then is gone. */
    boolean gone(Instant heard, Instant now) {
        return now.isAfter(heard.plus(silence));
    }
}
