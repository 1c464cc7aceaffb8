package io.parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Instant now = Instant.EPOCH;
    private final Rate rate = new Rate(50, () -> now);

    @Test
    void a_burst_goes_at_once_then_so_many_a_second() {
        for (var i = 0; i < Rate.BURST; i++) {
            assertEquals(Duration.ZERO, delay("ann"));
        }
        assertEquals(Duration.ofMillis(20), delay("ann"));
        assertEquals(Duration.ofMillis(40), delay("ann"));
        now = now.plusMillis(40);
        assertEquals(Duration.ofMillis(20), delay("ann"));
    }

    @Test
    void a_second_at_rest_earns_a_second_of_sends() {
        exhaust("ann");
        now = now.plusSeconds(1);
        for (var i = 0; i < 50; i++) {
            assertEquals(Duration.ZERO, delay("ann"), "send " + i);
        }
        assertEquals(Duration.ofMillis(20), delay("ann"));
    }

    @Test
    void what_is_too_far_off_is_not_taken() {
        exhaust("ann");
        for (var i = 0; i < 250; i++) {
            delay("ann");
        }
        assertInstanceOf(Rate.Turn.TooLong.class, rate.take("ann", PATIENCE));
        assertInstanceOf(Rate.Turn.TooLong.class, rate.take("ann", PATIENCE));
        now = now.plusMillis(20);
        assertEquals(PATIENCE, delay("ann"), "those who were refused took no place");
    }

    @Test
    void nobody_pays_for_another() {
        exhaust("ann");
        assertEquals(Duration.ZERO, delay("bea"));
    }

    @Test
    void a_long_rest_earns_no_more_than_a_burst() {
        exhaust("ann");
        now = now.plus(Duration.ofDays(1));
        exhaust("ann");
        assertEquals(Duration.ofMillis(20), delay("ann"));
    }

    @Test
    void a_clock_that_goes_back_takes_nothing_away() {
        exhaust("ann");
        now = now.plusSeconds(1);
        assertEquals(Duration.ZERO, delay("ann"));
        now = now.minusSeconds(10);
        assertEquals(Duration.ZERO, delay("ann"));
    }

    @Test
    void who_is_at_rest_is_forgotten_and_who_is_not_still_waits() {
        exhaust("ann");
        for (var i = 0; i < 10_001; i++) {
            delay("p" + i);
        }
        now = now.plusMillis(20);
        delay("late");
        assertEquals(Duration.ZERO, delay("ann"));
        assertEquals(Duration.ofMillis(20), delay("ann"));
    }

    @Test
    void no_rate_no_delay() {
        var none = new Rate(0, () -> now);
        for (var i = 0; i < 3 * Rate.BURST; i++) {
            assertEquals(new Rate.Turn.In(Duration.ZERO), none.take("ann", Duration.ZERO));
        }
    }

    private void exhaust(String person) {
        for (var i = 0; i < Rate.BURST; i++) {
            assertEquals(Duration.ZERO, delay(person));
        }
    }

    private Duration delay(String person) {
        return assertInstanceOf(Rate.Turn.In.class, rate.take(person, PATIENCE)).delay();
    }
}
