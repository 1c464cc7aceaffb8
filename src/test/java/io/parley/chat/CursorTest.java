package io.parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.0", "41.k3Vb9xQe", "7._-", "999999999999999999.a"})
    void a_cursor_that_comes_back_is_the_one_that_was_given(String text) {
        assertEquals(text, Cursor.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "1",
                "1.",
                ".a",
                "01.a",
                "-1.a",
                "+1.a",
                " 1.a",
                "1.a ",
                "1.a\n",
                "1.a.b",
                "1,a",
                "1.\u00e4",
                "1000000000000000000.a",
                "\u0661.a",
                "1.123456789012345678901234567890123"
            })
    void what_the_server_never_gave_is_no_cursor(String text) {
        assertThrows(IllegalArgumentException.class, () -> Cursor.parse(text));
    }

    @Test
    void an_empty_channel_has_the_cursor_of_the_document() {
        assertEquals("0.0", Cursor.START.toString());
    }
}
