package io.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import io.parley.it.ClassicClient;
import io.parley.it.ParleyClient;
import jakarta.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What strangers say, call themselves and name their files is text: nothing of it runs, leads astray or asks another
 * host. That nothing ran, opened or was asked for is told by {@link Watch} at the end of each test.
 */
@ExtendWith(InBrowsers.class)
class HostileIT {
    /** What no text of a stranger may become, and where no link may lead. */
    private static final String CONTRABAND = """
            () => {
              const found = [];
              const search = (root) => {
                for (const element of root.querySelectorAll("*")) {
                  if (element.shadowRoot) search(element.shadowRoot);
                  const inMessage = element.closest("article .body, .who, .person, #announcements");
                  if (!inMessage) continue;
                  if (element.matches("script, iframe, object, embed, link, meta, base, style, form, input, template, math"))
                    found.push(element.outerHTML.slice(0, 200));
                  for (const { name, value } of element.attributes)
                    if (name.startsWith("on") || name === "style" || name === "srcdoc") found.push(`${name}=${value}`);
                  if (element.matches("img, audio, video, source")
                      && !element.src.startsWith(new URL("api/v1/files/", document.baseURI).href)) found.push(element.src);
                  if (element.matches("a") && !/^(https?|mailto):/.test(element.href)) found.push(element.href);
                }
              };
              search(document);
              return found;
            }
            """;

    @Test
    void no_message_runs_or_leads_astray(Hall hall) throws IOException {
        var reader = hall.enters("Amalie");
        var payloads = Payload.all();
        assertTrue(payloads.size() >= 40, payloads.size() + " payloads");
        System.out.println(payloads.size() + " hostile messages, each by both protocols");
        try (var mallory = ParleyClient.join(hall.address(), "Mallory");
                var classic = ClassicClient.join(hall.address(), ClassicClient.TEXT, "Malvolio")) {
            for (int i = 0; i < payloads.size(); i++) {
                mallory.says("hostile " + i + ":\n\n" + payloads.get(i).text());
                classic.says("hostile too " + i + ":\n\n" + payloads.get(i).text());
            }
            mallory.awaitAllAcknowledged();
            assertThat(reader.messages("hostile too " + (payloads.size() - 1) + ":"))
                    .hasCount(1);
        }
        assertShown(reader, payloads);
        assertEquals(List.of(), reader.page().evaluate(CONTRABAND));

        // from one's own composer, and as history
        reader.says("<img src=x onerror=__xss=100> [my own](javascript:__xss=101)");
        reader.sees("<img src=x onerror=__xss=100>");
        reader.reloads();
        reader.sees("<img src=x onerror=__xss=100>");
        var early = reader.messages("hostile too " + (payloads.size() - 40) + ":");
        // the two senders are not in step: it may stand one page up, or two
        for (int pages = 0; pages < 4 && early.count() == 0; pages++) {
            var shown = reader.messages().count();
            reader.messages().first().scrollIntoViewIfNeeded();
            assertThat(reader.messages()).not().hasCount(shown);
        }
        assertThat(early).hasCount(1);
        assertEquals(List.of(), reader.page().evaluate(CONTRABAND));
        assertEquals(hall.address().toString(), reader.page().url());
    }

    /** One look at the whole page: asking for each message alone would take a minute. */
    private static void assertShown(Visitor reader, List<Payload> payloads) {
        var texts = reader.messages().locator("parley-text").allTextContents();
        for (int i = 0; i < payloads.size(); i++) {
            for (var start : List.of("hostile " + i + ":", "hostile too " + i + ":")) {
                var shown = payloads.get(i).shown();
                assertEquals(
                        1,
                        texts.stream()
                                .filter(text -> text.startsWith(start) && text.contains(shown))
                                .count(),
                        () -> "shown once: " + start + " " + shown + " in "
                                + texts.stream()
                                        .filter(text -> text.startsWith(start))
                                        .toList());
            }
        }
    }

