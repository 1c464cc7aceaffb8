package io.parley.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parley.it.Handshake;
import io.parley.it.ParleyClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An operator runs {@code java -jar parley.war}. */
@Timeout(120)
class JarIT {
    private static final Pattern OLD = Pattern.compile("JAVA_VERSION=\"(1\\.8|9|1\\d|20)\\b.*");

    @TempDir
    Path folder;

    @Test
    void it_says_where_it_is_and_ends_cleanly_when_told_to() throws Exception {
        try (var jar = Jar.start(folder, "-Dparley.port=0")) {
            var address = jar.address();
            assertEquals(200, get(address).statusCode());
            assertTrue(get(address).body().toLowerCase(Locale.ROOT).contains("<!doctype html"), "a page");
            assertEquals(200, get(address.resolve("api/v1/health")).statusCode());
            assertEquals("localhost", address.getHost());
            jar.signal("TERM");
            assertEquals(143, jar.end());
            assertEquals(List.of(), jar.errors());
            assertTrue(Files.isDirectory(folder.resolve("parley-home")));
        }
        try (var again = Jar.start(folder, "-Dparley.port=0")) {
            assertEquals(200, get(again.address()).statusCode());
        }
    }

    @Test
    void what_follows_a_send_comes_back_to_the_thread_that_sent() throws Exception {
        try (var jar = Jar.start(folder, "-Dparley.port=0", "-Dparley.signin=open", "-Dparley.compression=on")) {
            var address = jar.address();
            try (var bea = ParleyClient.join(address, "Bea")) {
                bea.awaitAcknowledged(bea.says("good morning"));
                jar.awaitLine("What follows a send is given back by the container's executor");
                assertEquals(List.of(), bea.violations());
            }
            var asking = Handshake.with(address.resolve("ws"))
                    .named("Bea")
                    .header("Sec-WebSocket-Extensions: permessage-deflate");
            // set, and so agreed to, which no client of these tests expects
            var agreed = assertThrows(IOException.class, asking::open);
            assertTrue(String.valueOf(agreed.getMessage()).contains("permessage-deflate"), agreed::toString);
        }
    }

    @Test
    void ctrl_c_ends_it() throws Exception {
        assumeFalse(ignored(2), "what a shell script runs in the background ignores Ctrl+C, and so does its child");
        try (var jar = Jar.start(folder, "-Dparley.port=0")) {
            assertEquals(200, get(jar.address()).statusCode());
            jar.signal("INT");
            assertEquals(130, jar.end());
        }
    }

