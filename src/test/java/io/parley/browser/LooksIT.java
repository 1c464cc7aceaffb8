package io.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.parley.it.ClassicClient;
import io.parley.it.ParleyClient;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On a phone and on a desk, by day and by night: everything has its place, and nobody is kept out. */
@ExtendWith(InBrowsers.class)
class LooksIT {
    private static final String DEMANDING =
            """
            ### What a page must bear
            A long word: %s
            and an address: https://intranet.example.org/%s
            | where | how many | since when | what to do about it when it happens again |
            |:---|---:|:---:|---|
            | here | 12 | Monday | `nothing at all, and that for a very long time indeed, please` |

            ```
            %s
            ```
            > said before
            > - [x] done
            1. one
            2. two
            """.formatted("abcdefghij".repeat(30), "path/".repeat(40), "wide code ".repeat(40));

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void on_a_desk(ColorScheme scheme, Hall hall) throws IOException {
        looksRight(hall, "wide", scheme, Hall.wide());
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void on_a_phone(ColorScheme scheme, Hall hall) throws IOException {
        looksRight(hall, "phone", scheme, Hall.phone());
    }

    private static void looksRight(Hall hall, String size, ColorScheme scheme, Browser.NewContextOptions how)
            throws IOException {
        var called = size + "-" + scheme.name().toLowerCase(Locale.ROOT);
        var visitor = hall.comes(hall.address(), how.setColorScheme(scheme));
        assertThat(visitor.nameField()).isVisible();
        examine(visitor, "sign-in-" + called);
        visitor.signsIn("Xaver " + called);
        var author = "Yvonne-of-the-very-long-name-that-no-column-was-made-for " + called;
        try (var yvonne = ParleyClient.join(hall.address(), author);
                var zoe = ClassicClient.join(hall.address(), ClassicClient.FILES, "Zoe " + called)) {
            yvonne.says(DEMANDING);
            yvonne.says("And :tada: 🎉 for **" + called + "**");
            zoe.sends("{\"file\":{\"name\":\"a.png\",\"type\":\"image/png\"}}", Drawing.latencies(900, 300));
            zoe.sends(
                    "{\"file\":{\"name\":\"" + "long".repeat(40) + ".pdf\",\"type\":\"application/pdf\"}}",
                    new byte[9]);
            zoe.says("that is all");
            if (size.equals("phone")) {
                // its keyboard would cover half of what one came to read
                assertThat(visitor.composer()).not().isFocused();
            }
            visitor.says("This one is **mine**, " + called);
            visitor.sees("This one is mine, " + called);
            assertThat(visitor.messages("that is all").last()).isVisible();
            Visitor.seesPicture(visitor.page().getByAltText("Picture: a.png").last());
            visitor.attaches(SendFilesIT.payload("tray.png", "image/png", Drawing.twoColours(300, 200)));
            assertThat(visitor.description("tray.png")).isVisible();
            examine(visitor, "chat-" + called);
            var picture = visitor.page().getByAltText("Picture: a.png").last();
            picture.click();
            assertThat(visitor.button("Close the picture")).isFocused();
            examine(visitor, "picture-" + called);
            visitor.page().keyboard().press("Escape");
            if (size.equals("phone")) {
                visitor.panel().click();
                assertThat(visitor.present("you")).isVisible();
                examine(visitor, "people-" + called);
            }
        }
    }

    private static void examine(Visitor visitor, String called) {
        var page = visitor.page();
        page.screenshot(new Page.ScreenshotOptions().setPath(Hall.pictures().resolve(called + ".png")));
        assertEquals(List.of(), page.evaluate("""
                () => [document.documentElement, document.querySelector("parley-app")?.shadowRoot
                    ?.querySelector("parley-chat")?.shadowRoot?.querySelector("parley-room")?.shadowRoot
                    ?.querySelector("parley-timeline")?.shadowRoot
                    ?.querySelector(".scroller")]
                  .filter((element) => element && element.scrollWidth > element.clientWidth)
                  .map((element) => `${element.className || "page"}: ${element.scrollWidth} > ${element.clientWidth}`)
                """), "what would scroll sideways");
        Axe.findsNothing(page, called);
    }
}
