package io.parley.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.FaultPoint;
import io.parley.FaultyParley;
import io.parley.it.Await;
import io.parley.it.ParleyClient;
import io.parley.it.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server dies again and again while eight people talk; whatever it acknowledged is there, once and in order, for everybody. */
class KillIT {
    private static final int TALKERS = 8;
    private static final int KILLS = 10;
    /** Messages: more than one page of catching up, less than the 256 KiB beyond which one is sent to page by oneself. */
    private static final int MISSED = 350;
    /** Acknowledgements between two kills, at most. */
    private static final int MOST_BETWEEN = 500;
    /** Nanoseconds that make the moment independent of when we look. */
    private static final int MOST_WAIT = 60_000_000;

    private final long seed = Long.getLong("parley.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final Doorway doorway = new Doorway();
    private final Doorway sleepersDoor = new Doorway();
    private final Doorway narratorsDoor = new Doorway();
    private final List<Guest> guests = new ArrayList<>();
    private int kills;

    @TempDir
    private Path home;

    @AfterEach
    void everybodyLeaves() throws IOException {
        doorway.end();
        sleepersDoor.end();
        narratorsDoor.end();
        for (var guest : guests) {
            guest.quiet();
            guest.client().close();
        }
    }

    @Test
    void what_was_acknowledged_survives_every_death_of_the_server() throws Exception {
        System.out.println("kill test: -Dparley.seed=" + seed);
        IntStream.range(0, TALKERS).forEach(i -> guests.add(Guest.at(doorway, "talker" + i, random.split())));
        guests.forEach(Guest::talk);

        var began = System.nanoTime();
        for (int i = 0; i < KILLS; i++) {
            killAtRandom();
        }
        fallAt(FaultPoint.BEFORE_COMMIT, 1 + random.nextInt(40));
        fallAt(FaultPoint.AFTER_COMMIT, 1 + random.nextInt(40));
        assertTrue(JournalFile.read(home).head() > newestHeld(), "what was committed last must not have been told");
        // all of them may come at once, and are read for together
        fallAt(FaultPoint.HELLO, 1);
        fallWhileSomebodyCatchesUp();
        System.out.println("deaths took " + (System.nanoTime() - began) / 1_000_000 + " ms");
        judge();
    }

    private void killAtRandom() throws Exception {
        try (var server = ServerProcess.on(home).start()) {
            var enough = acknowledged() + random.nextInt(MOST_BETWEEN);
            doorway.open(server.uri());
            Await.until(() -> enough + " are acknowledged, not " + acknowledged(), () -> acknowledged() >= enough);
            LockSupport.parkNanos(random.nextInt(MOST_WAIT));
            doorway.close();
            server.kill();
            kills++;
        }
    }

    private void fallAt(FaultPoint point, int time) throws Exception {
        try (var server = faulty(point, time)) {
            doorway.open(server.uri());
            fallen(server);
        }
    }

    /** One who was away resumes, and the server falls when he has a part of what he missed. */
    private void fallWhileSomebodyCatchesUp() throws Exception {
        var sleeper = Guest.at(sleepersDoor, "sleeper", random.split());
        var narrator = Guest.at(narratorsDoor, "narrator", random.split());
        try (var server = ServerProcess.on(home).start()) {
            sleepersDoor.open(server.uri());
            sleeper.client().awaitLive();
            sleepersDoor.close();
            sleeper.client().drop();
            // one alone, not the talkers, who might say more than that before anybody looks
            narratorsDoor.open(server.uri());
            narrator.says(MISSED);
            narrator.client().awaitAllAcknowledged();
            narratorsDoor.close();
            server.kill();
            kills++;
        }
        var slept = sleeper.client().seq();
        guests.add(sleeper);
        guests.add(narrator);
        try (var server = faulty(FaultPoint.CATCHING_UP, 2)) {
            sleepersDoor.open(server.uri());
            fallen(server);
            sleepersDoor.close();
        }
        sleeper.client().awaitEnd();
        assertTrue(sleeper.client().seq() > slept, "he has a part of what he missed");
        assertTrue(sleeper.client().seq() < newestHeld(), "but not all of it");
    }

    private ServerProcess faulty(FaultPoint point, int time) throws IOException {
        System.out.println("falls at " + point + ", time " + time);
        return ServerProcess.on(home)
                .with("-Dfaulty.point=" + point, "-Dfaulty.at=" + time)
                .running(System.getProperty("java.class.path"), FaultyParley.class.getName())
                .start();
    }

    private void fallen(ServerProcess server) {
        assertEquals(FaultPoint.FELL, server.awaitExit(), () -> String.join("\n", server.log()));
        doorway.close();
        kills++;
    }

    private void judge() throws Exception {
        guests.forEach(Guest::quiet);
        var views = new LinkedHashMap<String, List<Account.Kept>>();
        try (var server = ServerProcess.on(home).start()) {
            doorway.open(server.uri());
            sleepersDoor.open(server.uri());
            narratorsDoor.open(server.uri());
            for (var guest : guests) {
                guest.client().awaitAllAcknowledged();
            }
            try (var newcomer = ParleyClient.join(server.uri(), "newcomer")) {
                views.put("a newcomer", Guest.view(newcomer));
                for (var guest : guests) {
                    guest.client().awaitSeq(newcomer.seq());
                    views.put(guest.client().name() + ", who resumed", Guest.view(guest.client()));
                }
            }
            doorway.close();
            sleepersDoor.close();
            narratorsDoor.close();
            server.stop();
        }
        var file = JournalFile.read(home);
        assertEquals(file.head(), file.events(), "events in the journal");
        var account = Account.of(guests, file, views);
        var verdict = Verdict.of(account);
        System.out.printf("%d deaths, %d people: %s%n", kills, views.size(), verdict.counts(account));
        assertTrue(verdict.kept(), verdict::toString);
        for (var guest : guests) {
            assertEquals(List.of(), guest.client().violations(), guest.client().name());
        }
    }

    private int acknowledged() {
        return guests.stream()
                .mapToInt(guest -> guest.client().countAcknowledged())
                .sum();
    }

    private long newestHeld() {
        return guests.stream().mapToLong(guest -> guest.client().seq()).max().orElse(0);
    }
}
