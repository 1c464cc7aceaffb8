package io.parley.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedTest {
    @TempDir
    Path folder;

    @Test
    void a_war_is_unpacked_once() throws IOException {
        var war = war("one.war", "index.html", "hello");
        var first = new Unpacked(home(), war).folder();
        var page = first.resolve("index.html");
        assertEquals("hello", Files.readString(page));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home())));

        var written = FileTime.fromMillis(1_000);
        Files.setLastModifiedTime(page, written);
        assertEquals(first, new Unpacked(home(), war("same.war", "index.html", "hello")).folder());
        assertEquals(written, Files.getLastModifiedTime(page));
    }

    @Test
    void a_new_war_of_the_same_size_replaces_the_old_one() throws IOException {
        var old = new Unpacked(home(), war("one.war", "index.html", "hello")).folder();
        var unpacked = new Unpacked(home(), war("one.war", "index.html", "howdy"));
        var now = unpacked.folder();
        assertNotEquals(old, now);
        assertEquals("howdy", Files.readString(now.resolve("index.html")));
        assertTrue(Files.exists(old), "another process may still run from it");
        unpacked.removeOthers(now);
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(now.resolve("index.html")));
    }

    @Test
    void what_a_power_cut_left_is_mended() throws IOException {
        var war = war("one.war", "WEB-INF/lib/a.jar", "bytes");
        var jar = new Unpacked(home(), war).folder().resolve("WEB-INF/lib/a.jar");
        Files.writeString(jar, "");
        new Unpacked(home(), war).folder();
        assertEquals("bytes", Files.readString(jar));
        Files.delete(jar);
        new Unpacked(home(), war).folder();
        assertEquals("bytes", Files.readString(jar));
    }

    @Test
    void nothing_is_written_outside_the_home() throws IOException {
        var war = war("bad.war", "../../../outside", "x");
        assertThrows(CannotLaunch.class, () -> new Unpacked(home(), war).folder());
        try (var files = Files.walk(folder)) {
            assertTrue(files.noneMatch(file -> file.endsWith("outside")));
        }
    }

    @Test
    void a_home_that_cannot_be_written_is_one_line() throws IOException {
        var war = war("one.war", "index.html", "hello");
        Files.createFile(home());
        var line = assertThrows(CannotLaunch.class, () -> new Unpacked(home(), war).folder())
                .line();
        assertTrue(line.startsWith("The home " + home() + " cannot be written: "), line);
        assertEquals(1, line.lines().count());
    }

    private Path home() {
        return folder.resolve("home");
    }

    private Path war(String name, String entry, String content) throws IOException {
        var war = folder.resolve(name);
        try (var zip = new ZipOutputStream(Files.newOutputStream(war))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return war;
    }
}
