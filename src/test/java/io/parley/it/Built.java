package io.parley.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What the build made and found before the tests that need it: the WAR, its folder, a browser. */
public final class Built {
    private Built() {}

    /** Our WAR, as the one file it is. */
    public static Path war() {
        return path("build.war");
    }

    /** Our WAR under a name, for a deployment: {@code chat.war} is served at {@code /chat}, {@code ROOT.war} at {@code /}. */
    public static WebArchive warAs(String name) {
        return ShrinkWrap.create(ZipImporter.class, name)
                .importFrom(war().toFile())
                .as(WebArchive.class);
    }

    /** The folder of all that is built, for what a test leaves behind. */
    public static Path folder() {
        return path("build.directory");
    }

    /** The Chromium that the build found or installed. */
    public static Path chromium() throws IOException {
        return Path.of(Files.readString(folder().resolve("machine/chromium")));
    }

    private static Path path(String property) {
        return Path.of(Objects.requireNonNull(
                System.getProperty(property), property + " is not set: run it as mvn verify does"));
    }
}
