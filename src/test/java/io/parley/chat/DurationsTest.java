package io.parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DurationsTest {
    private static final long LONGEST = 200_000_000_000L;

    private final Durations durations = new Durations();

    @Test
    void a_percentile_is_at_most_an_eighth_above_the_true_one_and_never_below() {
        var random = new SplittableRandom(1);
        var all = new long[10_000];
        for (var i = 0; i < all.length; i++) {
            all[i] = (long) Math.exp(random.nextDouble(Math.log(2_000), Math.log(LONGEST)));
            durations.add(all[i], 1);
        }
        Arrays.sort(all);
        var count = durations.count();
        for (var of : new double[] {0.01, 1, 10, 50, 90, 99, 99.9, 100}) {
            var wanted = all[(int) Math.ceil(all.length * of / 100) - 1] / 1e6;
            var is = count.percentile(of);
            assertTrue(is > wanted && is <= wanted * 1.125 + 0.001, of + ": " + is + " for " + wanted);
        }
        assertEquals(all.length, count.times());
        assertEquals(Arrays.stream(all).sum(), count.nanos());
    }

    @Test
    void each_bucket_begins_where_the_one_before_ends() {
        var buckets = durations.count().buckets().length;
        for (var bucket = 0; bucket < buckets - 1; bucket++) {
            var one = new Durations();
            one.add(Durations.bound(bucket), 1);
            assertEquals(1, one.count().buckets()[bucket + 1], "bucket " + bucket);
            one.add(Durations.bound(bucket) - 1, 1);
            assertEquals(1, one.count().buckets()[bucket], "bucket " + bucket);
        }
    }

    @Test
    void what_fits_nowhere_counts_at_the_ends() {
        durations.add(-1, 1);
        durations.add(0, 1);
        durations.add(Long.MAX_VALUE, 1);
        var buckets = durations.count().buckets();
        assertEquals(2, buckets[0]);
        assertEquals(1, buckets[buckets.length - 1]);
    }

    @Test
    void what_came_since_a_moment_is_told_from_what_was_before() {
        durations.add(5_000_000, 3);
        var before = durations.count();
        durations.add(50_000_000, 2);
        var since = durations.count().since(before);
        assertEquals(2, since.times());
        assertEquals(100_000_000, since.nanos());
        assertTrue(since.percentile(1) > 50);
        assertEquals(0, durations.count().since(durations.count()).percentile(50));
    }
}
