package io.parley.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes down what one person's browser complains of: errors, the content security policy's reports, dialogs, failed
 * requests, requests to other hosts, and the marks that a stranger's script would leave.
 */
final class Watch {
    /** A stranger's script says that it ran by setting {@code __xss}. */
    private static final String REPORTS = """
            addEventListener("securitypolicyviolation", (event) =>
              complain(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`), true);
            Object.defineProperty(window, "__xss", {
              get() { complain("a stranger's script looked"); return undefined; },
              set(value) { complain(`a stranger's script ran: ${value}`); },
            });
            """;

    private final String host;
    private final List<String> complaints = new ArrayList<>();
    private final List<Pattern> expected = new ArrayList<>();

    /** @param server whose pages are read; no other host may be asked for anything */
    Watch(BrowserContext context, URI server) {
        host = server.getAuthority();
        context.exposeBinding("complain", (source, words) -> complaints.add(String.valueOf(words[0])));
        context.addInitScript(REPORTS);
        context.onConsoleMessage(this::console);
        context.onWebError(error -> complaints.add("page error: " + error.error()));
        context.onDialog(this::dialog);
        context.onRequest(this::request);
        context.onRequestFailed(request -> complaints.add(request.failure() + " " + told(request)));
        context.onResponse(this::response);
    }

    /** Watches one page of the context; every page but the first is one that nobody asked for. */
    void page(Page page) {
        page.onWebSocket(socket -> atHome(socket.url()));
        page.onPopup(popup -> complaints.add("a window opened: " + popup.url()));
        page.onDownload(download -> complaints.add("a download began: " + download.url()));
    }

    /** What matches, as a whole, is no fault in this test. */
    void expect(String complaint) {
        expected.add(Pattern.compile(complaint));
    }

    /** The server goes away in this test: browsers tell of connections and requests that come to nothing. */
    void expectNoServer() {
        expect("(error|warning): WebSocket connection to .* failed: .*");
        expect("error: Failed to load resource: net::ERR_.*");
        expect("net::ERR_\\S* GET .*/api/v1/sign-in");
        // a picture of what others said before comes into view while there is nobody to give it
        expect("net::ERR_\\S* GET .*/api/v1/files/.*");
    }

    List<String> faults() {
        return complaints.stream()
                .filter(complaint -> expected.stream()
                        .noneMatch(pattern -> pattern.matcher(complaint).matches()))
                .toList();
    }

    /** Expected or not. */
    List<String> everything() {
        return List.copyOf(complaints);
    }

    private void console(ConsoleMessage message) {
        if (message.type().equals("error")
                || message.type().equals("warning")
                || message.type().equals("assert")) {
            complaints.add(message.type() + ": " + message.text() + " "
                    + message.location().replaceFirst(":0:0$", ""));
        }
    }

    private void dialog(Dialog dialog) {
        complaints.add("a dialog: " + dialog.message());
        dialog.dismiss();
    }

    private void request(Request request) {
        if (!request.url().startsWith("data:") && !request.url().startsWith("blob:")) {
            atHome(request.url());
        }
    }

    private void atHome(String url) {
        if (!host.equals(URI.create(url).getAuthority())) {
            complaints.add("asked another host: " + url);
        }
    }

    private void response(Response response) {
        if (response.status() >= 400) {
            complaints.add(response.status() + " " + told(response.request()));
        }
    }

    private static String told(Request request) {
        return request.method() + " " + request.url();
    }
}
