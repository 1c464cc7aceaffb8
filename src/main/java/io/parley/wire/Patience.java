package io.parley.wire;

import java.time.Duration;
import java.time.Instant;

/**
 * When a connection is given up: the only two reasons to cut somebody who breaks no rule (DESIGN.md, "Fanout and Outbox").
 *
 * @param frame what any frame in flight is given to leave
 * @param perBlock added for each 64 KiB of it
 * @param silence how long nothing, not even a pong, may come
 * @param pong what a peer has at the least to answer a ping, however long it was silent before: a long frame may have kept the ping back
 */
record Patience(Duration frame, Duration perBlock, Duration silence, Duration pong) {
    static final Patience DEFAULT =
            new Patience(Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(75), Duration.ofSeconds(30));

    private static final long BLOCK = 64 * 1024;

    /** Whether a frame of that size, in flight since then, takes too long. */
    boolean overdue(Instant since, long size, Instant now) {
        return now.isAfter(since.plus(frame).plus(perBlock.multipliedBy(size / BLOCK)));
    }

    /** Whether a peer last heard of then, and pinged since, is gone. */
    boolean gone(Instant heard, Instant pinged, Instant now) {
        return now.isAfter(heard.plus(silence)) && now.isAfter(pinged.plus(pong));
    }
}
