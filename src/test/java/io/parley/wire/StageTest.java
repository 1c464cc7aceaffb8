package io.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageTest {
    @ParameterizedTest
    @ValueSource(strings = {"", ".json", ".html", ".txt"})
    void each_stage_has_its_name_whatever_its_ending(String ending) {
        assertEquals(Optional.of(Stage.TEXT), Stage.named("wschat-s" + ending));
        assertEquals(Optional.of(Stage.FILES), Stage.named("wschat" + ending));
        assertEquals(Optional.of(Stage.HISTORY), Stage.named("wschat-redis" + ending));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wschat.xml", "wschat-x", "WSCHAT", "wschat.json.json", "xwschat", "wschat.", "ws"})
    void nothing_else_is_a_chat(String name) {
        assertEquals(Optional.empty(), Stage.named(name));
    }

    @Test
    void only_the_first_carries_no_files() {
        assertFalse(Stage.TEXT.files());
        assertTrue(Stage.FILES.files());
        assertTrue(Stage.HISTORY.files());
    }
}
