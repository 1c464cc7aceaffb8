package io.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import io.parley.it.ParleyClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is read stays where it is, whatever is loaded, unfolded or said meanwhile. */
@ExtendWith(InBrowsers.class)
class PlaceIT {
    /** Where each message and picture is, in pixels. */
    private static final String PLACES = """
            articles => articles.flatMap(article => [article, ...article.querySelectorAll(".place")])
              .map(element => element.getBoundingClientRect())
              .map(({ x, y, width, height }) => [x, y, width, height].join(" "))
            """;

    @Test
    void nothing_moves_when_pictures_come(Hall hall) throws IOException {
        var erika = hall.enters("Erika");
        erika.attaches(SendFilesIT.payload("wide.png", "image/png", Drawing.latencies(900, 300)));
        erika.says("place: one");
        erika.attaches(
                SendFilesIT.payload("a.png", "image/png", Drawing.twoColours(300, 500)),
                SendFilesIT.payload("b.png", "image/png", Drawing.twoColours(20, 20)),
                SendFilesIT.payload("c.png", "image/png", Drawing.latencies(800, 100)));
        erika.says("place: several");
        erika.sees("place: several");

        var held = new ArrayList<Route>();
        erika.page().route("**/api/v1/files/**", held::add);
        erika.reloads();
        assertThat(erika.messages("place: several")).isInViewport();
        erika.page().waitForCondition(() -> held.size() >= 4);
        var before = erika.messages().evaluateAll(PLACES);
        assertTrue(((List<?>) before).size() > 5, "places");
        held.forEach(Route::resume);
        for (var name : List.of("wide.png", "a.png", "b.png", "c.png")) {
            erika.page()
                    .waitForFunction(
                            "image => image.complete && image.naturalWidth > 0",
                            erika.messages("place: ")
                                    .getByAltText("Picture: " + name)
                                    .elementHandle());
        }
        assertEquals(before, erika.messages().evaluateAll(PLACES), "nothing has moved or grown");
    }

    @Test
    void unfolding_a_long_message_moves_nothing_above_it_and_folding_leads_back(Hall hall) throws IOException {
        var story = IntStream.rangeClosed(1, 60)
                .mapToObj(i -> i + ". chapter " + i + " of [the story](https://example.org/" + i + ")")
                .collect(Collectors.joining("\n"));
        try (var writer = ParleyClient.join(hall.address(), "Friedrich")) {
            IntStream.range(0, 20).forEach(i -> writer.says("fold: before, " + i));
            writer.says("fold: the story\n\n" + story);
            IntStream.range(0, 20).forEach(i -> writer.says("fold: after, " + i));
            writer.awaitAllAcknowledged();
        }
        var gerda = hall.enters("Gerda");
        gerda.sees("fold: after, 19");
        var message = gerda.messages("fold: the story");
        message.scrollIntoViewIfNeeded();
        assertThat(message.getByText("chapter 60 of")).not().isInViewport();
        var more = gerda.button("Show more");
        assertThat(more).hasAttribute("aria-expanded", "false");
        var folded = height(message);
        var top = top(message);

        message.focus();
        more.focus();
        gerda.page().keyboard().press("Enter");
        assertThat(gerda.button("Show less")).hasAttribute("aria-expanded", "true");
        assertTrue(height(message) > 2 * folded, "it is all there");
        assertEquals(top, top(message), 1, "what is above has not moved, in pixels");
        gerda.button("Show less").click();
        assertThat(more).hasAttribute("aria-expanded", "false");
        assertEquals(folded, height(message), 1);
        assertThat(message).isInViewport();

        // what the Tab key reaches is not hidden
        message.focus();
        for (int i = 0; i < 30; i++) {
            gerda.page().keyboard().press("Tab");
        }
        assertThat(gerda.button("Show less")).isVisible();
    }

    @Test
    void code_is_coloured_once_it_is_in_view_and_emoji_alone_are_large(Hall hall) throws IOException {
        var heike = hall.comes();
        var asked = new ArrayList<String>();
        heike.page().onRequest(request -> asked.add(request.url()));
        heike.signsIn("Heike");
        heike.says("code: `inline` only");
        heike.sees("code: inline only");
        heike.says("```java\nrecord Code(int n) {}\n```");
        var code = heike.messages("record Code").locator("code");
        assertThat(code.locator(".hljs-keyword").first()).hasText("record");
        assertEquals("record Code(int n) {}\n", code.textContent());
        assertEquals(
                1,
                asked.stream().filter(url -> url.endsWith("highlight.min.js")).count());
        heike.says("👩‍🚀 🇪🇺 1️⃣");
        assertThat(heike.messages("👩‍🚀 🇪🇺").locator("parley-text.emoji")).hasCount(1);
    }

    private static double top(Locator element) {
        return ((Number) element.evaluate("element => element.getBoundingClientRect().top")).doubleValue();
    }

    private static double height(Locator element) {
        return ((Number) element.evaluate("element => element.getBoundingClientRect().height")).doubleValue();
    }
}
