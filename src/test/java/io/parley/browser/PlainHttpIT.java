package io.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Most intranets have no certificate: browsers call a page there insecure, and keep some of their features from it. */
@ExtendWith(InBrowsers.class)
class PlainHttpIT {
    @Test
    void everything_works_at_a_host_that_browsers_do_not_trust(Hall hall) {
        var quinn = hall.comes(hall.plainAddress(), Hall.wide());
        assertEquals(false, quinn.page().evaluate("() => isSecureContext"));
        assertEquals(false, quinn.page().evaluate("() => 'randomUUID' in crypto"));
        quinn.signsIn("Quinn");
        var rosa = hall.enters("Rosa");

        quinn.says("hello from http");
        rosa.seesFrom("Quinn", "hello from http");
        rosa.says("hello from here");
        quinn.seesFrom("Rosa", "hello from here");
        assertThat(quinn.present("Rosa")).isVisible();
        quinn.reloads();
        quinn.sees("hello from http");
        quinn.sees("hello from here");
    }

    @Test
    void what_a_page_wrote_that_crashed_is_sent_by_another_tab(Hall hall) throws Exception {
        var stella = hall.comes(hall.plainAddress(), Hall.wide());
        OutboxIT.entersWithCutAtHand(stella, "Stella");
        assertEquals(false, stella.page().evaluate("() => 'locks' in navigator"));
        var other = stella.opensAnotherTab();
        OutboxIT.cut(stella);
        stella.says("plain: first");
        stella.says("plain: second");
        assertThat(stella.messages("Waiting to be sent…")).hasCount(2);
        stella.crashes();
        other.page().evaluate("() => localStorage.removeItem('cut')");
        other.sees("plain: second");
        assertEquals(List.of("plain: first", "plain: second"), other.texts("plain: "));
        assertEquals(List.of("plain: first", "plain: second"), OutboxIT.journal(hall, "plain: "));
    }
}
