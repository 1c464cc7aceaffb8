package io.parley.torture;

import io.parley.json.Json;
import io.parley.json.Malformed;
import io.parley.torture.Account.Sender;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client that talks all the time, and that comes back by itself, to any node, whenever it is cut off.
 *
 * <p>Two threads: one speaks, one connects and hears.
 */
final class Talker {
    private static final int IN_FLIGHT = 32;
    private static final int LONGEST_BURST = 8;
    private static final int LONGEST_TEXT = 400;
    /** One message in so many is large. */
    private static final int LARGE_ONE = 200;

    private static final int LARGE = 48 * 1024;
    /** Between two bursts, on the average. */
    private static final long PAUSE_NANOS = 450_000_000;

    private static final long BREATH_NANOS = 50_000_000;

    private final String name;
    private final HttpClient http;
    private final Json json;
    private final Supplier<Optional<URI>> nodes;
    private final SplittableRandom random;

    /** All that follows is guarded by "this". */
    private final View view = new View();

    private final Unanswered unanswered = new Unanswered();
    private final Ledger ledger;
    private String me = "";
    private @Nullable Line line;
    private boolean quiet;
    private boolean gone;

    /** @param nodes a node to go to, any of those that run */
    Talker(
            String name,
            String tab,
            HttpClient http,
            Json json,
            Supplier<Optional<URI>> nodes,
            SplittableRandom random) {
        this.name = name;
        this.ledger = new Ledger(tab);
        this.http = http;
        this.json = json;
        this.nodes = nodes;
        this.random = random;
    }

    void start() {
        Thread.ofPlatform().daemon().name(name + " hears").start(this::hearOn);
        Thread.ofPlatform().daemon().name(name + " talks").start(this::talkOn);
    }

    /** Says nothing new from now on. */
    synchronized void quiet() {
        quiet = true;
        notifyAll();
    }

    /** Loses its connection, if it has one. */
    void cutOff() {
        var open = line();
        if (open != null) {
            open.cut();
        }
    }

    /** Connects no more. */
    void leave() {
        synchronized (this) {
            quiet = true;
            gone = true;
            notifyAll();
        }
        cutOff();
    }

    synchronized int sent() {
        return ledger.count();
    }

    synchronized int acknowledged() {
        return ledger.countAcknowledged();
    }

    synchronized long position() {
        return view.position();
    }

    /** Whether everything it said is acknowledged and it holds everything up to there. */
    synchronized boolean has(long seq) {
        return unanswered.size() == 0 && view.position() >= seq;
    }

    synchronized Sender sender() {
        return ledger.sender(me);
    }

    /** For reading once it has left. */
    View view() {
        return view;
    }

    String name() {
        return name;
    }

    @Override
    public synchronized String toString() {
        return name + " at seq " + view.position() + " with " + unanswered.size() + " unanswered";
    }

    private synchronized @Nullable Line line() {
        return line;
    }

    private void talkOn() {
        try {
            while (burst()) {
                LockSupport.parkNanos(1 + random.nextLong(2 * PAUSE_NANOS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean burst() throws InterruptedException {
        for (int more = 1 + random.nextInt(LONGEST_BURST); more > 0; more--) {
            var text = text();
            synchronized (this) {
                while (unanswered.size() >= IN_FLIGHT && !quiet) {
                    wait();
                }
                if (quiet) {
                    return false;
                }
                say(text);
            }
        }
        return true;
    }

    private String text() {
        var length = random.nextInt(LARGE_ONE) == 0 ? LARGE : random.nextInt(LONGEST_TEXT);
        var text = new StringBuilder(length + 20).append(name).append(' ');
        while (text.length() < length) {
            text.append((char) ('a' + random.nextInt(26))).append(" é€\t\"".charAt(random.nextInt(5)));
        }
        return text.toString();
    }

    private synchronized void say(String text) {
        var send = ledger.send(text);
        if (unanswered.add(send) && line != null) {
            out(line, send);
        }
    }

    private void out(Line on, Said.Send send) {
        unanswered.sent(send.cid());
        on.say(json.write(send));
    }

    private void hearOn() {
        while (!isGone()) {
            try {
                var node = nodes.get();
                if (node.isPresent()) {
                    converse(node.get());
                }
            } catch (IOException theNodeDied) {
                // another one will do
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Malformed | IllegalStateException e) {
                // it will be missed at the end
                System.out.println(name + " goes: " + e.getMessage());
                leave();
            }
            LockSupport.parkNanos(BREATH_NANOS);
        }
    }

    private synchronized boolean isGone() {
        return gone;
    }

    /** One connection, from its beginning to its end. */
    private void converse(URI node) throws IOException, InterruptedException {
        try (var open = Line.to(http, node.resolve("ws"), "username=" + name)) {
            synchronized (this) {
                unanswered.disconnected();
                open.say(json.write(Said.Hello.at(view.cursor())));
                line = open;
            }
            for (var frame = open.hear(); frame.isPresent(); frame = open.hear()) {
                for (var event : frame.get().split("\n", -1)) {
                    hear(json.read(event, Heard.class), new History(http, json, node, name));
                }
                goAgain(open);
            }
        } finally {
            synchronized (this) {
                line = null;
            }
        }
    }

    private void goAgain(Line on) {
        if (isDue()) {
            // whoever refused it needs a moment
            LockSupport.parkNanos(BREATH_NANOS);
            synchronized (this) {
                unanswered.due().forEach(send -> out(on, send));
            }
        }
    }

    private synchronized boolean isDue() {
        return unanswered.isDue();
    }

    private void hear(Heard event, History history) throws IOException, InterruptedException {
        if (event.type().equals("gap") && event.to() != null) {
            page(event.to(), history);
        }
        synchronized (this) {
            switch (event.type()) {
                case "welcome" -> me = String.valueOf(event.me());
                case "message" -> {
                    view.event(event);
                    if (me.equals(event.from())) {
                        acknowledged(event);
                    }
                }
                case "edited", "files", "deleted", "joined", "left", "channel" -> view.passed(event);
                case "sent" -> acknowledged(event);
                case "refused" -> refused(event);
                default -> {}
            }
            notifyAll();
        }
    }

    /** All the way back while the socket waits; whoever is cut off meanwhile begins anew on the next connection. */
    private void page(String to, History history) throws IOException, InterruptedException {
        synchronized (this) {
            view.gap(to);
        }
        try {
            history.pages(to, page -> {
                synchronized (this) {
                    page.messages().forEach(view::paged);
                }
            });
        } catch (IOException cutOff) {
            synchronized (this) {
                view.forget();
            }
            throw cutOff;
        }
    }

    private synchronized void acknowledged(Heard event) {
        var cid = String.valueOf(event.cid());
        ledger.acknowledged(cid, event.seq());
        unanswered.acknowledged(cid);
    }

    /** Nothing it says is wrong, so whatever is refused has to go again. */
    private synchronized void refused(Heard event) {
        if (event.cid() == null) {
            return;
        }
        if (!event.retry()) {
            throw new IllegalStateException(name + "'s " + event.cid() + " is refused: " + event.text());
        }
        unanswered.refused(event.cid());
    }
}
