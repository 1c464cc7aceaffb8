package io.parley.chat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How fast a person may send: a burst, then so many a second, over all of his connections to this node (a token bucket).
 *
 * <p>It delays; it never refuses by itself.
 */
public final class Rate {
    /** Sends at once before the rate counts. */
    public static final int BURST = 2_000;

    /** People kept before those who are at rest are forgotten. */
    private static final int MANY = 10_000;

    private final double perSecond;
    private final InstantSource clock;
    private final ConcurrentMap<String, Bucket> buckets = new ConcurrentHashMap<>();

    /** @param perSecond 0 for no limit */
    public Rate(int perSecond, InstantSource clock) {
        this.perSecond = perSecond;
        this.clock = clock;
    }

    /** Takes a place for one send if it comes up within {@code patience}; says how long to wait for it, or that it would be longer. */
    public Turn take(String person, Duration patience) {
        if (perSecond == 0) {
            return new Turn.In(Duration.ZERO);
        }
        var now = clock.instant();
        if (buckets.size() > MANY) {
            buckets.values().removeIf(bucket -> bucket.full(now));
        }
        return buckets.computeIfAbsent(person, p -> new Bucket(now)).take(now, patience);
    }

    /** When a send may go on. */
    public sealed interface Turn {
        /** After this long; zero for now. */
        record In(Duration delay) implements Turn {}

        /** Not within the patience; nothing was taken. */
        record TooLong() implements Turn {}
    }

    private final class Bucket {
        /** Sends that could go at once at {@link #since}; negative: places promised ahead. Guarded by "this". */
        private double tokens = BURST;

        private Instant since;

        private Bucket(Instant now) {
            since = now;
        }

        private synchronized Turn take(Instant now, Duration patience) {
            refill(now);
            var wait = tokens >= 1 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil((1 - tokens) / perSecond * 1e9));
            if (wait.compareTo(patience) > 0) {
                return new Turn.TooLong();
            }
            tokens -= 1;
            return new Turn.In(wait);
        }

        private synchronized boolean full(Instant now) {
            refill(now);
            return tokens >= BURST;
        }

        private void refill(Instant now) {
            var passed = Duration.between(since, now);
            if (passed.isPositive()) {
                tokens = Math.min(BURST, tokens + passed.toNanos() / 1e9 * perSecond);
                since = now;
            }
        }
    }
}
