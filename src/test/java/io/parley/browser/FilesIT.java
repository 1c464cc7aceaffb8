package io.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.parley.it.ClassicClient;
import io.parley.it.ServerProcess;
import io.parley.scan.ClamdSpeaker;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files that others sent, from the classic page too. */
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

    @Test
    void a_file_opens_by_itself_when_it_is_clean_and_one_with_a_virus_is_shown_as_removed(Hall hall)
            throws IOException {
        var home = Machinery.newHome();
        try (var clamd = ClamdSpeaker.silent();
                var server = ServerProcess.on(home)
                        .with("-Dparley.scan=" + clamd.address())
                        .start()) {
            var rosa = hall.comes(server.uri(), Hall.wide());
            rosa.signsIn("Rosa");
            var saul = hall.comes(server.uri(), Hall.wide());
            saul.signsIn("Saul");
            rosa.attaches(
                    SendFilesIT.payload("two colours.png", "image/png", Drawing.twoColours(120, 80)),
                    SendFilesIT.payload("game.exe", "text/plain", ClamdSpeaker.EICAR.getBytes(UTF_8)));
            rosa.says("look at these");
            rosa.sees("look at these");

            for (var visitor : List.of(rosa, saul)) {
                var message = visitor.messages("look at these");
                for (var name : List.of("two colours.png", "game.exe")) {
                    assertThat(item(message, name)).containsText("Being checked for viruses…");
                }
                assertThat(message.getByRole(AriaRole.LINK)).hasCount(0);
            }
            clamd.speaks();
            for (var visitor : List.of(rosa, saul)) {
                seesWhatIsClean(visitor);
            }
            saul.reloads();
            seesWhatIsClean(saul);
            rosa.leaves();
            saul.leaves();
        }
    }

    private static void seesWhatIsClean(Visitor visitor) {
        var message = visitor.messages("look at these");
        Visitor.seesPicture(message.getByAltText("Picture: two colours.png"));
        assertThat(item(message, "game.exe")).containsText("Removed: a virus was found in it");
        assertThat(message.getByRole(AriaRole.LINK)).hasCount(1);
        assertThat(message).not().containsText("Being checked for viruses…");
    }

    private static Locator item(Locator message, String file) {
        return message.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText(file));
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
