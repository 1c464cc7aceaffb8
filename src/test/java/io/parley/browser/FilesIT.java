package io.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.parley.it.ClassicClient;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People at the classic page and people in the browser are in one conversation. */
@ExtendWith(InBrowsers.class)
class FilesIT {
    @Test
    void a_picture_of_a_classic_user_is_shown_and_another_file_is_a_link(Hall hall) throws IOException {
        var olga = hall.enters("Olga");
        var notes = "eggs\nflour\n".getBytes(UTF_8);
        try (var paul = ClassicClient.join(hall.address(), ClassicClient.FILES, "Paul")) {
            paul.sends("{\"file\":{\"name\":\"two colours.png\",\"type\":\"image/png\"}}", Drawing.twoColours(120, 80));
            paul.sends("{\"file\":{\"name\":\"shopping list.txt\",\"type\":\"text/plain\"}}", notes);
            seesThem(olga);
            olga.reloads();
            seesThem(olga);

            olga.watch().expect("a download began: .*");
            var download = olga.page().waitForDownload(() -> listOf(olga).click());
            assertEquals("shopping list.txt", download.suggestedFilename());
            assertArrayEquals(notes, Files.readAllBytes(download.path()));

            olga.says("thank you, Paul");
            paul.takeUntil(ClassicClient.line("Olga", "thank you, Paul"));
            paul.says("<b>you</b> are welcome & take care");
            olga.seesFrom("Paul", "<b>you</b> are welcome & take care");
        }
    }

    private static void seesThem(Visitor visitor) {
        var picture = visitor.page().getByAltText("Picture: two colours.png");
        assertThat(picture).isVisible();
        assertThat(picture).hasJSProperty("naturalWidth", 120);
        assertThat(visitor.messages().filter(new Locator.FilterOptions().setHas(picture)))
                .hasAccessibleName(Pattern.compile("^Paul .*"));
        assertThat(listOf(visitor)).containsText("11 bytes");
    }

    private static Locator listOf(Visitor visitor) {
        return visitor.messages()
                .getByRole(AriaRole.LINK)
                .filter(new Locator.FilterOptions().setHasText("shopping list.txt"));
    }
}
