package io.parley.chat;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long something took, each time: a histogram with eight buckets between a duration and its double, from a microsecond to four minutes. So
 * a percentile read from it is up to an eighth above the true one. Any thread; adding neither allocates nor waits.
 */
public final class Durations {
    /** Nanoseconds that are told apart: two to the power of this. */
    private static final int FINEST = 10;

    /** Buckets between a duration and its double: two to the power of this. */
    private static final int PARTS = 3;

    private static final int OCTAVES = 26;
    private static final int BUCKETS = OCTAVES << PARTS;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
    private final LongAdder nanos = new LongAdder();

    /** So many took so long; what is too long for all buckets counts in the last. */
    public void add(long each, long times) {
        counts.getAndAdd(bucket(each), times);
        nanos.add(each * times);
    }

    /** What was added until now. */
    public Count count() {
        var now = new long[BUCKETS];
        Arrays.setAll(now, counts::get);
        return new Count(now, nanos.sum());
    }

    private static int bucket(long nanos) {
        var units = Math.max(0, nanos) >>> FINEST;
        if (units < 1 << PARTS) {
            return (int) units;
        }
        var octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(units) - PARTS;
        var part = (int) (units >>> octave) - (1 << PARTS);
        return Math.min(((octave + 1) << PARTS) + part, BUCKETS - 1);
    }

    /** Nanoseconds; whatever is in the bucket took less. */
    public static long bound(int bucket) {
        if (bucket < 1 << PARTS) {
            return (bucket + 1L) << FINEST;
        }
        var octave = (bucket >>> PARTS) - 1;
        var part = bucket & ((1 << PARTS) - 1);
        return ((1L << PARTS) + part + 1) << (octave + FINEST);
    }

    /**
     * What was added up to a moment.
     *
     * @param buckets how often it took less than {@link #bound} and not less than that of the bucket before
     * @param nanos all of them together
     */
    public record Count(long[] buckets, long nanos) {
        public Count {
            if (buckets.length != BUCKETS) {
                throw new IllegalArgumentException("not " + BUCKETS + " buckets but " + buckets.length);
            }
            buckets = buckets.clone();
        }

        @Override
        public long[] buckets() {
            return buckets.clone();
        }

        /** How often. */
        public long times() {
            return Arrays.stream(buckets).sum();
        }

        /** What was added since that moment. */
        public Count since(Count before) {
            var more = new long[BUCKETS];
            Arrays.setAll(more, bucket -> buckets[bucket] - before.buckets[bucket]);
            return new Count(more, nanos - before.nanos);
        }

        /** Milliseconds that so many of a hundred did not exceed; 0 where there is none. */
        public double percentile(double of) {
            var left = (long) Math.ceil(times() * of / 100);
            for (var bucket = 0; bucket < BUCKETS && left > 0; bucket++) {
                left -= buckets[bucket];
                if (left <= 0) {
                    return bound(bucket) / 1e6;
                }
            }
            return 0;
        }
    }
}
