package io.parley.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What nobody asks for in a test may be described wrongly. */
@Order(Integer.MAX_VALUE)
class SeenTest {
    /** What these tests do not see, and why. */
    private static final Map<String, String> ELSEWHERE = Map.of();

    @Test
    void everything_described_was_asked_for_and_done_in_some_test() {
        assumeTrue(System.getProperty("test") == null, "only where all tests run, these last");
        var expected = new TreeSet<String>();
        for (var operation : Described.API.description().operations()) {
            for (var status : operation.node().path("responses").propertyNames()) {
                if (status.startsWith("2")) {
                    expected.add(operation.id() + " " + status);
                }
            }
        }
        expected.removeAll(Described.API.seen());
        assertEquals(String.join("\n", new TreeSet<>(ELSEWHERE.keySet())), String.join("\n", expected));
    }
}