    @Test
    void no_name_runs_or_leads_astray(Hall hall) throws IOException {
        var names = List.of(
                "\"onmouseover=\"__xss=1",
                "' autofocus onfocus=__xss=1 x='",
                "javascript:__xss=1",
                "${window.__xss=1}",
                "{{constructor.constructor('__xss=1')()}}",
                "`__xss=1`",
                "\\u003cscript\\u003e__xss=1",
                "\uFF1Cscript\uFF1E__xss=1",
                "[press](javascript:__xss=1)",
                "![press](http://evil.test/p.png)",
                "__proto__",
                "constructor",
                "hue-1 x",
                "W".repeat(300));
        var refused = List.of("<script>__xss=1</script>", "%3Cimg src=x onerror=__xss=1%3E", "a&lt;b", "\u202Eeman");
        var reader = hall.enters("Bettina");
        for (var name : refused) {
            try (var stranger = ClassicClient.connect(hall.address(), ClassicClient.TEXT, name)) {
                stranger.ends();
            }
        }
        var strangers = new ArrayList<ClassicClient>();
        for (int i = 0; i < names.size(); i++) {
            strangers.add(ClassicClient.connect(hall.address(), ClassicClient.TEXT, names.get(i)));
            strangers.getLast().says("named " + i + ".");
        }
        for (int i = 0; i < names.size(); i++) {
            var message = reader.messages("named " + i + ".");
            assertThat(message).hasCount(1);
            assertThat(message.locator(".who .name")).hasText(names.get(i));
            assertThat(reader.present(names.get(i)).first()).isVisible();
        }
        for (var stranger : strangers) {
            stranger.close();
        }
        assertThat(reader.page().getByText("script>")).hasCount(0);
        assertEquals(List.of(), reader.page().evaluate(CONTRABAND));
        reader.reloads();
        assertThat(reader.messages("named 0.").locator(".who .name")).hasText(names.getFirst());
        assertEquals(List.of(), reader.page().evaluate(CONTRABAND));
        assertEquals(
                true,
                reader.page().evaluate("() => document.documentElement.scrollWidth <= innerWidth"),
                "a long name widens nothing");
    }

    @Test
    void no_file_runs_or_leads_astray(Hall hall) throws IOException {
        var page = "<script>parent.__xss=1;top.__xss=1;opener.__xss=1;window.__xss=1</script>".getBytes(UTF_8);
        var drawing = "<svg xmlns='http://www.w3.org/2000/svg' onload='window.__xss=1'/>".getBytes(UTF_8);
        var files = List.of(
                new Sent("<img src=x onerror=__xss=1>.png", "image/png", Drawing.twoColours(8, 8)),
                new Sent("x.png\" onload=\"__xss=1", "image/png", Drawing.twoColours(8, 8)),
                new Sent("..\\..\\<svg onload=__xss=1>", "image/svg+xml", drawing),
                new Sent("drawing.svg", "image/svg+xml", drawing),
                new Sent("page.html", "text/html", page),
                new Sent("page.html", "image/png", page),
                new Sent("javascript:__xss=1", "text/html;charset=utf-7", page),
                new Sent("page.xml", "application/xhtml+xml", page),
                new Sent("?a=1#b", "text/plain", page),
                new Sent("..", "application/javascript", "__xss=1".getBytes(UTF_8)),
                new Sent("%2e%2e%2f%00.html", "image/png\" onload=\"__xss=1", page),
                new Sent("\u202Egnp.exe", "video/mp4\r\nX-Evil: 1", page),
                new Sent("${window.__xss=1}.png", "image/png;<script>", page),
                new Sent("https://evil.test/x.png", "image/png", Drawing.twoColours(8, 8)));
        var reader = hall.enters("Clara");
        try (var mallory = ClassicClient.join(hall.address(), ClassicClient.FILES, "Mordred")) {
            for (var file : files) {
                mallory.sends(file.metadata(), file.bytes());
            }
            mallory.says("those were my files");
            reader.sees("those were my files");
        }
        var from = reader.page().locator("article:has(a[href*='api/v1/files'])");
        var theirs =
                from.filter(new Locator.FilterOptions().setHas(reader.page().locator("a")));
        assertTrue(theirs.count() >= files.size(), theirs.count() + " files are shown");
        assertEquals(List.of(), reader.page().evaluate(CONTRABAND));

        var addresses = reader.page()
                .locator("article a[href*='api/v1/files']")
                .evaluateAll("links => [...new Set(links.map(({ href }) => href))]");
        var opened = 0;
        for (var address : (List<?>) addresses) {
            opened += opensHarmlessly(reader, (String) address) ? 1 : 0;
        }
        assertTrue(opened >= files.size(), opened + " files were asked for");
    }

    /** As somebody does who copies a link into the address bar: nothing but a picture is shown. */
    private static boolean opensHarmlessly(Visitor reader, String address) {
        var answer = reader.page().request().get(address);
        assertEquals(200, answer.status(), address);
        var headers = answer.headers();
        assertEquals("nosniff", headers.get("x-content-type-options"), address);
        assertTrue(headers.getOrDefault("content-security-policy", "").contains("sandbox"), address + " " + headers);
        var inline = headers.getOrDefault("content-disposition", "inline").startsWith("inline");
        var type = headers.getOrDefault("content-type", "");
        assertTrue(
                !inline || type.matches("(image/(png|jpeg|gif|webp|avif)|(audio|video)/[a-z0-9.+-]+)"),
                () -> address + " is shown as " + type);
        assertEquals(null, headers.get("x-evil"), address);
        return true;
    }

    /** A file as the classic protocol takes it. */
    private record Sent(String name, String type, byte[] bytes) {
        String metadata() {
            return Json.createObjectBuilder()
                    .add("file", Json.createObjectBuilder().add("name", name).add("type", type))
                    .build()
                    .toString();
        }
    }
}
