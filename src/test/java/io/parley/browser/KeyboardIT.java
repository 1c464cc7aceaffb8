package io.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.parley.it.ParleyClient;
import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People without a mouse, and people who listen. */
@ExtendWith(InBrowsers.class)
class KeyboardIT {
    /** What a browser says of a computer that has no mouse. */
    private static final String NO_POINTER = """
            () => {
              const asked = window.matchMedia;
              window.matchMedia = (query) =>
                /pointer|hover/.test(query) ? { matches: /none/.test(query) } : asked.call(window, query);
            }
            """;

    @Test
    void everything_can_be_done_with_the_keyboard(Hall hall) {
        var sam = hall.comes();
        sam.page().evaluate(NO_POINTER);
        var keys = sam.page().keyboard();
        assertThat(sam.nameField()).isFocused();
        keys.type("Sam");
        keys.press("Enter");
        assertThat(sam.composer()).isFocused();

        keys.type("keys: first");
        keys.press("Enter");
        keys.type("keys: second");
        keys.press("Shift+Enter");
        keys.type("on two lines");
        assertThat(sam.composer()).hasValue("keys: second\non two lines");
        keys.press("Enter");
        assertThat(sam.composer()).hasValue("");
        sam.sees("on two lines");
        assertThat(sam.messages("on two lines").locator("br")).hasCount(1);

        keys.press("Shift+Tab");
        assertThat(sam.messages("keys: second")).isFocused();
        keys.press("ArrowUp");
        assertThat(sam.messages("keys: first")).isFocused();
        keys.press("ArrowDown");
        assertThat(sam.messages("keys: second")).isFocused();
        keys.press("Escape");
        assertThat(sam.composer()).isFocused();
        keys.press("Shift+Tab");
        assertThat(sam.messages("keys: second")).isFocused();
        // what can be done with a message is in the way only from the message itself
        keys.press("Tab");
        assertThat(sam.button("Copy the link")).isFocused();
        keys.press("Tab");
        assertThat(sam.button("Edit")).isFocused();
        keys.press("Enter");
        keys.type(", corrected");
        keys.press("Enter");
        assertThat(sam.messages("on two lines, corrected")).hasCount(1);
        assertThat(sam.composer()).isFocused();
        keys.press("Shift+Tab");
        keys.type("typed on");
        assertThat(sam.composer()).isFocused();
        assertThat(sam.composer()).hasValue("typed on");
    }

    @Test
    void a_table_too_wide_for_its_place_is_scrolled_by_keys_and_code_wraps(Hall hall) throws IOException {
        var rolf = hall.enters("Rolf");
        var cells = "| wide cell ".repeat(30) + "|\n";
        rolf.says("keys: look\n```\n" + "wide code ".repeat(40) + "\n```\n\n" + cells + "|---".repeat(30) + "|\n"
                + cells);
        rolf.says("keys: that was wide");
        rolf.sees("keys: that was wide");
        assertEquals(
                true, rolf.messages("keys: look").locator("pre").evaluate("pre => pre.scrollWidth <= pre.clientWidth"));
        var table = rolf.messages("keys: look").locator(".wide");
        rolf.page().keyboard().press("Shift+Tab");
        assertThat(rolf.messages("keys: that was wide")).isFocused();
        rolf.page().keyboard().press("Shift+Tab");
        assertThat(table).isFocused();
        rolf.page().keyboard().press("ArrowRight");
        rolf.page().waitForFunction("table => table.scrollLeft > 0", table.elementHandle());
        // so that nobody after it has it on the page
        try (var writer = ParleyClient.join(hall.address(), "Rolf's friend")) {
            IntStream.range(0, 60).forEach(i -> writer.says("keys: and something else, " + i));
            writer.awaitAllAcknowledged();
        }
    }

    @Test
    void the_first_tab_stops_lead_past_everything_else(Hall hall) {
        var tom = hall.enters("Tom");
        tom.says("keys: something to skip to");
        tom.sees("keys: something to skip to");
        // to a message that there is not
        tom.page().evaluate("() => history.replaceState(null, '', '#/c/lobby/999999')");
        tom.reloads();
        assertThat(tom.composer()).isFocused();
        tom.page().evaluate("() => document.activeElement.shadowRoot?.activeElement?.blur()");
        tom.button("Skip to the newest message").focus();
        assertThat(tom.button("Skip to the newest message")).isInViewport();
        tom.page().keyboard().press("Enter");
        assertThat(tom.messages("keys: something to skip to")).isFocused();
    }

    @Test
    void on_a_narrow_page_the_panel_opens_and_closes_by_keys(Hall hall) {
        var ute = hall.enters("Ute", Hall.wide().setViewportSize(360, 740));
        ute.says("keys: on a narrow page");
        ute.sees("keys: on a narrow page");
        var keys = ute.page().keyboard();
        var toggle = ute.panel();
        assertThat(ute.here()).isHidden();

        keys.press("Shift+Tab");
        assertThat(ute.messages("keys: on a narrow page")).isFocused();
        keys.press("Shift+Tab");
        assertThat(toggle).isFocused();
        keys.press("Enter");
        assertThat(ute.present("you")).containsText("Ute");
        assertThat(ute.button("Close this panel")).isFocused();
        keys.press("Escape");
        assertThat(ute.here()).isHidden();
        assertThat(toggle).isFocused();
        assertThat(toggle).hasAttribute("aria-expanded", "false");

        keys.press("Enter");
        keys.press("Enter");
        assertThat(ute.here()).isHidden();
        assertThat(toggle).isFocused();
    }

