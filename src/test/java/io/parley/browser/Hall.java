package io.parley.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.parley.it.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the people of one test meet: the server, and a browser context for each who came. Used by one thread. */
final class Hall implements AutoCloseable {
    private final Machinery machinery;
    private final List<Visitor> visitors = new ArrayList<>();

    Hall(Machinery machinery) {
        this.machinery = machinery;
    }

    ServerProcess server() {
        return machinery.server();
    }

    /** The root of the server. */
    URI address() {
        return server().uri();
    }

    /** The same by a name that browsers do not trust over plain http. */
    URI plainAddress() {
        return URI.create("http://" + Machinery.PLAIN_HOST + ":" + address().getPort() + "/");
    }

    void killServer() {
        machinery.killServer();
    }

    void startServerAgain() throws IOException {
        machinery.startServerAgain();
    }

    /** Somebody in front of a page that asks for a name. */
    Visitor comes() {
        return comes(address(), wide());
    }

    Visitor comes(URI address, Browser.NewContextOptions how) {
        var visitor = new Visitor(machinery.browser().newContext(how), address);
        visitors.add(visitor);
        visitor.opens();
        return visitor;
    }

    /** Somebody who is signed in and sees the channel. */
    Visitor enters(String name) {
        return enters(name, wide());
    }

    Visitor enters(String name, Browser.NewContextOptions how) {
        var visitor = comes(address(), how);
        visitor.signsIn(name);
        return visitor;
    }

    static Browser.NewContextOptions wide() {
        return new Browser.NewContextOptions().setViewportSize(1280, 800).setLocale("en-GB");
    }

    /** A phone, held upright. */
    static Browser.NewContextOptions phone() {
        return new Browser.NewContextOptions()
                .setViewportSize(360, 740)
                .setDeviceScaleFactor(2)
                .setHasTouch(true)
                .setIsMobile(true)
                .setLocale("en-GB");
    }

    void assertNothingWentWrong() {
        var faults = new ArrayList<String>();
        for (var visitor : visitors) {
            visitor.watch().faults().forEach(fault -> faults.add(visitor.name() + ": " + fault));
        }
        assertEquals(List.of(), faults, "what the browsers complained of");
    }

    /** Pictures of what everybody sees, and what the server and the browsers said. */
    void leaveEvidence(String test) throws IOException {
        var folder = Files.createDirectories(pictures());
        var log = new ArrayList<>(machinery.log());
        for (var visitor : visitors) {
            log.add("--- in the browser of " + visitor.name());
            log.addAll(visitor.watch().everything());
            try {
                var picture = folder.resolve(test + "-" + visitors.indexOf(visitor) + ".png");
                visitor.page().screenshot(new Page.ScreenshotOptions().setPath(picture));
            } catch (PlaywrightException noPicture) {
                log.add("no picture: " + noPicture.getMessage());
            }
        }
        Files.write(folder.resolve(test + ".log"), log);
    }

    /** Where pictures are written. */
    static Path pictures() {
        return Path.of(System.getProperty("build.directory", "target"), "screenshots");
    }

    /** Everybody leaves. */
    @Override
    public void close() {
        visitors.forEach(Visitor::leaves);
    }
}
