package io.parley.redis;

import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.parley.chat.Event;
import io.parley.chat.Recent;
import io.parley.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The newest events of each channel in a stream of its own, an event's seq as its entry's id.
 *
 * <p>Every node adds what passes its gate; Redis refuses an id that is not above the last, so each event is kept once, and where a node
 * could not add one there is a hole. Sealed for channel and seq; the stream's name does not show the channel.
 */
public final class RedisRecent implements Recent {
    /** Characters of JSON of the largest event that is kept; a larger one leaves a hole. */
    private static final int LARGEST = 16 * 1024;
    /** How long an answer is waited for; then the journal is faster, and for a while nothing is asked. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private static final Duration REST = Duration.ofSeconds(5);
    private static final byte[] FIELD = {'e'};

    private final Redis redis;
    private final Json json;
    private final long most;
    /** By {@link System#nanoTime}. */
    private volatile long notBefore = System.nanoTime();

    /** @param most events of a channel, about */
    public RedisRecent(Redis redis, Json json, long most) {
        this.redis = redis;
        this.json = json;
        this.most = most;
    }

    @Override
    public void passed(List<Event.Lasting> events) {
        var weight = events.stream()
                .mapToLong(event -> Math.min(event.weight(), LARGEST) + 256L)
                .sum();
        redis.send(weight, link -> events.forEach(event -> add(link, event)), () -> {});
    }

    @Override
    public Optional<List<Event.Lasting>> between(String channel, long after, long upTo) {
        if (System.nanoTime() - notBefore < 0) {
            return Optional.empty();
        }
        var answer = new CompletableFuture<List<StreamMessage<byte[], byte[]>>>();
        redis.send(
                0,
                link -> link.commandLine()
                        .ask(
                                link.commands().xrange(stream(channel), Range.create(id(after + 1), id(upTo))),
                                0,
                                (found, failure) -> answer.complete(found == null ? List.of() : found)),
                () -> answer.complete(List.of()));
        try {
            return events(channel, after, upTo, answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException slow) {
            notBefore = System.nanoTime() + REST.toNanos();
            return Optional.empty();
        } catch (ExecutionException | CancellationException never) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void forget(String channel) {
        redis.send(
                0,
                link -> link.commandLine().ask(link.commands().del(stream(channel)), 0, (done, failure) -> {}),
                () -> {});
    }

    private void add(Link link, Event.Lasting event) {
        var text = event.weight() > LARGEST ? "" : json.write(event);
        var deletes = event instanceof Event.Deleted;
        if (text.isEmpty() || text.length() > LARGEST || (link.commandLine().crowded() && !deletes)) {
            return;
        }
        var sealed = redis.sealing().seal(place(event.channel(), event.seq()), text.getBytes(StandardCharsets.UTF_8));
        // a deleted message stands in entries before this one, in its edits' too: all of them go, in the same step, so
        // that
        // no slower node can put one back
        var args = deletes
                ? XAddArgs.Builder.minId(id(event.seq())).exactTrimming().id(id(event.seq()))
                : XAddArgs.Builder.maxlen(most).approximateTrimming().id(id(event.seq()));
        // refused where another node was first
        link.commandLine()
                .ask(
                        link.commands().xadd(stream(event.channel()), args, Map.of(FIELD, sealed)),
                        sealed.length,
                        (id, failure) -> {});
    }

    private Optional<List<Event.Lasting>> events(
            String channel, long after, long upTo, List<StreamMessage<byte[], byte[]>> found) {
        if (found.size() != upTo - after) {
            return Optional.empty();
        }
        var events = new ArrayList<Event.Lasting>();
        for (var message : found) {
            var seq = after + events.size() + 1;
            var event = event(channel, seq, message);
            if (event.isEmpty() || event.get().seq() != seq) {
                return Optional.empty();
            }
            events.add(event.get());
        }
        return Optional.of(events);
    }

    private Optional<Event.Lasting> event(String channel, long seq, StreamMessage<byte[], byte[]> message) {
        return message.getBody().values().stream()
                .findFirst()
                .flatMap(entry -> redis.sealing().open(place(channel, seq), entry))
                .map(opened -> Frame.lasting(json, new String(opened.text(), StandardCharsets.UTF_8)));
    }

    private static Place place(String channel, long seq) {
        return new Place(Place.Kind.RECENT, channel, seq);
    }

    private byte[] stream(String channel) {
        return redis.key("recent:" + redis.sealing().name(channel)).getBytes(StandardCharsets.UTF_8);
    }

    private static String id(long seq) {
        return seq + "-0";
    }
}
