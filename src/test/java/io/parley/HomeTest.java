package io.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05.678Z"));

    @TempDir
    Path folder;

    @Test
    void a_home_is_made_for_its_owner_only() throws IOException {
        var deep = folder.resolve("parley/chat");
        try (var home = Home.open(deep, "/chat", CLOCK)) {
            assertEquals(deep.toRealPath(), home.folder());
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(deep)));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(deep.getParent())));
        }
    }

    @Test
    void a_second_context_is_refused_and_told_who_was_first() {
        try (var first = Home.open(folder, "/chat", CLOCK)) {
            var line = refusal("");
            assertTrue(
                    line.startsWith("The home " + first.folder() + " is in use by process "
                            + ProcessHandle.current().pid() + " on "),
                    line);
            assertTrue(line.contains(", context /chat, since 2026-01-02T03:04:05Z; right is "), line);
            assertEquals(1, line.lines().count());
        }
    }

    @Test
    void a_home_that_was_left_can_be_held_again() {
        Home.open(folder, "", CLOCK).close();
        Home.open(folder, "", CLOCK).close();
    }

    @Test
    void a_link_to_a_home_is_the_same_home() throws IOException {
        var link = Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("real")));
        try (var first = Home.open(folder.resolve("real"), "", CLOCK)) {
            assertNotNull(first);
            assertThrows(CannotStart.class, () -> Home.open(link, "", CLOCK));
        }
    }

    @Test
    void another_class_loader_is_refused_too() throws Exception {
        try (var first = Home.open(folder, "", CLOCK);
                var loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            assertNotNull(first);
            var theirs = loader.loadClass(Home.class.getName());
            assertNotEquals(Home.class, theirs);
            var open = theirs.getMethod("open", Path.class, String.class, InstantSource.class);
            var failure = assertThrows(InvocationTargetException.class, () -> open.invoke(null, folder, "/two", CLOCK));
            assertTrue(String.valueOf(failure.getCause()).contains("is in use by process"));
        }
    }

    @Test
    void another_process_is_refused_even_after_a_second_context_gave_up() throws Exception {
        try (var first = Home.open(folder, "", CLOCK)) {
            refusal("/two");
            assertTrue(otherProcess()
                    .contains("The home " + first.folder() + " is in use by process "
                            + ProcessHandle.current().pid()));
        }
        assertEquals("held", otherProcess());
    }

    @Test
    void a_home_that_cannot_be_made_is_one_line() throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        var line = assertThrows(CannotStart.class, () -> Home.open(file.resolve("home"), "", CLOCK))
                .line();
        assertTrue(line.startsWith("The home " + file.resolve("home") + " cannot be made: "), line);
        assertTrue(line.contains("parley.home"), line);
    }

    private String refusal(String context) {
        return assertThrows(CannotStart.class, () -> Home.open(folder, context, CLOCK))
                .line();
    }

    private String otherProcess() throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.strip();
    }

    /** A second Parley: tries to hold the home and says how that went. */
    static final class Holder {
        public static void main(String[] args) {
            try (var home = Home.open(Path.of(args[0]), "", InstantSource.system())) {
                System.out.println(home.folder().toFile().exists() ? "held" : "gone");
            } catch (CannotStart e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static URL[] classPath() {
        return Stream.of(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                .map(entry -> {
                    try {
                        return Path.of(entry).toUri().toURL();
                    } catch (MalformedURLException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toArray(URL[]::new);
    }
}
