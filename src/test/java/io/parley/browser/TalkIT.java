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

    @Test
    void a_link_leads_far_back_and_one_reads_on_from_there_by_keys(Hall hall) throws IOException {
        try (var writer = ParleyClient.join(hall.address(), "Herta")) {
            IntStream.range(0, 500).forEach(i -> writer.says("page " + i + " of the diary"));
            writer.awaitAllAcknowledged();
            var jo = hall.enters("Jo");
            jo.sees("page 499 of the diary");
            var newest = jo.messages("page 499 of the diary").getAttribute("data-seq");
            jo.says("see " + hall.address().resolve("c/lobby/" + (Long.parseLong(newest) - 299)));
            var link = jo.messages("see http").getByRole(AriaRole.LINK);
            link.focus();
            jo.page().keyboard().press("Enter");

            var found = jo.messages("page 200 of the diary");
            assertThat(found).isFocused();
            assertThat(found).isInViewport();
            assertThat(found).hasAttribute("aria-current", "true");
            assertThat(jo.page().getByText("Older messages are shown.")).hasCount(1);
            assertThat(jo.messages("page 320 of the diary")).hasCount(0);
            Axe.findsNothing(jo.page(), "the timeline far back");

            // what comes meanwhile is counted, and moves nothing
            var place = top(found);
            writer.says("the diary is found");
            assertThat(jo.button("Jump to the newest (1 unread)")).isVisible();
            assertThat(found).isFocused();
            assertEquals(place, top(found), 2, "in pixels");

            jo.messages("page 290 of the diary").scrollIntoViewIfNeeded();
            assertThat(jo.messages("page 320 of the diary")).hasCount(1);
            found.focus();
            jo.page().keyboard().press("Home");
            assertThat(jo.messages("page 80 of the diary")).hasCount(1);
            jo.page().keyboard().press("End");
            assertThat(jo.messages("the diary is found")).isFocused();
            assertThat(jo.button("Jump to the newest (1 unread)")).isHidden();
            assertThat(jo.page().getByText("Older messages are shown.")).hasCount(0);

            jo.page().goBack();
            assertThat(found).isFocused();
            jo.page().goBack();
            assertThat(jo.messages("the diary is found")).isInViewport();
            assertThat(found).hasCount(0);
        }
    }

    private static double top(Locator element) {
        return ((Number) element.evaluate("element => element.getBoundingClientRect().top")).doubleValue();
    }
}
