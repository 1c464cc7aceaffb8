package io.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.parley.it.Await;
import io.parley.it.ServerProcess;
import io.parley.people.App;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From the first start on, with nothing but a keyboard; what stands there is for everybody. */
@ExtendWith(InBrowsers.class)
class JourneyIT {
    private static final Pattern SET_UP = Pattern.compile("Become it at (\\S+)");
    private static final Pattern SELF = Pattern.compile("Signed in as.*");
    private static final String PASSWORD = "several words that nobody guesses";
    /** More stops than any page has. */
    private static final int STOPS = 60;
    /** The key that leads to an element from where the focus is; none where it is on it. Elements are in each other's shadows. */
    private static final String WAY = """
            (element) => {
              const path = (node) => (node ? [...path(node.parentNode ?? node.host), node] : []);
              let active = document.activeElement;
              while (active.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
              const here = path(active);
              const there = path(element);
              const fork = there.findIndex((node, i) => node !== here[i]);
              if (active === element) return "";
              return here[fork] && there[fork].compareDocumentPosition(here[fork]) & Node.DOCUMENT_POSITION_FOLLOWING
                ? "Shift+Tab" : "Tab";
            }
            """;

    /** Of administrators a second factor is demanded here: the owner adds one before anything else. */
    @Test
    void an_owner_invites_talks_in_private_and_removes(Hall hall) throws Exception {
        var begun = System.nanoTime();
        var house = ServerProcess.on(Machinery.newHome())
                .with("-Dparley.signin=accounts", "-Dparley.second-factor=administrators");
        try (var server = house.start()) {
            var ann = setsUp(hall, link(server));
            var bea = comesBy(hall, invites(ann));
            ann.seesFrom("Bea Berger", "good morning");
            goesTo(bea, "ann");
            assertThat(bea.composer("Ann Archer")).isFocused();

            addsPasskey(bea);
            comesByPasskey(bea);
            findsAgain(bea);
            makesPrivateChannel(ann);
            adds(ann, "Bea Berger");
            bea.page().keyboard().press("Alt+ArrowDown");
            assertThat(bea.composer("#plans")).isFocused();
            bea.seesFrom("Ann Archer", "only for us");
            Axe.findsNothing(bea.page(), "a private channel");

            writesTo(bea, "ann", "Ann Archer", "a word with you");
            goesTo(ann, "bea");
            assertThat(ann.composer("Bea Berger")).isFocused();
            ann.seesFrom("Bea Berger", "a word with you");

            goesTo(bea, "plans");
            assertThat(bea.composer("#plans")).isFocused();
            goesTo(ann, "plans");
            removes(ann, "Bea Berger");
            var notice = bea.page().getByRole(AriaRole.ALERT);
            assertThat(notice).containsText("Ann Archer removed you from this channel");
            assertThat(bea.messages("only for us")).hasCount(0);
            assertThat(link(bea, "plans")).hasCount(0);
            Axe.findsNothing(bea.page(), "a channel one was removed from");
            looksAround(ann);
        }
        System.out.printf("journey: %.1f s%n", (System.nanoTime() - begun) / 1e9);
    }

    /** As it is printed for whoever has started it. */
    private static URI link(ServerProcess server) throws Exception {
        Await.until(
                () -> "no link to set it up: " + server.log(),
                () -> links(server).findAny().isPresent());
        return links(server).findAny().orElseThrow();
    }

    private static Stream<URI> links(ServerProcess server) {
        return server.log().stream().map(SET_UP::matcher).filter(Matcher::find).map(link -> URI.create(link.group(1)));
    }

