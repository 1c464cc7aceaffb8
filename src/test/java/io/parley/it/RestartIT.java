package io.parley.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is told to end, and the one that follows it. */
class RestartIT {
    @TempDir
    Path home;

    @Test
    void a_restart_loses_nothing_and_doubles_nothing() throws Exception {
        var ann = new ParleyClient("Ann", ParleyClient.BINARY);
        var bea = new ParleyClient("Bea", ParleyClient.TEXT);
        var people = List.of(ann, bea);
        var saying = Thread.ofVirtual().unstarted(() -> {
            for (var i = 0; i < 1_000; i++) {
                ann.says("Ann " + i);
                bea.says("Bea " + i);
            }
        });
        try (var first = ServerProcess.on(home).start()) {
            for (var person : people) {
                person.connect(first.uri());
                person.awaitLive();
            }
            saying.start();
            ann.awaitSeq(200);
            assertEquals(143, first.stop(), () -> first.log().toString());
            for (var person : people) {
                var after = person.next("goaway").getInt("after");
                assertTrue(after >= 0 && after <= 2_000, "after " + after);
                assertEquals(
                        1001,
                        assertInstanceOf(Received.Close.class, person.awaitEnd())
                                .code());
            }
        }
        try (var second = ServerProcess.on(home).start();
                var carol = ClassicClient.join(second.uri(), ClassicClient.HISTORY, "carol")) {
            for (var person : people) {
                person.connect(second.uri());
            }
            saying.join();
            people.forEach(ParleyClient::awaitAllAcknowledged);
            try (var newcomer = ParleyClient.join(second.uri(), "newcomer")) {
                for (var person : people) {
                    person.awaitSeq(newcomer.seq());
                    assertEquals(List.of(), person.violations());
                    assertEquals(newcomer.messages(), person.messages());
                    assertEquals(1_000, person.acknowledged().size());
                    assertEquals(
                            numbered(person.name()),
                            newcomer.texts().stream()
                                    .filter(text -> text.startsWith(person.name()))
                                    .toList());
                }
                assertEquals(2_000, newcomer.messages().size());
            }
            assertEquals(
                    50,
                    carol.heard().stream()
                            .limit(50)
                            .filter(frame -> frame instanceof Received.Text line
                                    && !line.text().contains("System"))
                            .count());
        }
        for (var person : people) {
            person.close();
        }
    }

    @Test
    void a_server_that_drains_says_so() throws Exception {
        try (var server = ServerProcess.on(home).start();
                var deaf =
                        Handshake.with(server.uri().resolve("ws")).named("deaf").open()) {
            deaf.text("{\"type\":\"hello\",\"cursors\":{}}");
            assertInstanceOf(Received.Text.class, deaf.receive());
            var health = new Pages(server.uri(), "");
            assertEquals(200, health.get("api/v1/health").statusCode());
            server.terminate();
            // it waits a while for the goodbye of somebody who says nothing
            Await.until(() -> "health says that it drains", () -> {
                var answer = health.get("api/v1/health");
                return answer.statusCode() == 503 && answer.body().equals("{\"status\":\"draining\"}");
            });
            assertEquals(143, server.awaitExit());
            assertTrue(
                    server.log().stream().noneMatch(line -> line.contains("ERROR")),
                    () -> server.log().toString());
        }
        assertTrue(Files.exists(home.resolve("parley.db")));
    }

    private static List<String> numbered(String name) {
        return IntStream.range(0, 1_000).mapToObj(i -> name + " " + i).toList();
    }
}
