package io.parley.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.event.DefaultEventPublisherOptions;
import io.lettuce.core.metrics.CommandLatencyCollector;
import io.lettuce.core.resource.ClientResources;
import io.netty.resolver.DefaultAddressResolverGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The client and its threads. Made, used and ended on the bus's thread. */
final class Lettuce {
    private static final System.Logger LOG = System.getLogger(Lettuce.class.getName());
    /** What one connection may have unanswered: beyond what a {@link Line} lets through, so it is never reached. */
    private static final int MOST_QUEUED = 8_192;

    private static final Duration GRACE = Duration.ofSeconds(3);

    private final BusThread thread;
    private final ClientResources resources;
    private final RedisClient client;

    /** @param patience for connecting */
    Lettuce(BusThread thread, Duration patience) {
        this.thread = thread;
        this.resources = ClientResources.builder()
                // the least that Lettuce takes
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                // the machine's own way to find names
                .addressResolverGroup(DefaultAddressResolverGroup.INSTANCE)
                .commandLatencyRecorder(CommandLatencyCollector.disabled())
                .commandLatencyPublisherOptions(DefaultEventPublisherOptions.disabled())
                .build();
        this.client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_QUEUED)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(patience)
                        .keepAlive(true)
                        .build())
                .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .build());
    }

    CompletableFuture<Link> dial(RedisURI uri) {
        return Link.dial(client, uri, thread);
    }

    /** Ends every thread, those too that Netty shares. */
    void end() {
        await(client.shutdownAsync(0, 0, TimeUnit.MILLISECONDS), "the client");
        await(resources.shutdown(0, GRACE.toMillis(), TimeUnit.MILLISECONDS), "its threads");
        var shared = GlobalEventExecutor.INSTANCE;
        try {
            // one that is woken ends; of itself it does so up to a second after its last task
            shared.submit(Thread::currentThread)
                    .get(GRACE.toMillis(), TimeUnit.MILLISECONDS)
                    .interrupt();
            if (!shared.awaitInactivity(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(Level.WARNING, "Netty''s shared thread did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.WARNING, "Netty''s shared thread does nothing", e);
        }
    }

    private static void await(Future<?> end, String what) {
        try {
            end.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.WARNING, "Of Lettuce did not end: " + what, e);
        }
    }
}
