package io.parley.redis;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A Redis that may come and go: connected to for ever, after growing pauses of random length.
 *
 * <p>All state belongs to one thread. Lettuce does not reconnect and keeps no commands: what cannot be sent now is dropped, and whoever
 * wanted to send it is told. Dead or stalled, Redis costs no memory and nobody's time.
 */
public final class Redis implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Redis.class.getName());
    /** How long Redis may leave something unanswered. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final int BEATS_OF_A_CLAIM = Claim.LASTING / 3;
    private static final int BEATS_OF_A_MINUTE = 60;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** Bytes that may wait for the thread. */
    private static final long MOST_WAITING = 8 << 20;

    private final Server server;
    private final String prefix;
    private final String database;
    private final Sealing sealing;
    private final RandomGenerator random;
    private final Runnable beforeDialling;
    private final Claim claim;
    private final BusThread thread = new BusThread("parley-redis");
    private final AtomicLong waiting = new AtomicLong();
    private final CompletableFuture<Void> firstTry = new CompletableFuture<>();
    /** Whether it is worth to wait for the thread; written on it. */
    private volatile boolean up;

    // The rest is confined to the thread.
    private final List<Resident> residents = new ArrayList<>();
    private @Nullable Lettuce lettuce;
    private @Nullable Link link;
    private int tries;
    private int beats;
    private long refusedTold;
    private long awaySince;
    private boolean toldAway;
    private boolean ended;

    private Redis(
            Server server,
            String prefix,
            String database,
            Sealing sealing,
            RandomGenerator random,
            Runnable beforeDialling) {
        this.server = server;
        this.prefix = prefix;
        this.database = database;
        this.sealing = sealing;
        this.random = random;
        this.beforeDialling = beforeDialling;
        this.claim = new Claim(prefix, database);
    }

    /**
     * Connects, and returns when that has succeeded or failed once: a Redis that is away is warned about and waited for.
     *
     * @param prefix under which all keys and channels lie
     * @param database id of the database whose nodes share the prefix
     * @param random safe for any thread
     * @throws IllegalStateException with one line, when nodes of another database use that prefix
     */
    public static Redis open(Server server, String prefix, String database, Sealing sealing, RandomGenerator random) {
        return open(new Redis(server, prefix, database, sealing, random, () -> {}));
    }

    /** The same with the Redis of this machine, which is started again if it was started here and dies. */
    public static Redis open(
            LocalRedis local, String prefix, String database, Sealing sealing, RandomGenerator random) {
        return open(new Redis(local.find(), prefix, database, sealing, random, local::revive));
    }

    private static Redis open(Redis redis) {
        redis.thread.execute(redis::dial);
        redis.thread.every(BEAT, redis::beat);
        try {
            redis.firstTry.get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            redis.close();
            throw new IllegalStateException(reason(e), e);
        } catch (TimeoutException slow) {
            LOG.log(Level.DEBUG, "Still connecting", slow);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return redis;
    }

    /** Leaves Redis; all threads have ended then. What was given before is sent first, if Redis takes it. */
    @Override
    public void close() {
        thread.close(() -> {
            if (ended) {
                return;
            }
            ended = true;
            up = false;
            if (link != null) {
                link.finish(PATIENCE);
                link = null;
            }
            if (lettuce != null) {
                lettuce.end();
            }
        });
    }

    String key(String name) {
        return prefix + ":" + name;
    }

    Sealing sealing() {
        return sealing;
    }

    BusThread thread() {
        return thread;
    }

    void add(Resident resident) {
        thread.execute(() -> {
            residents.add(resident);
            if (link != null) {
                resident.connected(link);
            }
        });
    }

    void remove(Resident resident) {
        thread.execute(() -> residents.remove(resident));
    }

    /**
     * Hands something to the thread, to be sent. Never blocks.
     *
     * @param weight its bytes, about
     * @param dropped called instead, on any thread, when Redis is away or too much waits
     */
    void send(long weight, Consumer<Link> task, Runnable dropped) {
        if (!up) {
            dropped.run();
        } else if (waiting.addAndGet(weight) > MOST_WAITING) {
            waiting.addAndGet(-weight);
            dropped.run();
        } else {
            thread.execute(() -> {
                waiting.addAndGet(-weight);
                if (link == null || link.commandLine().crowded()) {
                    dropped.run();
                } else {
                    task.accept(link);
                }
            });
        }
    }

    /** A resident finds that this link is of no use any more. */
    void giveUp(Link broken, String why) {
        if (broken != link) {
            return;
        }
        link = null;
        up = false;
        // Lettuce complains of connections that are closed twice: by then it has noticed which have ended by themselves
        thread.after(SHORTEST_PAUSE, broken::close);
        awaySince = System.nanoTime();
        residents.forEach(Resident::away);
        away(why);
        dialLater();
    }

    private void dial() {
        if (ended) {
            return;
        }
        CompletableFuture<Link> dialled;
        try {
            beforeDialling.run();
            if (lettuce == null) {
                lettuce = new Lettuce(thread, PATIENCE);
            }
            dialled = lettuce.dial(server.uri("parley", PATIENCE));
        } catch (RuntimeException e) {
            dialled = CompletableFuture.failedFuture(e);
        }
        dialled.whenCompleteAsync(
                (made, failure) -> {
                    if (failure != null) {
                        failed(reason(failure));
                    } else if (ended) {
                        made.close();
                    } else {
                        claim.make(made, outcome -> claimed(made, outcome));
                    }
                },
                thread);
    }

    private void claimed(Link made, Claim.Outcome outcome) {
        switch (outcome) {
            case Claim.Outcome.Ours ours -> use(made);
            case Claim.Outcome.Failed failed -> {
                made.close();
                failed(reason(failed.cause()));
            }
            case Claim.Outcome.Others others -> {
                made.close();
                if (!firstTry.completeExceptionally(new IllegalStateException(held(others)))) {
                    failed(held(others));
                }
            }
        }
    }

    private String held(Claim.Outcome.Others others) {
        return "the prefix \"" + prefix + "\" in the Redis at " + server.describe()
                + " is used by nodes of the database " + others.database() + ", and this is " + database
                + "; right is another prefix in parley.redis.prefix, or to stop those nodes and wait "
                + Claim.LASTING + " s";
    }

    private void use(Link made) {
        made.watch(() -> thread.execute(() -> giveUp(made, "the connection has ended")));
        link = made;
        up = true;
        tries = 0;
        firstTry.complete(null);
        if (toldAway) {
            toldAway = false;
            LOG.log(
                    Level.INFO,
                    "Redis at {0} is back after {1} s",
                    server.describe(),
                    Duration.ofNanos(System.nanoTime() - awaySince).toSeconds());
        }
        residents.forEach(resident -> resident.connected(made));
    }

    private void failed(String why) {
        if (tries == 0 && !toldAway) {
            awaySince = System.nanoTime();
        }
        away(why);
        firstTry.complete(null);
        dialLater();
    }

    /** Told once for each time. */
    private void away(String why) {
        if (ended) {
            return;
        }
        LOG.log(
                toldAway ? Level.DEBUG : Level.WARNING,
                "Redis at {0} is away: {1}. Nothing is lost: what other nodes say comes by the database, up to half a second later,"
                        + " and who is connected there is unknown until it is back",
                server.describe(),
                why);
        toldAway = true;
    }

    private void dialLater() {
        var most = Math.min(LONGEST_PAUSE.toMillis(), SHORTEST_PAUSE.toMillis() << Math.min(tries, 10));
        tries++;
        thread.after(Duration.ofMillis(1 + random.nextLong(most)), this::dial);
    }

    private void beat() {
        beats++;
        if (beats % BEATS_OF_A_MINUTE == 0 && sealing.refused() > refusedTold) {
            LOG.log(
                    Level.WARNING,
                    "In the Redis at {0}, {1} entries were refused in the last minute: no node of this database made them",
                    server.describe(),
                    sealing.refused() - refusedTold);
            refusedTold = sealing.refused();
        }
        var now = link;
        if (now == null) {
            return;
        }
        if (now.silent(PATIENCE, RedisBus.READING)) {
            giveUp(now, "it has not answered for " + PATIENCE.toSeconds() + " s");
            return;
        }
        now.ping();
        residents.forEach(resident -> resident.beat(now));
        if (beats % BEATS_OF_A_CLAIM == 0) {
            claim.make(now, outcome -> {
                switch (outcome) {
                    case Claim.Outcome.Ours ours -> {}
                    case Claim.Outcome.Failed failed -> giveUp(now, reason(failed.cause()));
                    case Claim.Outcome.Others others -> giveUp(now, held(others));
                }
            });
        }
    }

    /** In one line. */
    private static String reason(Throwable failure) {
        var cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        var text = String.valueOf(cause.getMessage());
        return cause.getCause() == null ? text : text + " (" + cause.getCause().getMessage() + ")";
    }
}
