package io.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.it.Await;
import io.parley.it.ParleyClient;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people notice when a connection ends: nothing, or a line that says so. */
@ExtendWith(InBrowsers.class)
class CutIT {
    /** Lets the test end the page's connections as a network does. */
    private static final String SOCKETS_AT_HAND = """
            window.sockets = [];
            window.WebSocket = class extends WebSocket {
              constructor(...how) { super(...how); sockets.push(this); }
            };
            """;

    @Test
    void a_killed_server_loses_and_doubles_nothing_and_what_was_written_meanwhile_is_sent_once(Hall hall)
            throws Exception {
        var karl = hall.enters("Karl");
        var lena = hall.enters("Lena");
        Stream.of(karl, lena).forEach(visitor -> visitor.watch().expectNoServer());
        karl.says("cut: before it");
        lena.sees("cut: before it");

        hall.killServer();
        karl.says("cut: Karl's first");
        karl.says("cut: Karl's second");
        lena.says("cut: Lena's only");
        assertThat(karl.messages("cut: Karl's second")).containsText("Waiting to be sent…");
        assertThat(karl.page().getByText("Reconnecting…")).isVisible();
        assertThat(lena.page().getByText("Not known while there is no connection."))
                .isVisible();
        hall.startServerAgain();

        for (var visitor : List.of(karl, lena)) {
            assertThat(visitor.page().getByText("Reconnecting…")).hasCount(0);
            assertThat(visitor.messages("cut: ")).hasCount(4);
            assertThat(visitor.page().getByText("Waiting to be sent…")).hasCount(0);
            assertThat(visitor.page().getByText("Sending…")).hasCount(0);
        }
        var kept = journal(hall, "cut: ");
        assertEquals(
                List.of("cut: Karl's first", "cut: Karl's second", "cut: Lena's only", "cut: before it"),
                kept.stream().sorted().toList(),
                "what the server holds, each once");
        assertEquals(
                List.of("cut: Karl's first", "cut: Karl's second"),
                kept.stream().filter(text -> text.contains("Karl")).toList(),
                "in the order of their author");
        assertEquals(kept, lena.texts("cut: "));
        assertEquals(kept, karl.texts("cut: "));
        karl.reloads();
        assertThat(karl.messages("cut: ")).hasCount(4);
        assertThat(karl.present("Lena")).isVisible();
    }

    @Test
    void connections_that_break_again_and_again_lose_and_double_nothing(Hall hall) throws Exception {
        var mia = hall.comes();
        mia.page().addInitScript(SOCKETS_AT_HAND);
        mia.opens();
        mia.signsIn("Mia");
        var nils = hall.enters("Nils");

        for (int i = 0; i < 5; i++) {
            mia.page().waitForFunction("() => sockets.at(-1).readyState === WebSocket.OPEN");
            mia.page().evaluate("() => sockets.at(-1).close()");
            nils.says("broken: Nils " + i);
            mia.says("broken: Mia " + i);
            var times = i + 2;
            Await.until(() -> "Mia connects " + times + " times", () -> connections(mia) >= times);
        }

        assertThat(nils.messages("broken: ")).hasCount(10);
        assertThat(mia.messages("broken: ")).hasCount(10);
        assertThat(mia.page().getByText("Waiting to be sent…")).hasCount(0);
        assertThat(mia.page().getByText("Sending…")).hasCount(0);
        var kept = journal(hall, "broken: ");
        assertEquals(10, kept.size());
        assertEquals(kept, nils.texts("broken: "));
        assertEquals(kept, mia.texts("broken: "));
    }

    private static int connections(Visitor visitor) {
        return ((Number) visitor.page().evaluate("() => sockets.length")).intValue();
    }

    /** Texts that the server holds, in their order. */
    private static List<String> journal(Hall hall, String part) throws IOException {
        try (var reader = ParleyClient.join(hall.address(), "Reader")) {
            return reader.texts().stream().filter(text -> text.contains(part)).toList();
        }
    }
}
