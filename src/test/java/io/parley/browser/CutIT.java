package io.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.parley.it.Await;
import io.parley.it.ParleyClient;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
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

    @Test
    void what_was_missed_is_counted_and_marked_until_it_is_seen(Hall hall) throws IOException {
        var otto = hall.comes();
        OutboxIT.entersWithCutAtHand(otto, "Otto");
        otto.says("missed: before");
        otto.sees("missed: before");
        OutboxIT.cut(otto);
        assertThat(otto.page().getByText("Reconnecting… What you send waits here."))
                .isVisible();
        otto.says("missed: written meanwhile");
        assertThat(otto.page().getByText("1 message waits to be sent.")).isVisible();
        try (var writer = ParleyClient.join(hall.address(), "Paula")) {
            IntStream.rangeClosed(1, 12).forEach(i -> writer.says("missed: message " + i + "."));
            writer.awaitAllAcknowledged();
        }
        otto.page().evaluate("() => { localStorage.removeItem('cut'); dispatchEvent(new Event('online')); }");

        assertThat(otto.button("12 new messages")).isVisible();
        otto.sees("missed: written meanwhile");
        var line = otto.page().getByRole(AriaRole.SEPARATOR, new Page.GetByRoleOptions().setName("New messages"));
        assertThat(line).hasCount(1);
        assertThat(otto.page()
                        .getByRole(AriaRole.LISTITEM)
                        .filter(new Locator.FilterOptions().setHas(otto.page().locator(".new"))))
                .containsText("missed: message 1.");
        otto.composer().press("Escape");
        assertThat(line).hasCount(0);
        assertThat(otto.button("12 new messages")).hasCount(0);
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