    private static Visitor setsUp(Hall hall, URI link) {
        var ann = hall.comes(link, Hall.wide());
        assertThat(ann.nameField()).isFocused();
        Axe.findsNothing(ann.page(), "the set-up");
        makesAccount(ann, "Ann Archer", "ann");
        assertThat(ann.page()
                        .getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("One more step, Ann Archer")))
                .isFocused();
        Axe.findsNothing(ann.page(), "the page of who has to have a second factor");
        assertThat(ann.button("Go on")).hasCount(0);
        addsAnApp(ann);
        presses(ann, ann.button("Go on"));
        arrives(ann);
        return ann;
    }

    private static void makesAccount(Visitor who, String name, String handle) {
        var keys = who.page().keyboard();
        keys.type(name);
        keys.press("Tab");
        keys.type(handle);
        keys.press("Tab");
        keys.type(PASSWORD);
        keys.press("Enter");
    }

    private static void arrives(Visitor who) {
        assertThat(who.composer()).isFocused();
        var secret = who.page().evaluate("location.hash");
        assertTrue(secret.equals(""), "what stays in the address: " + secret);
    }

    /** @return the link of an invitation */
    private static URI invites(Visitor ann) {
        follows(ann, "Administration");
        follows(ann, "Invitations");
        assertThat(ann.page()).hasTitle("Invitations, administration · Parley");
        presses(ann, ann.button("Make a link"));
        var link = ann.page().locator("parley-invites .secret");
        assertThat(link).containsText("#/invite/");
        Axe.findsNothing(ann.page(), "the invitations");
        var address = URI.create(link.innerText());
        goesTo(ann, "lobby");
        assertThat(ann.composer()).isFocused();
        return address;
    }

    private static Visitor comesBy(Hall hall, URI invitation) {
        var bea = hall.comes(invitation, Hall.wide());
        assertThat(bea.nameField()).isFocused();
        assertThat(bea.page().getByText("Ann Archer invites you")).isVisible();
        makesAccount(bea, "Bea Berger", "bea");
        arrives(bea);
        says(bea, "good morning");
        return bea;
    }

    /** Of a device that verifies her: Chromium's, which nobody has to touch. */
    private static void addsPasskey(Visitor bea) {
        var device = bea.page().context().newCDPSession(bea.page());
        device.send("WebAuthn.enable");
        var able = new JsonObject();
        able.addProperty("protocol", "ctap2");
        able.addProperty("transport", "internal");
        for (var can :
                List.of("hasResidentKey", "hasUserVerification", "isUserVerified", "automaticPresenceSimulation")) {
            able.addProperty(can, true);
        }
        var added = new JsonObject();
        added.add("options", able);
        device.send("WebAuthn.addVirtualAuthenticator", added);

        presses(bea, bea.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(SELF)));
        follows(bea, "Passkeys");
        tabsTo(bea, bea.page().getByLabel("What you call it"));
        var keys = bea.page().keyboard();
        keys.type("My laptop");
        keys.press("Tab");
        keys.type(PASSWORD);
        keys.press("Enter");
        assertThat(bea.page().getByText("The passkey is added.")).isVisible();
        assertThat(bea.button("Remove My laptop")).isVisible();
        Axe.findsNothing(bea.page(), "the passkeys");
    }

    /** Without a name and a password: by what the browser offers in the field for the name, and by the button. */
    private static void comesByPasskey(Visitor bea) {
        var used = bea.page().getByText("last used");
        assertThat(used).hasCount(0);
        presses(bea, bea.button("Sign out"));
        // its virtual device takes the offer for the person
        assertThat(used).isVisible();
        bea.page().evaluate("PublicKeyCredential.isConditionalMediationAvailable = async () => false");
        presses(bea, bea.button("Sign out"));
        var button = bea.button("Sign in with a passkey");
        assertThat(button).isVisible();
        Axe.findsNothing(bea.page(), "the sign-in");
        presses(bea, button);
        assertThat(used).isVisible();
        goesTo(bea, "lobby");
        assertThat(bea.composer()).isFocused();
    }

    /** By a link to a message, as it is sent. */
    private static void findsAgain(Visitor bea) {
        var seq = bea.messages("good morning").getAttribute("data-seq");
        var home = URI.create(bea.page().url()).resolve("/");
        bea.page().navigate(home + "c/lobby/" + seq);
        assertThat(bea.messages("good morning")).isFocused();
        assertThat(bea.page()).hasURL(home + "#/c/lobby/" + seq);
        bea.page().keyboard().press("Escape");
        assertThat(bea.composer()).isFocused();
    }

    private static void makesPrivateChannel(Visitor ann) {
        presses(ann, ann.button("New channel"));
        var keys = ann.page().keyboard();
        keys.type("plans");
        keys.press("Tab");
        keys.press("ArrowDown");
        Axe.findsNothing(ann.page(), "the dialog for a channel");
        keys.press("Enter");
        assertThat(ann.composer("#plans")).isFocused();
        says(ann, "only for us");
    }

    private static void adds(Visitor ann, String name) {
        presses(ann, ann.button("About this channel: members and settings"));
        var picker = ann.page().getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Add people"));
        tabsTo(ann, picker);
        chooses(ann, name.substring(0, 3), name);
        ann.page().keyboard().press("Enter");
        assertThat(ann.page().getByText("Added: " + name)).isVisible();
        Axe.findsNothing(ann.page(), "what there is to know of a channel");
        ann.page().keyboard().press("Escape");
    }

    private static void removes(Visitor ann, String name) {
        presses(ann, ann.button("About this channel: members and settings"));
        presses(ann, ann.button("Remove " + name));
        assertThat(ann.page().getByText("Removed: " + name)).isVisible();
        ann.page().keyboard().press("Escape");
    }

    private static void writesTo(Visitor bea, String typed, String name, String text) {
        presses(bea, bea.button("New direct message"));
        chooses(bea, typed, name);
        bea.page().keyboard().press("Enter");
        assertThat(bea.composer(name)).isFocused();
        says(bea, text);
    }

    /** In a field that finds people. */
    private static void chooses(Visitor who, String typed, String name) {
        var keys = who.page().keyboard();
        keys.type(typed);
        assertThat(who.page()
                        .getByRole(AriaRole.OPTION)
                        .filter(new Locator.FilterOptions().setHasText(name))
                        .first())
                .hasAttribute("aria-selected", "true");
        keys.press("Enter");
    }

    /** By the switcher. */
    private static void goesTo(Visitor who, String typed) {
        var keys = who.page().keyboard();
        keys.press("Control+k");
        assertThat(who.page().getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Go to")))
                .isFocused();
        keys.type(typed);
        keys.press("Enter");
    }

    private static void says(Visitor who, String text) {
        who.page().keyboard().type(text);
        who.page().keyboard().press("Enter");
        who.sees(text);
    }

    /** The pages that nobody has met on the way. */
    private static void looksAround(Visitor ann) {
        follows(ann, "Browse channels");
        assertThat(ann.page().getByRole(AriaRole.SEARCHBOX)).isFocused();
        Axe.findsNothing(ann.page(), "the directory of channels");
        presses(ann, ann.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(SELF)));
        assertThat(ann.button("Set the status")).isVisible();
        Axe.findsNothing(ann.page(), "the profile");
        follows(ann, "Where you are signed in");
        assertThat(ann.page().getByText("this one")).isVisible();
        Axe.findsNothing(ann.page(), "the sign-ins");
        follows(ann, "Tokens");
        assertThat(ann.button("Make a token")).isVisible();
        Axe.findsNothing(ann.page(), "the access tokens");
        follows(ann, "Security");
        assertThat(ann.button("Remove the app")).isVisible();
        Axe.findsNothing(ann.page(), "the second factor");
        follows(ann, "Administration");
        presses(ann, ann.button("New password for Bea Berger"));
        assertThat(ann.button("Copy")).isFocused();
        Axe.findsNothing(ann.page(), "the administration of people");
        follows(ann, "Audit log");
        assertThat(ann.page().getByRole(AriaRole.CELL).first()).isVisible();
        Axe.findsNothing(ann.page(), "the audit log");
    }

    /** By the key that stands there in letters too: nobody needs a camera, or to see the picture. */
    private static void addsAnApp(Visitor ann) {
        var keys = ann.page().keyboard();
        tabsTo(ann, ann.page().getByLabel("Your password"));
        keys.type(PASSWORD);
        keys.press("Enter");
        assertThat(ann.page().getByLabel("Code that it shows")).isFocused();
        Axe.findsNothing(ann.page(), "the key of an app");
        var key = ann.page().locator("parley-second-factor .secret").innerText().replace(" ", "");
        keys.type(new App(key).shows(System.currentTimeMillis()));
        keys.press("Enter");
        assertThat(ann.page().getByText("Recovery codes", new Page.GetByTextOptions().setExact(true)))
                .isFocused();
        Axe.findsNothing(ann.page(), "the recovery codes");
    }

    private static Locator link(Visitor who, String called) {
        return who.page()
                .getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName(called).setExact(true));
    }

    private static void follows(Visitor who, String called) {
        presses(who, link(who, called));
    }

    /** Goes there from control to control, and presses Enter. */
    private static void presses(Visitor who, Locator control) {
        tabsTo(who, control);
        who.page().keyboard().press("Enter");
    }

    /** Back by Shift+Tab, where it stands before what has the focus. */
    private static void tabsTo(Visitor who, Locator control) {
        assertThat(control).isVisible();
        Keyboard keys = who.page().keyboard();
        // found once: by what it is called it would be looked for in the whole page at every stop
        var element = control.elementHandle();
        for (var i = 0; i < STOPS; i++) {
            var key = element.evaluate(WAY).toString();
            if (key.isEmpty()) {
                break;
            }
            keys.press(key);
        }
        assertThat(control).isFocused();
    }
}
