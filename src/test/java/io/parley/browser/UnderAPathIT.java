package io.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.parley.it.ClassicClient;
import io.parley.it.ParleyClient;
import io.parley.it.ServerProcess;
import jakarta.annotation.PostConstruct;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A team whose Parley is one of several applications of a Tomcat. */
@ExtendWith(InBrowsers.class)
class UnderAPathIT {
    private static final String PLAN = """
            Morning! The new search goes live **today at 14:00**. Left to do:
            1. warm up the index
            2. switch `search.example.org` over
            3. cake 🍰""";

    private static final String WARM = """
            The index is warm since nine. Whoever wants to look before everybody else:
            ```bash
            curl -s "https://search.example.org/next?q=parley" | jq .hits  # 0.2 s, cold it was 4
            ```""";

    /** The picture is the README's: when it has changed, {@code cp target/screenshots/parley.png src/docs/}. */
    @Test
    void a_team_talks_under_a_context_path(Hall hall) throws IOException {
        var home = Machinery.newHome();
        var program = List.of(
                "-cp", classPath(), AtAPath.class.getName(), ServerProcess.war().toString());
        try (var server = new ServerProcess.Plan(home, List.of(), program).start()) {
            var chat = server.uri().resolve("chat/");
            var nora = hall.comes(
                    chat,
                    Hall.wide()
                            .setViewportSize(1280, 850)
                            .setColorScheme(ColorScheme.LIGHT)
                            .setDeviceScaleFactor(1.5));
            nora.signsIn("Nora");
            talk(nora, chat);
            nora.leaves();
        }
    }

    private static void talk(Visitor nora, URI chat) throws IOException {
        try (var jonas = ParleyClient.join(chat, "Jonas Weber");
                var priya = ParleyClient.join(chat, "Priya Raman");
                var mats = ClassicClient.join(chat, ClassicClient.FILES, "Mats")) {
            nora.says(PLAN);
            nora.sees("Left to do");
            jonas.says(WARM);
            nora.seesFrom("Jonas Weber", "The index is warm");
            priya.says(
                    "Looks good from Chennai too, the slowest pages got *a lot* faster. Mats, do you have the graph?");
            nora.seesFrom("Priya Raman", "do you have the graph?");
            mats.sends("{\"file\":{\"name\":\"latency.png\",\"type\":\"image/png\"}}", Drawing.latencies(840, 250));
            mats.says("here you are. the cliff is us :)");
            nora.seesFrom("Mats", "the cliff is us");
            jonas.says("> the cliff is us\n\nThat goes on a T-shirt.");
            nora.sees("That goes on a T-shirt");
            nora.says("🎉");
            nora.sees("🎉");
            Visitor.seesPicture(nora.page().getByAltText("Picture: latency.png"));
            assertThat(nora.page().locator("code.coloured .hljs-string")).hasCount(1);
            for (var name : List.of("Jonas Weber", "Priya Raman", "Mats")) {
                assertThat(nora.present(name)).isVisible();
            }
            nora.composer().fill("I bring the");
            priya.socket().text("{\"type\":\"typing\",\"channel\":\"lobby\"}");
            assertThat(nora.page().getByText("Priya Raman is typing…")).isVisible();
            nora.page().mouse().move(640, 820);
            nora.page()
                    .screenshot(
                            new Page.ScreenshotOptions().setPath(Hall.pictures().resolve("parley.png")));
            nora.reloads();
            assertThat(nora.messages()).hasCount(7);
            Visitor.seesPicture(nora.page().getByAltText("Picture: latency.png"));
            assertEquals(chat.toString(), nora.page().url());
        }
    }

    /** Tomcat and {@link AtAPath}, and nothing of Parley: that comes from the WAR. */
    private static String classPath() {
        return Stream.of(Tomcat.class, WsSci.class, PostConstruct.class, AtAPath.class)
                .map(UnderAPathIT::place)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
