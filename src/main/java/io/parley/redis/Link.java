package io.parley.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The three connections to Redis: for commands, for the read that blocks, and for hearing. They are made together, and the end of one is
 * the end of all. Used on the bus's thread.
 */
final class Link {
    private static final System.Logger LOG = System.getLogger(Link.class.getName());

    private final StatefulRedisConnection<byte[], byte[]> commands;
    private final StatefulRedisConnection<byte[], byte[]> reading;
    private final StatefulRedisPubSubConnection<byte[], byte[]> hearing;
    private final Line commandLine;
    private final Line readLine;
    private final Line hearLine;
    private boolean closed;

    private Link(
            StatefulRedisConnection<byte[], byte[]> commands,
            StatefulRedisConnection<byte[], byte[]> reading,
            StatefulRedisPubSubConnection<byte[], byte[]> hearing,
            Executor thread) {
        this.commands = commands;
        this.reading = reading;
        this.hearing = hearing;
        this.commandLine = new Line(thread);
        this.readLine = new Line(thread);
        this.hearLine = new Line(thread);
    }

    /** Connects; completes on any thread. What was made is closed again when not all could be made. */
    static CompletableFuture<Link> dial(RedisClient client, RedisURI uri, Executor thread) {
        var codec = ByteArrayCodec.INSTANCE;
        var commands = client.connectAsync(codec, uri).toCompletableFuture();
        var reading = client.connectAsync(codec, uri).toCompletableFuture();
        var hearing = client.connectPubSubAsync(codec, uri).toCompletableFuture();
        var all = CompletableFuture.allOf(commands, reading, hearing)
                .thenApply(done -> new Link(commands.join(), reading.join(), hearing.join(), thread));
        all.whenComplete((link, failure) -> {
            if (failure != null) {
                commands.thenAccept(StatefulRedisConnection::closeAsync);
                reading.thenAccept(StatefulRedisConnection::closeAsync);
                hearing.thenAccept(StatefulRedisConnection::closeAsync);
            }
        });
        return all;
    }

    /** @param ended called on any thread, once or more often, when one of the connections has ended */
    void watch(Runnable ended) {
        var listener = new RedisConnectionStateListener() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
                ended.run();
            }
        };
        commands.addListener(listener);
        reading.addListener(listener);
        hearing.addListener(listener);
        if (!commands.isOpen() || !reading.isOpen() || !hearing.isOpen()) {
            ended.run();
        }
    }

    RedisAsyncCommands<byte[], byte[]> commands() {
        return commands.async();
    }

    RedisAsyncCommands<byte[], byte[]> reading() {
        return reading.async();
    }

    Line commandLine() {
        return commandLine;
    }

    Line readLine() {
        return readLine;
    }

    /**
     * Begins to hear what is PUBLISHed there.
     *
     * @param hear called on Lettuce's thread
     * @param then called on the bus's thread
     */
    void hear(byte[] channel, Consumer<byte[]> hear, BiConsumer<@Nullable Void, @Nullable Throwable> then) {
        hearing.addListener(new Ear(hear));
        hearLine.ask(hearing.async().subscribe(channel), 0, then);
    }

    /** Asks each connection that has nothing else to answer whether it is there. */
    void ping() {
        if (commandLine.idle()) {
            commandLine.ask(commands.async().ping(), 0, (pong, failure) -> {});
        }
        if (hearLine.idle()) {
            hearLine.ask(hearing.async().ping(), 0, (pong, failure) -> {});
        }
    }

    /** @param reading what the read that blocks may take, beyond its own time */
    boolean silent(Duration patience, Duration reading) {
        return commandLine.silent(patience) || hearLine.silent(patience) || readLine.silent(patience.plus(reading));
    }

    /** Waits until what was sent is answered; whoever ends the client closes it. */
    void finish(Duration patience) {
        closed = true;
        try {
            commands.async().ping().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException gone) {
            LOG.log(Level.DEBUG, "Redis is left without its word", gone);
        }
    }

    void close() {
        if (!closed) {
            closed = true;
            for (var connection : List.of(commands, reading, hearing)) {
                if (connection.isOpen()) {
                    connection.closeAsync();
                }
            }
        }
    }
}
