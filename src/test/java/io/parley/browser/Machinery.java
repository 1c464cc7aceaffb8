package io.parley.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.parley.it.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The one server and the one browser that all these tests share. Used by one thread. The browser starts beside whatever is done
 * before its first use; the server when it is first asked for, as some tests have one of their own.
 */
final class Machinery implements AutoCloseable {
    /** A name that is not this machine's for the browser, so that plain http to it is no secure context. */
    static final String PLAIN_HOST = "chat.test";

    /** Milliseconds; on a busy machine too nothing that works takes that long. */
    private static final int PATIENCE = 20_000;

    private final Path home = newHome();
    /** With a browser that it has started; whoever has waited for it uses both. */
    private final CompletableFuture<Launched> launching = CompletableFuture.supplyAsync(Machinery::launch);

    private @Nullable ServerProcess server;

    Machinery() throws IOException {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    private record Launched(Playwright playwright, Browser browser) {}

    private static Launched launch() {
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var options = new BrowserType.LaunchOptions()
                .setExecutablePath(chromium())
                // Debian's refuses a sandbox to root, and containers give none to anybody
                .setChromiumSandbox(false)
                .setArgs(List.of(
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--no-first-run",
                        "--host-resolver-rules=MAP " + PLAIN_HOST + " 127.0.0.1"));
        return new Launched(playwright, playwright.chromium().launch(options));
    }

    /** A new home, which goes with the next {@code mvn clean}. */
    static Path newHome() throws IOException {
        var homes = Path.of(System.getProperty("build.directory", "target"), "homes");
        return Files.createTempDirectory(Files.createDirectories(homes), "browser")
                .toAbsolutePath();
    }

    /** The one that the build found or installed. */
    private static Path chromium() {
        var found = Path.of(System.getProperty("build.directory", "target"), "machine", "chromium");
        try {
            return Files.exists(found) ? Path.of(Files.readString(found).strip()) : Path.of("/usr/bin/chromium");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Browser browser() {
        return launching.join().browser();
    }

    ServerProcess server() {
        if (server == null) {
            try {
                server = ServerProcess.on(home).start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return server;
    }

    /** What the server has said; nothing where no test has asked for it yet. */
    List<String> log() {
        return server == null ? List.of() : server.log();
    }

    /** Ends the server without a warning (SIGKILL). */
    void killServer() {
        server().kill();
    }

    /** Starts it again where and with what it was. */
    void startServerAgain() throws IOException {
        URI before = server().uri();
        server =
                ServerProcess.on(home).with("-Dparley.port=" + before.getPort()).start();
    }

    @Override
    public void close() {
        var launched = launching.join();
        launched.browser().close();
        launched.playwright().close();
        if (server != null) {
            server.close();
        }
    }
}
