package io.parley.it;

import static io.parley.it.ClassicClient.FILES;
import static io.parley.it.ClassicClient.HISTORY;
import static io.parley.it.ClassicClient.line;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.scan.ClamdSpeaker;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files on their way to the server and back, over the death of the server. */
class UploadsIT {
    private static final String GOOD = "{\"from\":\"Ann\",\"file\":{\"name\":\"good.txt\",\"type\":\"text/plain\"}}";

    @TempDir
    private Path home;

    @Test
    void a_strangers_client_goes_on_after_the_server_was_killed() throws Exception {
        var size = 24 << 20;
        String sha256;
        var first = ServerProcess.on(home).start();
        var node = node(
                "tus-upload.js",
                first.uri().resolve("api/v1/uploads").toString(),
                new Pages(first.uri(), "Ann").cookie(),
                "" + size);
        try (var lines = node.inputReader(StandardCharsets.UTF_8)) {
            sha256 = lines.readLine().substring("sha256 ".length());
            assertEquals("progress " + (4 << 20), lines.readLine());
            first.kill();
            try (var second = ServerProcess.on(home)
                    .with("-Dparley.port=" + first.uri().getPort())
                    .start()) {
                var last = lines.lines().reduce((before, line) -> line).orElse("");
                assertTrue(last.startsWith("done "), last);
                var ann = TusClient.of(second.uri(), "Ann");
                var id = last.substring(last.lastIndexOf('/') + 1);
                assertEquals("random.bin", ann.file(id).getString("name"));
                assertEquals(size, ann.file(id).getInt("size"));
                assertEquals(sha256, ann.fetches(id, size));
            }
        } finally {
            node.destroyForcibly();
            first.close();
        }
    }

    @Test
    void a_file_is_read_when_it_is_clean() throws Exception {
        var absent = new ClamdSpeaker(0, 1 << 20);
        var address = absent.address();
        absent.close();
        try (var server =
                ServerProcess.on(home).with("-Dparley.scan=" + address).start()) {
            var uploader = TusClient.of(server.uri(), "Ann");
            var good = uploader.sends("good.txt", "good".getBytes(StandardCharsets.UTF_8));
            var bad = uploader.sends("bad.txt", ClamdSpeaker.EICAR.getBytes(StandardCharsets.US_ASCII));
            try (var ann = ParleyClient.join(server.uri(), "Ann");
                    var bea = ClassicClient.join(server.uri(), FILES, "bea")) {
                ann.posts("", good, bad);
                var posted = ann.next("message");
                assertEquals("held", state(posted, 0));
                assertEquals("held", state(posted, 1));
                var refused = uploader.pages().get("api/v1/files/" + good + "/good.txt");
                assertEquals(423, refused.statusCode());
                assertTrue(refused.body().contains("being checked for viruses"), refused.body());
                ann.awaitAcknowledged(ann.says("meanwhile"));
                bea.hears(line("Ann", "meanwhile"));
                server.kill();
                try (var again = ServerProcess.on(home)
                                .with("-Dparley.scan=" + address)
                                .start();
                        var carl = ClassicClient.join(again.uri(), FILES, "carl")) {
                    ann.connect(again.uri());
                    // only now: carl is told nothing of what was clean before he came
                    try (var scanner = new ClamdSpeaker(address.getPort(), 1 << 20)) {
                        // in what order they are checked nobody says; each event tells the state of all
                        ann.next("files", event -> {
                            var message = event.getJsonObject("message");
                            return state(message, 0).isEmpty()
                                    && state(message, 1).equals("infected");
                        });
                        assertTrue(scanner.scans() >= 2);
                    }
                    var before = carl.takeUntil(GOOD).toString();
                    assertFalse(before.contains("bad.txt"), before);
                    carl.hearsBytes("good".getBytes(StandardCharsets.UTF_8));
                    readable(again.uri(), good, bad);
                }
            }
        }
    }

    private static void readable(URI server, String good, String bad) throws IOException {
        var bea = new Pages(server, "Bea");
        assertEquals("good", bea.get("api/v1/files/" + good + "/good.txt").body());
        var gone = bea.get("api/v1/files/" + bad + "/bad.txt");
        assertEquals(410, gone.statusCode());
        assertTrue(gone.body().contains("had a virus"), gone.body());
        try (var dora = ClassicClient.connect(server, HISTORY, "dora")) {
            dora.hears(GOOD);
            dora.hearsBytes("good".getBytes(StandardCharsets.UTF_8));
            dora.hears(line("Ann", "meanwhile"), ClassicClient.welcome("dora"));
        }
    }

    /** Of one file of a message; empty when it may be read. */
    private static String state(JsonObject message, int file) {
        return message.getJsonArray("files").getJsonObject(file).getString("state", "");
    }

    private static Process node(String script, String... arguments) throws IOException {
        // where the machine's own is too old the build has brought one
        var brought = Path.of(System.getProperty("build.directory", "target"), "machine", "node");
        var command = new ArrayList<>(
                List.of(Files.isExecutable(brought) ? brought.toAbsolutePath().toString() : "node", script));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(Path.of("src/test/js").toFile())
                .redirectErrorStream(true)
                .start();
    }
}
