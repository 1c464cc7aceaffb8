package io.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/** One person with a browser of their own, who finds things by what they are called. Used by one thread. */
final class Visitor {
    private static final Locator.FilterOptions ON_ITS_WAY = new Locator.FilterOptions()
            .setHasText(Pattern.compile("Sending…|Waiting to be sent…|Trying again…|Uploading…|Not sent"));

    private final BrowserContext context;
    private final Page page;
    private final Watch watch;
    private final URI address;
    private String name = "somebody";

    /** @param context theirs alone, still without a page */
    Visitor(BrowserContext context, URI address) {
        this(context, address, new Watch(context, address));
    }

    private Visitor(BrowserContext context, URI address, Watch watch) {
        this.context = context;
        this.address = address;
        this.watch = watch;
        this.page = context.newPage();
        watch.page(page);
    }

    /** The same person in another tab of the same browser, signed in already. */
    Visitor opensAnotherTab() {
        return opensAnotherTab("() => {}");
    }

    /** @param first what the page does first */
    Visitor opensAnotherTab(String first) {
        var tab = new Visitor(context, address, watch);
        tab.name = name;
        tab.opens();
        tab.page.evaluate(first);
        assertThat(tab.composer()).isEnabled();
        return tab;
    }

    /** The page's process ends at once, as by a fault of the browser. */
    void crashes() {
        page.onCrash(crashed -> {});
        try {
            page.navigate("chrome://crash");
        } catch (PlaywrightException crashed) {
            return;
        }
        throw new AssertionError("it did not crash");
    }

    String name() {
        return name;
    }

    Page page() {
        return page;
    }

    Watch watch() {
        return watch;
    }

    void opens() {
        page.navigate(address.toString());
    }

    /** Types a name at the first page, and waits for the channel. */
    void signsIn(String name) {
        this.name = name;
        nameField().fill(name);
        signInButton().click();
        assertThat(composer()).isEnabled();
    }

    void reloads() {
        page.reload();
        assertThat(composer()).isEnabled();
    }

    /** Writes a message and sends it with Enter. */
    void says(String text) {
        composer().fill(text);
        composer().press("Enter");
        assertThat(composer()).hasValue("");
    }

    /** Chooses files for the message that is being written. */
    void attaches(FilePayload... files) {
        page.locator("input[type=file]").setInputFiles(files);
    }

    /** The words for a picture among the chosen files. */
    Locator description(String file) {
        return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Description of " + file));
    }

    /** It is there, itself or a smaller one of it. */
    static void seesPicture(Locator picture) {
        assertThat(picture).isVisible();
        assertThat(picture).not().hasJSProperty("naturalWidth", 0);
    }

    /** There is one such message, and it is the server's. */
    void sees(String text) {
        assertThat(messages(text)).hasCount(1);
        assertThat(messages(text)).isVisible();
        assertThat(messages(text).filter(ON_ITS_WAY)).hasCount(0);
    }

    void seesFrom(String author, String text) {
        sees(text);
        assertThat(messages(text)).hasAccessibleName(Pattern.compile("^" + author + " .*"));
    }

    /** The messages, all that are loaded or those with a text. */
    Locator messages(String text) {
        return page.getByRole(AriaRole.ARTICLE).filter(new Locator.FilterOptions().setHasText(text));
    }

    Locator messages() {
        return page.getByRole(AriaRole.ARTICLE);
    }

    /** Texts of the messages with something in common, as they follow each other. */
    List<String> texts(String part) {
        return messages(part).locator("parley-text").allInnerTexts();
    }

    /** The one who is named so is shown as present. */
    Locator present(String who) {
        return here().getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText(who));
    }

    Locator here() {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(Pattern.compile("Here now.*")));
    }

    /** Opens the panel where it has no place of its own. */
    Locator panel() {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("People and sign-out.*")));
    }

    Locator composer() {
        return composer("#lobby");
    }

    /** @param channel as it is called in a sentence */
    Locator composer(String channel) {
        return page.getByRole(
                AriaRole.TEXTBOX,
                new Page.GetByRoleOptions().setName("Message to " + channel).setExact(true));
    }

    Locator nameField() {
        return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Your name"));
    }

    Locator signInButton() {
        return button("Sign in");
    }

    /** A button by its whole name. */
    Locator button(String called) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(called).setExact(true));
    }

    void leaves() {
        context.close();
    }
}