    @Test
    void what_was_begun_in_a_dialog_waits_there_for_its_channel(Hall hall) throws IOException {
        var uwe = hall.enters("Uwe");
        var keys = uwe.page().keyboard();
        try (var friend = ParleyClient.join(hall.address(), "Uwe's friend")) {
            uwe.button("New channel").press("Enter");
            keys.type("begun");
            keys.press("Escape");
            uwe.button("New channel").press("Enter");
            keys.press("Enter");
            assertThat(uwe.composer("#begun")).isFocused();

            var about = uwe.button("About this channel: members and settings");
            about.press("Enter");
            var topic = uwe.page().getByLabel("Topic", new Page.GetByLabelOptions().setExact(true));
            var people = uwe.page().getByLabel("Add people");
            topic.focus();
            keys.type("a topic");
            people.focus();
            keys.type("uwe's");
            assertThat(uwe.page().getByRole(AriaRole.LISTBOX)).containsText(friend.name());
            keys.press("Enter");
            keys.type("nobody");
            keys.press("Escape");
            assertThat(people).hasValue("");
            keys.press("Escape");
            var told = "Not added to #begun yet: Uwe's friend. Not saved yet: the topic of #begun.";
            assertThat(uwe.page().getByText(told)).isVisible();

            keys.press("Alt+ArrowDown");
            assertThat(uwe.composer("#lobby")).isFocused();
            about.press("Enter");
            assertThat(topic).hasValue("");
            assertThat(uwe.button("Remove " + friend.name())).hasCount(0);
        }
    }

    @Test
    void files_are_picked_described_sent_looked_at_and_listened_to_by_keys(Hall hall) throws IOException {
        var sina = hall.enters("Sina");
        var keys = sina.page().keyboard();
        // a browser shows choosers to whoever listens only some time after the first began to
        sina.page().onFileChooser(chooser -> {});
        assertThat(sina.composer()).isFocused();
        keys.press("Tab");
        assertThat(sina.button("Add files")).isFocused();
        var chooser = sina.page().waitForFileChooser(() -> keys.press("Enter"));
        chooser.setFiles(new FilePayload[] {
            SendFilesIT.payload("first.png", "image/png", Drawing.twoColours(300, 200)),
            SendFilesIT.payload("second.png", "image/png", Drawing.twoColours(200, 300)),
            SendFilesIT.payload("tone.wav", "audio/wav", Sound.tone(5)),
        });
        assertThat(sina.composer()).isFocused();
        keys.press("Shift+Tab");
        assertThat(sina.button("Remove tone.wav")).isFocused();
        keys.press("Shift+Tab");
        assertThat(sina.description("second.png")).isFocused();
        keys.type("Upright, two colours");
        keys.press("Enter");
        assertThat(sina.composer()).isFocused();
        keys.type("keys: three files");
        keys.press("Enter");
        sina.sees("keys: three files");

        keys.press("Shift+Tab");
        assertThat(sina.messages("keys: three files").locator("a.card")).isFocused();
        keys.press("Escape");
        assertThat(sina.messages("keys: three files")).isFocused();
        keys.press("Tab");
        keys.press("Tab");
        var link = sina.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Upright, two colours"));
        assertThat(link).isFocused();
        keys.press("Enter");
        var box = sina.page().getByRole(AriaRole.DIALOG);
        assertThat(box).hasAccessibleName(Pattern.compile("second.png 2 of 2.*"));
        assertThat(box.getByRole(AriaRole.IMG)).hasJSProperty("naturalHeight", 300);
        assertThat(sina.button("Close the picture")).isFocused();
        keys.press("ArrowRight");
        assertThat(box).hasAccessibleName(Pattern.compile("first.png 1 of 2.*"));
        keys.press("ArrowLeft");
        assertThat(box).hasAccessibleName(Pattern.compile("second.png 2 of 2.*"));
        keys.press("Escape");
        assertThat(box).isHidden();
        assertThat(link).isFocused();

        keys.press("Tab");
        var player = sina.messages("keys: three files").locator("audio");
        assertThat(player).isFocused();
        keys.press("Space");
        sina.page().waitForFunction("player => !player.paused && player.currentTime > 0", player.elementHandle());
        keys.press("Space");
        sina.page().waitForFunction("player => player.paused", player.elementHandle());
    }

    @Test
    void those_who_listen_hear_what_others_say_politely_and_not_themselves(Hall hall) {
        var vera = hall.enters("Vera");
        var will = hall.enters("Will");
        vera.says("told by Vera herself");
        will.sees("told by Vera herself");
        will.says("have you **heard** of `parley`?");

        assertThat(region(vera)).hasText("Will: have you heard of parley?");
        assertThat(region(vera)).hasAttribute("aria-live", "polite");
        assertThat(region(will)).hasText("Vera: told by Vera herself");
    }

    private static Locator region(Visitor visitor) {
        return visitor.page().locator("#announcements");
    }
}
