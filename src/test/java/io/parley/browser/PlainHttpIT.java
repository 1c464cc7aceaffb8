package io.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
