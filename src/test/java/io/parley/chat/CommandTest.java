package io.parley.chat;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of what a client asks. */
class CommandTest {
    private static final String LONGEST = "x".repeat(64);

    @ParameterizedTest(name = "{0} characters")
    @ValueSource(ints = {0, 65, 1_000_000})
    void no_list_holds_what_is_no_id(int length) {
        var ids = List.of("lobby", "x".repeat(length));
        var why = ": each must be an id of 1 to 64 characters";
        assertEquals(
                "files" + why,
                fault(() -> new Command.Send(
                        "c", "lobby", "text", ids.stream().map(Enclosure::of).toList())));
        assertEquals("people" + why, fault(() -> new Command.Watch(ids, null)));
        assertEquals("channels" + why, fault(() -> new Command.Watch(null, ids)));
        assertEquals(
                "cursors: each channel must be an id of 1 to 64 characters",
                fault(() -> new Command.Hello(Map.of("x".repeat(length), "1.m"))));
    }

    @Test
    void a_cursor_longer_than_any_is_refused() {
        assertEquals(
                "cursors: each must be one that the server gave, at most 64 characters",
                fault(() -> new Command.Hello(Map.of("lobby", LONGEST + "x"))));
    }

    @Test
    void the_longest_ids_and_cursors_pass() {
        assertDoesNotThrow(() -> new Command.Send("c", LONGEST, "text", List.of(Enclosure.of(LONGEST))));
        assertDoesNotThrow(() -> new Command.Watch(List.of(LONGEST), List.of(LONGEST)));
        assertDoesNotThrow(() -> new Command.Hello(Map.of(LONGEST, "9".repeat(18) + "." + "m".repeat(32))));
        assertDoesNotThrow(() -> new Command.Hello(Map.of("lobby", "none that the server gave")));
    }

    private static String fault(Executable made) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, made).getMessage());
    }
}
