package io.parley.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Calling those who are here. */
class CallingsTest {
    @Test
    void however_many_are_called_few_statements_stay_prepared_for_it() {
        var longest = 500;
        assertEquals(
                10,
                IntStream.rangeClosed(1, longest)
                        .map(Callings::slots)
                        .distinct()
                        .count());
        assertTrue(IntStream.rangeClosed(1, longest).allMatch(people -> Callings.slots(people) >= people));
        assertEquals(512, Callings.slots(longest));
    }
}
