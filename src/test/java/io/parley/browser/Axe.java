package io.parley.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Finds on a page what people with disabilities could not use. */
final class Axe {
    /** What axe finds, each with the elements. */
    private static final String FIND = """
            async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
              .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html, any, all }) =>
                 html.slice(0, 200) + " " + [...any, ...all].map(({ message }) => message)).join(" | ")}`)
            """;

    private Axe() {}

    /** @param called the place, for the reader of a failure */
    static void findsNothing(Page page, String called) {
        if (!Boolean.TRUE.equals(page.evaluate("() => 'axe' in window"))) {
            page.evaluate(source());
        }
        assertEquals(List.of(), page.evaluate(FIND), "what axe finds in " + called);
    }

    private static String source() {
        try (var source = Axe.class.getResourceAsStream("/axe.min.js")) {
            if (source == null) {
                throw new AssertionError("axe.min.js is not on the class path");
            }
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
