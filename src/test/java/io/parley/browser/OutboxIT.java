package io.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.it.Pages;
import io.parley.it.ParleyClient;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What somebody wrote is not lost, whatever dies before it is at the server. */
@ExtendWith(InBrowsers.class)
class OutboxIT {
    /** Lets the test keep a browser's pages from the server, and only them, also those that come after a crash. */
    static final String CUT_AT_HAND = """
            window.WebSocket = class extends WebSocket {
              constructor(...how) {
                if (localStorage.cut) throw new Error("cut");
                super(...how);
                for (const word of ["cut", "storage"]) addEventListener(word, () => localStorage.cut && this.close());
              }
            };
            """;

    private static final Pattern UPLOADS = Pattern.compile(".*/api/v1/uploads/.+");

    @Test
    void what_two_tabs_wrote_offline_survives_a_crash_of_the_page_and_of_the_server(Hall hall) throws Exception {
        var one = hall.enters("Theo");
        var two = one.opensAnotherTab();
        one.watch().expectNoServer();
        hall.killServer();
        for (int i = 1; i <= 3; i++) {
            one.says("outbox: first tab " + i);
            two.says("outbox: second tab " + i);
        }
        assertThat(one.messages("Waiting to be sent…")).hasCount(3);
        assertThat(two.messages("Waiting to be sent…")).hasCount(3);
        one.crashes();
        hall.startServerAgain();

        assertThat(two.messages("outbox: ")).hasCount(6);
        assertThat(two.page().getByText("Waiting to be sent…")).hasCount(0);
        assertThat(two.page().getByText("Sending…")).hasCount(0);
        var kept = journal(hall, "outbox: ");
        assertEquals(6, kept.size(), "each once");
        for (var tab : List.of("first tab", "second tab")) {
            assertEquals(
                    List.of("outbox: " + tab + " 1", "outbox: " + tab + " 2", "outbox: " + tab + " 3"),
                    kept.stream().filter(text -> text.contains(tab)).toList(),
                    "in the order of their tab");
        }
        assertEquals(kept, two.texts("outbox: "));
    }

    @Test
    void what_was_written_before_a_crash_is_there_again_and_sent_before_what_comes_after(Hall hall) throws Exception {
        var uma = cut(hall, "Uma");
        uma.says("crash: before");
        assertThat(uma.messages("crash: before")).containsText("Waiting to be sent…");
        uma.crashes();

        var again = uma.opensAnotherTab("() => localStorage.removeItem('cut')");
        again.says("crash: after");
        again.sees("crash: after");
        again.sees("crash: before");
        assertEquals(List.of("crash: before", "crash: after"), journal(hall, "crash: "));
        again.reloads();
        again.sees("crash: before");
    }

    @Test
    void another_person_at_the_same_browser_neither_sees_nor_sends_what_waits(Hall hall) throws Exception {
        var vera = cut(hall, "Vera");
        vera.says("shared: Vera's");
        assertThat(vera.messages("shared: Vera's")).containsText("Waiting to be sent…");
        vera.button("Sign out").click();
        assertThat(vera.page().getByText("One message has not been sent yet")).isVisible();
        vera.button("Stay signed in").click();
        vera.button("Sign out").click();
        vera.button("Keep and sign out").click();
        assertThat(vera.nameField()).isVisible();

        vera.page().evaluate("() => localStorage.removeItem('cut')");
        vera.signsIn("Willi");
        vera.says("shared: Willi's");
        vera.seesFrom("Willi", "shared: Willi's");
        assertEquals(List.of("shared: Willi's"), journal(hall, "shared: "));
        assertThat(vera.messages("shared: ")).hasCount(1);
        vera.button("Sign out").click();

        vera.signsIn("Vera");
        vera.seesFrom("Vera", "shared: Vera's");
        assertEquals(List.of("shared: Willi's", "shared: Vera's"), journal(hall, "shared: "));
    }

    @Test
    void what_somebody_discards_at_sign_out_is_gone(Hall hall) throws Exception {
        var xaver = cut(hall, "Xaver");
        xaver.says("discarded: never mind");
        assertThat(xaver.messages("discarded: ")).containsText("Waiting to be sent…");
        xaver.button("Sign out").click();
        xaver.button("Discard and sign out").click();
        xaver.page().evaluate("() => localStorage.removeItem('cut')");
        xaver.signsIn("Xaver");
        xaver.says("discarded: this came after");
        xaver.sees("discarded: this came after");
        assertEquals(List.of("discarded: this came after"), journal(hall, "discarded: "));
    }

    @Test
    void a_file_goes_on_where_it_was_after_a_crash_of_the_page_and_of_the_server(Hall hall) throws Exception {
        var plan = new byte[20 * 1024 * 1024];
        new Random(7).nextBytes(plan);
        // by its path: through the browser's remote control it would take longer than all else
        var file = Files.write(Machinery.newHome().resolve("plan.bin"), plan);
        var yara = hall.enters("Yara");
        yara.watch().expectNoServer();
        yara.watch().expect("net::ERR_\\S* (HEAD|POST|PATCH) .*/api/v1/uploads.*");
        var parts = new AtomicInteger();
        // two of three parts leave; the third is on its way when everything ends
        yara.page().route(UPLOADS, route -> {
            if (!route.request().method().equals("PATCH") || parts.incrementAndGet() < 3) {
                route.resume();
            }
        });
        yara.page().locator("input[type=file]").setInputFiles(file);
        yara.says("file: this is the plan");
        yara.says("file: what do you think?");
        yara.page().waitForCondition(() -> parts.get() >= 3);
        hall.killServer();
        yara.crashes();
        hall.startServerAgain();

        var begun = new AtomicInteger();
        yara.page().context().onRequest(request -> {
            if (request.method().equals("POST") && request.url().endsWith("/api/v1/uploads")) {
                begun.incrementAndGet();
            }
        });
        var again = yara.opensAnotherTab();
        again.sees("file: what do you think?");
        again.sees("file: this is the plan");
        assertEquals(0, begun.get(), "the upload that was begun goes on");
        assertEquals(
                List.of("file: this is the plan", "file: what do you think?"),
                journal(hall, "file: "),
                "the text waits for the file before it");
        var address =
                again.messages("file: this is the plan").locator("a[download]").getAttribute("href");
        var arrived =
                Pages.send(new Pages(hall.address(), "Yara").request(address).build(), BodyHandlers.ofByteArray());
        assertArrayEquals(plan, arrived.body());
    }

    /** Somebody whose pages have no connection for now. */
    private static Visitor cut(Hall hall, String name) {
        var visitor = hall.comes();
        entersWithCutAtHand(visitor, name);
        cut(visitor);
        return visitor;
    }

    static void entersWithCutAtHand(Visitor visitor, String name) {
        visitor.page().context().addInitScript(CUT_AT_HAND);
        visitor.opens();
        visitor.signsIn(name);
    }

    static void cut(Visitor visitor) {
        visitor.page().evaluate("() => { localStorage.cut = 'yes'; dispatchEvent(new Event('cut')); }");
    }

    /** Texts that the server holds, in their order. */
    static List<String> journal(Hall hall, String part) throws IOException {
        try (var reader = ParleyClient.join(hall.address(), "Reader")) {
            return reader.texts().stream().filter(text -> text.contains(part)).toList();
        }
    }
}
