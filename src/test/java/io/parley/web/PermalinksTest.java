package io.parley.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermalinksTest {
    @Test
    void a_message_is_found_in_the_page_wherever_that_is() {
        assertEquals(Optional.of("../../#/c/lobby/12"), Permalinks.target("/lobby/12"));
        assertEquals(Optional.of("../../#/c/a%2Fb/1"), Permalinks.target("/a%2Fb/1"));
    }

    /** ASVS 5.0, 3.7.2 (no redirects to elsewhere) and 1.2.2 (nothing that ends a header). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/lobby",
                "/lobby/",
                "/lobby/0",
                "/lobby/x",
                "/lobby/1/2",
                "//evil.example/1",
                "/a\r\nX: y/1",
                "/lobby/99999999999999999",
                "/a;b/1",
                "/a#b/1",
                "/../1/2"
            })
    void nothing_else_leads_anywhere(String path) {
        assertEquals(Optional.empty(), Permalinks.target(path));
    }
}
