package io.parley.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Ten thousand frames that no good client sends; {@code -Dfuzz.seed=…} repeats a run. */
class FuzzIT {
    private static final int FRAMES = 12_000;
    private static final int ATTACKERS = 4;
    private static final List<String> PAGES = List.of(ClassicClient.TEXT, ClassicClient.FILES, ClassicClient.HISTORY);
    private static final String SESSION = "org.apache.tomcat.websocket.WsSession";
    /** What belongs to a connection. */
    private static final Pattern OF_A_CONNECTION = Pattern.compile(
            "io\\.parley\\.wire\\.(Connection|Outbox|Conversation|ClassicConversation|SendWindow|SessionRemote)");
    /** What waits for a connection. */
    private static final Pattern ON_ITS_WAY = Pattern.compile("io\\.parley\\.wire\\.(Piece|Frame)\\$.*");

    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger closes = new AtomicInteger();
    /** What was closed without a Close frame that came. */
    private final List<Blow.Outcome> unheard = Collections.synchronizedList(new ArrayList<>());

    @Test
    void nonsense_of_any_kind_is_answered_and_others_keep_chatting() throws Exception {
        var seed = Long.getLong("fuzz.seed", System.nanoTime());
        System.out.println("fuzz.seed=" + seed);
        try (var server = ServerProcess.start(
                        "-Dparley.rate=0", "-Dparley.limits.text=64KiB", "-Dparley.limits.file=1MiB");
                var ann = ParleyClient.join(server.uri(), "Ann");
                var carol = ClassicClient.join(server.uri(), ClassicClient.FILES, "carol");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var over = new AtomicBoolean();
            var chat = threads.submit(() -> chat(ann, carol, over));
            try {
                attackTogether(
                        server,
                        seed,
                        ann.next("welcome").getJsonObject("limits").getInt("frame"),
                        threads);
                over.set(true);
                System.out.println("meanwhile " + chat.get(Await.BOUND.toSeconds(), TimeUnit.SECONDS));
            } finally {
                threads.shutdownNow();
            }
            assertEquals(List.of(), ann.violations());
            var faults = server.log().stream()
                    .dropWhile(line -> !line.contains(" ERROR "))
                    .toList();
            assertEquals("", String.join("\n", faults));
            nothingIsLeft(server);
            ann.awaitAcknowledged(ann.says("still here"));
            carol.takeUntil(ClassicClient.line("Ann", "still here"));
        }
    }

    private void attackTogether(ServerProcess server, long seed, int frameLimit, ExecutorService threads)
            throws Exception {
        var begun = System.nanoTime();
        var attacks = new ExecutorCompletionService<Integer>(threads);
        for (var attacker = 0; attacker < ATTACKERS; attacker++) {
            var chance = new SplittableRandom(seed + attacker);
            attacks.submit(attack(server, new Blows(chance, frameLimit, Guests.TEXT_LIMIT), chance));
        }
        var frames = 0;
        for (var attacker = 0; attacker < ATTACKERS; attacker++) {
            frames += attacks.take().get();
        }
        System.out.printf(
                "%d frames on %d connections in %d ms; of %d Close frames %d were lost%n",
                frames, connections.get(), (System.nanoTime() - begun) / 1_000_000, closes.get(), unheard.size());
        System.out.println(unheard.stream().collect(Collectors.groupingBy(outcome -> outcome, Collectors.counting())));
        assertTrue(frames >= FRAMES, frames + " frames");
        assertTrue(unheard.size() <= closes.get() / 5, unheard + " of " + closes + " Close frames were lost");
    }

    /** Two people who wait for each other's every word. */
    private static String chat(ParleyClient ann, ClassicClient carol, AtomicBoolean over) throws IOException {
        long longest = 0;
        var exchanges = 0;
        for (; !over.get(); exchanges++) {
            var begun = System.nanoTime();
            var text = "exchange " + exchanges;
            ann.says(text);
            carol.takeUntil(ClassicClient.line("Ann", text));
            carol.says(text + " heard");
            ann.next("message", event -> event.getString("text").equals(text + " heard"));
            longest = Math.max(longest, System.nanoTime() - begun);
        }
        assertTrue(exchanges > 10, exchanges + " exchanges");
        return exchanges + " exchanges of others, the longest took " + longest / 1_000_000 + " ms";
    }

    private Callable<Integer> attack(ServerProcess server, Blows blows, SplittableRandom chance) {
        return () -> {
            var frames = 0;
            while (frames < FRAMES / ATTACKERS) {
                connections.incrementAndGet();
                var name = "attacker" + chance.nextInt(20);
                frames += chance.nextBoolean()
                        ? protocol1(server, name, blows, chance)
                        : classic(server, name, blows, chance);
            }
            return frames;
        };
    }

