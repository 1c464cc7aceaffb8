package io.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.parley.it.ParleyClient;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people come for: to talk. */
@ExtendWith(InBrowsers.class)
class TalkIT {
    @Test
    void two_people_talk_both_ways(Hall hall) {
        var ann = hall.enters("Ann");
        var bea = hall.enters("Bea");

        ann.says("Good **morning**, Bea");
        bea.seesFrom("Ann", "Good morning, Bea");
        assertThat(bea.messages("Good morning, Bea").locator("strong")).hasText("morning");
        bea.says("Hello Ann\nhow are you?");
        ann.seesFrom("Bea", "how are you?");
        bea.sees("how are you?");
        ann.sees("Good morning, Bea");
    }

    @Test
    void everybody_sees_who_is_here_and_who_types(Hall hall) {
        var cid = hall.enters("Cid");
        var dora = hall.enters("Dora");

        assertThat(cid.present("Dora")).isVisible();
        assertThat(dora.present("Cid")).isVisible();
        assertThat(dora.present("you")).containsText("Dora");

        dora.composer().pressSequentially("I think");
        assertThat(cid.page().getByText("Dora is typing…")).isVisible();
        dora.composer().press("Enter");
        cid.sees("I think");
        assertThat(cid.page().getByText("Dora is typing…")).isHidden();

        dora.leaves();
        assertThat(cid.present("Dora")).isHidden();
    }

    @Test
    void a_reload_keeps_the_history_and_what_was_being_written(Hall hall) {
        var emil = hall.enters("Emil");
        emil.says("Emil was here");
        emil.sees("Emil was here");
        emil.composer().fill("half a sent");

        emil.reloads();

        emil.seesFrom("Emil", "Emil was here");
        assertThat(emil.composer()).hasValue("half a sent");
    }

    @Test
    void a_name_that_is_not_allowed_is_refused_with_the_servers_reason(Hall hall) {
        var stranger = hall.comes();
        stranger.watch().expect("(error: .* 422 .*|422 POST )\\S*/api/v1/sign-in");

        stranger.nameField().fill("SYSTEM");
        stranger.signInButton().click();
        assertThat(stranger.page().getByRole(AriaRole.ALERT)).containsText("reads as System");
        assertThat(stranger.nameField()).isFocused();

        stranger.nameField().fill("<img src=x onerror='__xss=1'>");
        stranger.signInButton().click();
        assertThat(stranger.page().getByRole(AriaRole.ALERT)).containsText("must not contain");

        stranger.signsIn("Frieda");
        assertThat(stranger.present("you")).containsText("Frieda");
    }

    @Test
    void signing_out_asks_for_a_name_again(Hall hall) {
        var guest = hall.enters("Gustav");
        guest.button("Sign out").click();
        assertThat(guest.nameField()).isVisible();
        guest.signsIn("Greta");
        assertThat(guest.present("you")).containsText("Greta");
    }

    @Test
    void scrolling_back_loads_what_was_before_and_keeps_the_place(Hall hall) throws IOException {
        try (var writer = ParleyClient.join(hall.address(), "Herta")) {
            IntStream.range(0, 120).forEach(i -> writer.says("line " + i + " of the long story"));
            writer.awaitAllAcknowledged();
        }
        var ida = hall.enters("Ida");
        ida.sees("line 119 of the long story");
        assertThat(ida.messages("line 0 of the long story")).hasCount(0);

        // the page before loads while one still reads this one, which stays where it is
        var reading = ida.messages("line 75 of the long story");
        reading.evaluate("article => article.scrollIntoView({ block: 'start' })");
        var place = top(reading);
        assertThat(ida.messages("line 30 of the long story")).hasCount(1);
        assertEquals(place, top(reading), 2, "what is read stays in its place, in pixels");

        ida.messages("line 30 of the long story").scrollIntoViewIfNeeded();
        assertThat(ida.messages("line 0 of the long story")).hasCount(1);
        var expected = IntStream.range(0, 120)
                .mapToObj(i -> "line " + i + " of the long story")
                .toList();
        assertEquals(expected, ida.texts("of the long story"));

        // what comes meanwhile does not pull the reader away
        var there = ida.messages("line 30 of the long story");
        var before = top(there);
        try (var writer = ParleyClient.join(hall.address(), "Hugo")) {
            writer.says("the story goes on");
            writer.awaitAllAcknowledged();
        }
        var pill = ida.button("1 new message");
        assertThat(pill).isVisible();
        assertEquals(before, top(there), 2, "a new message moves nothing, in pixels");
        pill.click();
        assertThat(ida.messages("the story goes on")).isInViewport();
    }

    private static double top(Locator element) {
        return ((Number) element.evaluate("element => element.getBoundingClientRect().top")).doubleValue();
    }
}
