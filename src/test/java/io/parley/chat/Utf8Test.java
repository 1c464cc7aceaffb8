package io.parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    @Test
    void every_character_counts_as_the_bytes_it_has() {
        for (var c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                var text = Character.toString(c);
                if (text.getBytes(StandardCharsets.UTF_8).length != Utf8.length(text)) {
                    assertEquals(text.getBytes(StandardCharsets.UTF_8).length, Utf8.length(text), "U+" + c);
                }
            }
        }
        assertEquals(10, Utf8.length("a\u0000\u00e4\u20ac\uD83D\uDE00".substring(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "\uDE00", "a\uD83Db", "\uDE00\uD83D", "\uD83D\uD83D\uDE00"})
    void half_a_pair_has_no_bytes(String text) {
        assertTrue(Utf8.length(text) < 0);
    }
}