    private int protocol1(ServerProcess server, String name, Blows blows, SplittableRandom chance) throws IOException {
        try (var socket =
                Handshake.with(server.uri().resolve("ws")).named(name).open().impatient()) {
            socket.text("{\"type\":\"hello\",\"cursors\":{\"lobby\":\"1000000.abcdefgh\"}}");
            var frames = 0;
            for (var more = 1 + chance.nextInt(30); more > 0; more--) {
                var blow = blows.protocol1();
                frames += blow.parts().size();
                if (!blow.outcome().survived()) {
                    closes(socket, blow);
                    return frames;
                }
                blow.strike(socket);
                var fence = "fence" + more;
                socket.text("{\"type\":\"send\",\"cid\":\"" + fence + "\",\"channel\":\"nowhere\",\"text\":\"x\"}");
                refusedUpTo(fence, socket, blow);
            }
            end(socket, chance);
            return frames;
        }
    }

    /** Each refused command is answered once; the fence is refused too, by the writer, so after it. */
    private static void refusedUpTo(String fence, RawWebSocket socket, Blow blow) {
        var refusals = new ArrayList<String>();
        while (refusals.isEmpty() || !refusals.getLast().contains("\"" + fence + "\"")) {
            var next = socket.receive();
            if (next instanceof Received.Text frame) {
                frame.text()
                        .lines()
                        .filter(line -> line.startsWith("{\"type\":\"refused\""))
                        .forEach(refusals::add);
            } else if (next instanceof Received.End) {
                throw new AssertionError(next + " for " + blow.what() + " after " + refusals);
            }
        }
        assertEquals(2, refusals.size(), () -> blow.what() + " was answered by " + refusals);
        assertTrue(refusals.getFirst().contains("\"retry\":false"), refusals.toString());
    }

    private int classic(ServerProcess server, String name, Blows blows, SplittableRandom chance) throws IOException {
        var page = PAGES.get(chance.nextInt(PAGES.size()));
        try (var socket =
                Handshake.with(server.uri().resolve(page)).named(name).open().impatient()) {
            awaitWelcome(socket, name);
            var frames = 0;
            for (var more = 1 + chance.nextInt(30); more > 0; more--) {
                var blow = blows.classic();
                frames += blow.parts().size();
                if (!blow.outcome().survived()) {
                    closes(socket, blow);
                    return frames;
                }
                blow.strike(socket);
                var fence = ("fence" + more).getBytes(UTF_8);
                socket.ping(fence);
                pongs(fence, socket, blow);
            }
            end(socket, chance);
            return frames;
        }
    }

    private static void awaitWelcome(RawWebSocket socket, String name) {
        var welcome = new Received.Text(ClassicClient.welcome(name));
        for (var next = socket.receive(); !next.equals(welcome); next = socket.receive()) {
            assertFalse(next instanceof Received.End, () -> "no welcome for " + name);
        }
    }

    private static void pongs(byte[] fence, RawWebSocket socket, Blow blow) {
        while (true) {
            var next = socket.receive();
            if (next instanceof Received.Pong pong && Arrays.equals(fence, pong.payload())) {
                return;
            }
            if (next instanceof Received.End) {
                throw new AssertionError(next + " for " + blow.what());
            }
        }
    }

    private void closes(RawWebSocket socket, Blow blow) {
        closes.incrementAndGet();
        try {
            blow.strike(socket);
        } catch (IOException alreadyClosed) {
            // what it said before can still be read
        }
        if (lastWord(socket) instanceof Received.Close close) {
            assertEquals(blow.outcome().code(), close.code(), () -> blow.what() + ": " + close);
        } else {
            unheard.add(blow.outcome());
        }
    }

    /**
     * How the server ended the connection. Its Close frame can be lost: Tomcat gives it 50 ms behind a frame in flight, then
     * breaks that off; and a reset overtakes it when we are still sending.
     */
    private static Received lastWord(RawWebSocket socket) {
        try {
            var next = socket.receive();
            while (!(next instanceof Received.End)) {
                next = socket.receive();
            }
            return next;
        } catch (AssertionError brokenOff) {
            return new Received.Gone(brokenOff.toString());
        }
    }

    private static void end(RawWebSocket socket, SplittableRandom chance) throws IOException {
        switch (chance.nextInt(3)) {
            case 0 -> socket.abort();
            case 1 -> socket.raw(new byte[] {(byte) 0x81, (byte) 0xFE, 1});
            default -> socket.closeFrame(1000);
        }
    }

    /** After a full collection there is what belongs to Ann and carol, and nothing else. */
    private void nothingIsLeft(ServerProcess server) throws Exception {
        var counts = new TreeMap<String, Integer>();
        var sessions = new AtomicInteger();
        // Tomcat itself forgets one now and then whose peer broke off while it was written to
        // (Http11NioProtocol.waitingProcessors)
        var forgotten = connections.get() / 100;
        Await.until(() -> "nothing is left of the attackers: " + counts + ", sessions " + sessions, () -> {
            counts.clear();
            counts.putAll(server.histogram());
            sessions.set(counts.getOrDefault(SESSION, 0));
            counts.keySet()
                    .removeIf(type -> !OF_A_CONNECTION.matcher(type).matches()
                            && !ON_ITS_WAY.matcher(type).matches());
            return counts.values().stream().allMatch(count -> count <= 2)
                    && Objects.equals(counts.get("io.parley.wire.Connection"), 2)
                    && sessions.get() <= 2 + forgotten;
        });
        System.out.println("left for two connections: " + counts + ", sessions of the container " + sessions);
    }
}
