package io.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files get into a message however people are used to, and one that does not get there says so. */
@ExtendWith(InBrowsers.class)
class SendFilesIT {
    private static final byte[] NOTES = "eggs\nflour\n".getBytes(StandardCharsets.UTF_8);

    @Test
    void files_are_picked_dropped_and_pasted_into_one_message(Hall hall) throws IOException {
        var anton = hall.enters("Anton");
        var berta = hall.enters("Berta");
        anton.attaches(payload("notes.txt", "text/plain", NOTES));
        assertThat(tray(anton)).hasCount(1);

        drops(anton, "dropped.png", Drawing.twoColours(300, 200));
        assertThat(tray(anton)).hasCount(2);
        pastes(anton, Drawing.twoColours(90, 60));
        assertThat(tray(anton)).hasCount(3);
        anton.description("dropped.png").fill("One colour beside another");
        tray(anton).filter(containing("image.png")).getByRole(AriaRole.BUTTON).click();
        assertThat(tray(anton)).hasCount(2);
        pastes(anton, Drawing.twoColours(90, 60));
        anton.says("files: here they are");

        for (var visitor : List.of(anton, berta)) {
            visitor.seesFrom("Anton", "files: here they are");
            var message = visitor.messages("files: here they are");
            assertLoaded(message.getByAltText("One colour beside another"), 300);
            assertLoaded(message.getByAltText("Picture: image.png"), 90);
            assertThat(message.locator("a.card")).containsText("11 bytes");
        }
        berta.watch().expect("a download began: .*");
        var download = berta.page()
                .waitForDownload(() ->
                        berta.messages("files: here they are").locator("a.card").click());
        assertEquals("notes.txt", download.suggestedFilename());
        assertArrayEquals(NOTES, Files.readAllBytes(download.path()));
    }

    @Test
    void a_message_may_be_files_alone_and_what_is_too_large_or_too_many_is_left_out(Hall hall) throws IOException {
        var carl = hall.enters("Carl");
        var files = new ArrayList<FilePayload>();
        for (int i = 1; i <= 21; i++) {
            files.add(payload("list " + i + ".txt", "text/plain", NOTES));
        }
        carl.attaches(files.toArray(FilePayload[]::new));
        assertThat(tray(carl)).hasCount(20);
        var alert = carl.page().getByRole(AriaRole.ALERT).filter(containing("list 21.txt"));
        assertThat(alert).containsText("A message takes at most 20 files. “list 21.txt” was left out");
        for (int i = 20; i > 1; i--) {
            tray(carl).nth(1).getByRole(AriaRole.BUTTON).click();
        }
        assertThat(alert).hasCount(0);
        // a file that is larger than it has bytes: 60 MB need not be made for it
        carl.page().evaluate("""
                () => {
                  const size = Object.getOwnPropertyDescriptor(Blob.prototype, "size").get;
                  Object.defineProperty(Blob.prototype, "size", {
                    get() { return this.name === "film.mp4" ? 60_000_000 : size.call(this); },
                  });
                }
                """);
        carl.attaches(payload("film.mp4", "video/mp4", NOTES));
        assertThat(carl.page().getByRole(AriaRole.ALERT).filter(containing("film.mp4")))
                .containsText("“film.mp4” has 60 MB, at most 52 MB are allowed");
        assertThat(tray(carl)).hasCount(1);

        carl.composer().press("Enter");
        assertThat(carl.messages("list 1.txt").locator("a.card")).containsText("TXT, 11 bytes");
        assertThat(tray(carl)).hasCount(0);
    }

    @Test
    void an_upload_is_stopped_and_tried_again(Hall hall) throws IOException {
        var dana = hall.enters("Dana");
        dana.watch().expect("net::ERR_\\S* (POST|PATCH|HEAD) .*/api/v1/uploads.*");
        var held = new ArrayList<Route>();
        dana.page().route("**/api/v1/uploads/**", held::add);
        dana.attaches(payload("stopped.png", "image/png", Drawing.twoColours(64, 48)));
        dana.says("stopped: a picture");
        var message = dana.messages("stopped: a picture");
        assertThat(message.getByRole(AriaRole.PROGRESSBAR)).hasAccessibleName("Upload of stopped.png");
        dana.button("Stop the upload of stopped.png").click();
        assertThat(message).containsText("Stopped");
        assertThat(message).containsText("Not sent.");
        assertThat(dana.page().locator("#announcements")).containsText("Not sent.");

        dana.page().unroute("**/api/v1/uploads/**");
        dana.button("Try again: stopped.png").click();
        dana.sees("stopped: a picture");
        assertLoaded(message.getByAltText("Picture: stopped.png"), 64);
        assertThat(dana.page().locator("#announcements")).containsText("Sent, with “stopped.png”.");

        dana.page().route("**/api/v1/uploads/**", held::add);
        dana.attaches(payload("removed.png", "image/png", Drawing.twoColours(64, 48)));
        dana.says("stopped: without it");
        dana.button("Stop the upload of removed.png").click();
        dana.button("Remove removed.png").click();
        dana.sees("stopped: without it");
        assertThat(dana.messages("stopped: without it").locator("img")).hasCount(0);
    }

    /** As a hand does that lets go of a file above the messages. */
    private static void drops(Visitor visitor, String name, byte[] bytes) {
        var page = visitor.page();
        JSHandle data =
                page.evaluateHandle("""
                ([name, base64]) => {
                  const data = new DataTransfer();
                  data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name, { type: "image/png" }));
                  return data;
                }
                """, List.of(name, Base64.getEncoder().encodeToString(bytes)));
        var target = page.locator("main");
        target.dispatchEvent("dragenter", Map.of("dataTransfer", data));
        target.dispatchEvent("dragover", Map.of("dataTransfer", data));
        assertThat(page.getByText("Drop files to add them to your message to #lobby"))
                .isVisible();
        target.dispatchEvent("drop", Map.of("dataTransfer", data));
        assertThat(page.getByText("Drop files to add them to your message to #lobby"))
                .hasCount(0);
    }

    /** From the clipboard, by the keys. */
    private static void pastes(Visitor visitor, byte[] png) {
        visitor.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        visitor.page().evaluate("""
                (base64) => navigator.clipboard.write([new ClipboardItem({
                  "image/png": new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], { type: "image/png" }),
                })])
                """, Base64.getEncoder().encodeToString(png));
        visitor.composer().press("Control+V");
    }

    private static Locator tray(Visitor visitor) {
        return visitor.page()
                .getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Files of this message"))
                .getByRole(AriaRole.LISTITEM);
    }

    private static void assertLoaded(Locator picture, int width) {
        assertThat(picture).isVisible();
        assertThat(picture).hasJSProperty("naturalWidth", width);
    }

    static FilePayload payload(String name, String type, byte[] bytes) {
        return new FilePayload(name, type, bytes);
    }

    private static Locator.FilterOptions containing(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
