package io.parley.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.parley.it.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The one server and the one browser that all these tests share. Used by one thread. */
final class Machinery implements AutoCloseable {
    /** A name that is not this machine's for the browser, so that plain http to it is no secure context. */
    static final String PLAIN_HOST = "chat.test";

    /** Milliseconds; on a busy machine too nothing that works takes that long. */
    private static final int PATIENCE = 20_000;

    private final Path home = newHome();
    private final Playwright playwright;
    private final Browser browser;
    private ServerProcess server;

    Machinery() throws IOException {
        server = ServerProcess.on(home).start();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        // Debian's refuses a sandbox to root, and containers give none to anybody
                        .setChromiumSandbox(false)
                        .setArgs(List.of(
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--no-first-run",
                                "--host-resolver-rules=MAP " + PLAIN_HOST + " 127.0.0.1")));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    /** A new home, which goes with the next {@code mvn clean}. */
    static Path newHome() throws IOException {
        var homes = Path.of(System.getProperty("build.directory", "target"), "homes");
        return Files.createTempDirectory(Files.createDirectories(homes), "browser")
                .toAbsolutePath();
    }

    /** The one that the build found or installed. */
    private static Path chromium() throws IOException {
        var found = Path.of(System.getProperty("build.directory", "target"), "machine", "chromium");
        return Files.exists(found) ? Path.of(Files.readString(found).strip()) : Path.of("/usr/bin/chromium");
    }

    Browser browser() {
        return browser;
    }

    ServerProcess server() {
        return server;
    }

    /** Ends the server without a warning (SIGKILL). */
    void killServer() {
        server.kill();
    }

    /** Starts it again where and with what it was. */
    void startServerAgain() throws IOException {
        URI before = server.uri();
        server =
                ServerProcess.on(home).with("-Dparley.port=" + before.getPort()).start();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
        server.close();
    }
}
