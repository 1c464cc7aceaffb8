package io.parley.people;

import java.time.Duration;

/**
 * How long the next try has to wait after some that failed.
 *
 * @param free failures that cost nothing
 * @param most the longest wait; the first is a second, each next one twice as long
 * @param forgotten after so long without a failure all is as if there had been none
 */
public record Backoff(int free, Duration most, Duration forgotten) {
    /** Of one person: some 100 guesses a day. */
    public static final Backoff PERSON = new Backoff(5, Duration.ofMinutes(15), Duration.ofHours(24));
    /** Of one address, behind which a whole company may sit. */
    public static final Backoff ADDRESS = new Backoff(50, Duration.ofMinutes(1), Duration.ofHours(1));

    /**
     * What is left to wait.
     *
     * @param failures so far
     * @param since the last of them
     */
    public Duration left(long failures, Duration since) {
        if (failures < free || since.compareTo(forgotten) >= 0) {
            return Duration.ZERO;
        }
        var doublings = Math.min(failures - free, 30);
        var wait = Duration.ofSeconds(1L << doublings);
        var bounded = wait.compareTo(most) < 0 ? wait : most;
        // a clock that was set back makes nobody wait longer
        var left = bounded.minus(since.isNegative() ? Duration.ZERO : since);
        return left.isPositive() ? left : Duration.ZERO;
    }
}
