package io.parley.kill;

import io.parley.it.ParleyClient;
import io.parley.it.UpgradeRefused;
import io.parley.kill.Account.Kept;
import io.parley.kill.Account.Said;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** Somebody who comes back whenever he was cut off, and, if he likes, talks all the time. */
final class Guest {
    /** Nanoseconds until he tries again. */
    private static final long BREATH = 20_000_000;
    /** The store does not say who he is: he comes again. */
    private static final int UNAVAILABLE = 503;

    private static final int LONGEST_BURST = 12;
    private static final int LONGEST_TEXT = 400;
    private static final String CHARACTERS = "abcdefghij klmnop qrstuv wxyz \"\\\n\té€😀";

    private final ParleyClient client;
    private final Doorway doorway;
    private final SplittableRandom random;
    private final long pause;
    private final Thread talking;
    private volatile boolean quiet;
    /** Where he is or was last, for whoever looks for a fault. */
    private volatile String at = "nowhere";

    /** Guarded by itself. */
    private final List<Said> said = new ArrayList<>();

    private int number;

    private Guest(String name, Doorway doorway, SplittableRandom random, long pause) {
        this.client = new ParleyClient(name, random.nextBoolean() ? ParleyClient.BINARY : ParleyClient.TEXT);
        client.oblige();
        this.doorway = doorway;
        this.random = random;
        this.pause = pause;
        this.talking = Thread.ofPlatform().name("talk of " + name).daemon().unstarted(this::talkOn);
    }

    /** Somebody who goes in as soon as the door is open, and again whenever he was cut off. */
    static Guest at(Doorway doorway, String name, SplittableRandom random) {
        return at(doorway, name, random, BREATH);
    }

    /** @param pause nanoseconds between two bursts of his */
    static Guest at(Doorway doorway, String name, SplittableRandom random, long pause) {
        var guest = new Guest(name, doorway, random, pause);
        Thread.ofPlatform().name("comings of " + name).daemon().start(guest::comeAgain);
        return guest;
    }

    ParleyClient client() {
        return client;
    }

    /** Talks in bursts until told to be quiet, whether he is connected or not. */
    void talk() {
        talking.start();
    }

    /** Says so many messages at once; not for one who talks. */
    void says(int messages) {
        for (int more = messages; more > 0; more--) {
            sayOne();
        }
    }

    /** Says nothing new from now on. */
    void quiet() {
        quiet = true;
    }

    /** Loses his connection, if he has one. */
    void cutOff() {
        try {
            client.socket().abort();
        } catch (IOException alreadyGone) {
            // as good
        }
    }

    /** Everything he said, once he is quiet. */
    List<Said> said() throws InterruptedException {
        talking.join();
        synchronized (said) {
            return List.copyOf(said);
        }
    }

    /** What a client holds. */
    static List<Kept> view(ParleyClient client) {
        return client.messages().stream()
                .map(one -> new Kept(one.seq(), one.n(), one.from(), one.cid(), one.text()))
                .toList();
    }

    private void talkOn() {
        while (!quiet) {
            for (int more = 1 + random.nextInt(LONGEST_BURST); more > 0 && !quiet; more--) {
                sayOne();
            }
            LockSupport.parkNanos(pause);
        }
    }

    private void sayOne() {
        var text = text(number++);
        var cid = client.says(text);
        synchronized (said) {
            said.add(new Said(cid, text));
        }
    }

    @Override
    public String toString() {
        return at + ": " + client;
    }

    private String text(int number) {
        var text = new StringBuilder().append(number).append(' ');
        var length = random.nextInt(LONGEST_TEXT);
        var characters = CHARACTERS.codePoints().toArray();
        while (text.length() < length) {
            text.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return text.toString();
    }

    private void comeAgain() {
        try {
            for (var server = doorway.await(); server.isPresent(); server = doorway.await()) {
                try {
                    at = server.get().toString();
                    client.connect(server.get());
                    client.awaitEndHoweverLong();
                } catch (UpgradeRefused refused) {
                    if (refused.status() != UNAVAILABLE) {
                        throw new AssertionError(client.name() + " is not let in", refused);
                    }
                    LockSupport.parkNanos(BREATH);
                } catch (IOException theServerDied) {
                    LockSupport.parkNanos(BREATH);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
