package io.parley.it;

import static io.parley.it.ClassicClient.FILES;
import static io.parley.it.ClassicClient.HISTORY;
import static io.parley.it.ClassicClient.TEXT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Much at once: what bursts of texts and large files do. */
class ClassicLoadIT {
    private static final int BURST = 2_000;
    private static final int LARGE = 50 * 1024 * 1024;

    @RegisterExtension
    final Guests guests = new Guests();

    @Test
    void a_burst_arrives_complete_and_in_order() throws Exception {
        var senders = List.of(guests.classic(TEXT, "burst0"), guests.classic(HISTORY, "burst1"));
        var classic = List.of(
                guests.classic(TEXT, "stage1"), guests.classic(FILES, "stage2"), guests.classic(HISTORY, "stage3"));
        var bea = guests.parley("Bea");
        var since = bea.seq();
        var begun = System.nanoTime();
        together(senders, sender -> {
            for (var i = 0; i < BURST; i++) {
                sender.says(sender.name() + " " + i);
            }
            return sender;
        });
        for (var listener : classic) {
            var lines = new ArrayList<String>();
            while (lines.size() < 2 * BURST) {
                var line = Pages.json(
                        assertInstanceOf(Received.Text.class, listener.next()).text());
                if (line.getString("from").startsWith("burst")) {
                    assertTrue(line.getString("msg").startsWith(line.getString("from") + " "), line.toString());
                    lines.add(line.getString("msg"));
                }
            }
            inOrder(lines);
        }
        bea.awaitSeq(since + 2 * BURST);
        System.out.printf(
                "a burst of 2 x %d texts reached 4 listeners in %d ms%n",
                BURST, (System.nanoTime() - begun) / 1_000_000);
        inOrder(bea.messages().stream()
                .filter(said -> said.seq() > since)
                .map(Room.Said::text)
                .toList());
        assertEquals(List.of(), bea.violations());
    }

    @Test
    void large_files_pass_through_a_small_heap() throws Exception {
        try (var server = ServerProcess.start("-Xmx96m");
                var listener = Handshake.with(server.uri().resolve(FILES))
                        .named("listener")
                        .open();
                var alice = ClassicClient.join(server.uri(), FILES, "alice");
                var bob = ClassicClient.join(server.uri(), FILES, "bob")) {
            var content = new byte[LARGE];
            IntStream.range(0, LARGE).forEach(i -> content[i] = (byte) (i * 31 + (i >> 11)));
            var begun = System.nanoTime();
            together(List.of(alice, bob), sender -> {
                sender.sends("{\"file\":{\"name\":\"" + sender.name() + "\",\"type\":\"t\"}}", content);
                return sender;
            });
            var files = 0;
            while (files < 2) {
                var next = listener.receive();
                if (next instanceof Received.Binary binary) {
                    assertArrayEquals(sha256(content), sha256(binary.bytes()));
                    files++;
                }
                assertTrue(!(next instanceof Received.End), () -> next + "\n" + server.log());
            }
            System.out.printf(
                    "2 files of %d MiB passed a heap of 96 MiB in %d ms%n",
                    LARGE >> 20, (System.nanoTime() - begun) / 1_000_000);
            // the two exchanged their files as well
            for (var sender : List.of(alice, bob)) {
                while (!(sender.next() instanceof Received.Binary)) {
                    // the other's coming, and its file's metadata
                }
            }
            assertTrue(
                    server.log().stream().noneMatch(line -> line.contains("OutOfMemory")),
                    () -> server.log().toString());
        }
    }

    private static void inOrder(List<String> lines) {
        for (var sender : List.of("burst0", "burst1")) {
            assertEquals(
                    IntStream.range(0, BURST).mapToObj(i -> sender + " " + i).toList(),
                    lines.stream().filter(line -> line.startsWith(sender + " ")).toList());
        }
    }

    private interface Sending {
        ClassicClient by(ClassicClient sender) throws IOException;
    }

    private static void together(List<ClassicClient> senders, Sending sending) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Function<ClassicClient, Future<ClassicClient>> start = sender -> threads.submit(() -> sending.by(sender));
            for (var sent : senders.stream().map(start).toList()) {
                sent.get(Await.BOUND.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    private static byte[] sha256(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}