    /** Whether this process, and so whatever it starts, ignores that signal. */
    private static boolean ignored(int signal) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            var mask = lines.filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> line.substring("SigIgn:".length()).strip())
                    .findAny()
                    .orElseThrow();
            return (Long.parseUnsignedLong(mask, 16) >> (signal - 1) & 1) == 1;
        }
    }

    @Test
    void the_address_is_the_last_line_but_for_the_way_to_become_the_owner() throws Exception {
        try (var jar = Jar.start(folder, "-Dparley.port=0")) {
            var address = jar.address();
            jar.signal("KILL");
            var last = jar.rest();
            assertEquals(1, last.size(), last::toString);
            assertTrue(
                    last.getFirst().startsWith("It has no owner yet. Become it at " + address + "#/setup/"),
                    last::toString);
        }
    }

    @Test
    void it_serves_below_a_path() throws Exception {
        try (var jar = Jar.start(folder, "-Dparley.port=0", "-Dparley.path=/team/chat")) {
            var address = jar.address();
            assertEquals("/team/chat/", address.getPath());
            assertEquals(200, get(address).statusCode());
            assertEquals(200, get(address.resolve("api/v1/health")).statusCode());
            assertEquals(404, get(address.resolve("/")).statusCode());
        }
    }

    @Test
    void after_a_kill_it_starts_again_in_the_same_home() throws Exception {
        try (var jar = Jar.start(folder, "-Dparley.port=0")) {
            jar.address();
            jar.signal("KILL");
            jar.end();
        }
        try (var again = Jar.start(folder, "-Dparley.port=0")) {
            assertEquals(200, get(again.address()).statusCode());
        }
    }

    @Test
    void a_taken_port_is_one_line() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            refused(
                    "port " + other.getLocalPort()
                            + " is taken; right is another one in parley.port, or 0 for any free one",
                    "-Dparley.port=" + other.getLocalPort());
        }
    }

    @Test
    void an_address_of_another_machine_is_one_line() throws Exception {
        refused(
                "parley.address: \"192.0.2.1\" is no address of this machine; right is a name or address of this machine,"
                        + " or * for all of them",
                "-Dparley.address=192.0.2.1");
    }

    @Test
    void a_wrong_setting_is_one_line_whoever_reads_it() throws Exception {
        refused(
                "parley.port: the value \"http\" from the system property parley.port is wrong; right is a whole number"
                        + " from 0 to 65535",
                "-Dparley.port=http");
        refused(
                "parley.rate: the value \"fast\" from the system property parley.rate is wrong; right is a whole number"
                        + " from 0 to 1000000",
                "-Dparley.port=0",
                "-Dparley.rate=fast");
        refused(
                "the system property parley.prot is no setting of Parley; did you mean parley.port?",
                "-Dparley.port=0",
                "-Dparley.prot=1");
    }

    @Test
    void a_second_one_in_the_same_home_is_told_who_was_first() throws Exception {
        try (var first = Jar.start(folder, "-Dparley.port=0")) {
            var address = first.address();
            try (var second = Jar.start(folder, "-Dparley.port=0")) {
                assertEquals(1, second.end());
                assertEquals(1, second.errors().size(), second.errors()::toString);
                var line = second.errors().get(0);
                assertTrue(line.contains("parley-home is in use by process " + first.pid() + " on "), line);
            }
            assertEquals(200, get(address).statusCode());
        }
    }

    @Test
    void only_the_first_class_is_for_an_old_java() {
        assertEquals(52, Jar.classVersion("io/parley/launch/Main.class"));
        assertEquals(65, Jar.classVersion("io/parley/launch/Launcher.class"));
    }

    @Test
    void an_old_java_is_told_so_in_one_line() throws Exception {
        var old = oldJava();
        assumeTrue(
                old.isPresent(), "NOT TESTED: no Java older than 21 on this machine, in /usr/lib/jvm or under Maven");
        try (var jar = Jar.start(old.orElseThrow(), folder)) {
            assertEquals(1, jar.end());
            assertEquals(1, jar.errors().size(), jar.errors()::toString);
            var line = jar.errors().get(0);
            assertTrue(line.matches("Parley needs Java 21 or newer; this is [\\d._]+ from /.*"), line);
        }
    }

    /** Maven's own, or any in the folder where Debian keeps them. */
    private static Optional<Path> oldJava() throws IOException {
        var debians = Path.of("/usr/lib/jvm");
        try (var others = Files.isDirectory(debians) ? Files.list(debians) : Stream.<Path>of()) {
            return Stream.concat(Stream.of(Path.of(System.getProperty("build.java", "/nowhere"))), others)
                    .filter(JarIT::isOld)
                    .findFirst();
        }
    }

    private static boolean isOld(Path home) {
        try (var release = Files.lines(home.resolve("release"))) {
            return Files.isExecutable(home.resolve("bin/java"))
                    && release.anyMatch(line -> OLD.matcher(line).matches());
        } catch (IOException e) {
            return false;
        }
    }

    private void refused(String line, String... options) throws Exception {
        try (var jar = Jar.start(folder, options)) {
            assertEquals(1, jar.end());
            assertEquals(List.of("Parley did not start: " + line), jar.errors());
            assertEquals(List.of(), jar.rest());
        }
    }

    private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
