package io.parley.redis;

import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XTrimArgs;
import io.parley.chat.Bus;
import io.parley.chat.Event;
import io.parley.json.Json;
import io.parley.json.Malformed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The bus over one stream and one PUBLISH channel in Redis.
 *
 * <p>Each entry is sealed and numbered by its sender: a number left out, because Redis was away, trimmed or emptied, tells every other
 * node that it has missed something. What happens here is told here at once, on the teller's thread; the listener hears everything else
 * on the bus's thread.
 */
public final class RedisBus implements Bus {
    /** How long a read waits for an entry; then it is asked anew. */
    static final Duration READING = Duration.ofSeconds(1);

    private static final int ENTRIES_OF_A_READ = 128;
    private static final long MOST_ENTRIES = 4_096;
    private static final Duration KEPT = Duration.ofSeconds(60);
    private static final int BEATS_OF_A_TRIM = 10;
    /** What others tell now and has not been looked at; beyond that it is dropped. */
    private static final int MOST_HEARD = 4_096;

    private static final byte[] FIELD = {'e'};

    private final Redis redis;
    private final Json json;
    private final byte[] stream;
    private final byte[] channel;
    private final Place streamPlace;
    private final Place channelPlace;
    private final Position position;
    private final Resident resident = new Here();
    private volatile @Nullable Listener listener;
    /** Entries of this node that were dropped: their numbers are left out. */
    private final AtomicLong dropped = new AtomicLong();

    private final AtomicInteger heard = new AtomicInteger();

    // The rest is confined to the bus's thread.
    private final Numbers entries = new Numbers();
    private final Numbers tellings = new Numbers();
    private long entry;
    private long telling;
    private boolean connected;
    private int beats;

    public RedisBus(Redis redis, Json json) {
        this.redis = redis;
        this.json = json;
        this.stream = redis.key("bus").getBytes(StandardCharsets.UTF_8);
        this.channel = redis.key("now").getBytes(StandardCharsets.UTF_8);
        this.streamPlace = new Place(Place.Kind.BUS, redis.key("bus"), 0);
        this.channelPlace = new Place(Place.Kind.FLEETING, redis.key("now"), 0);
        this.position = new Position(stream);
        redis.add(resident);
    }

    @Override
    public void committed(List<Event.Lasting> events) {
        var weight = events.stream()
                .mapToLong(event -> Math.min(event.weight(), Frame.LARGEST) + 256L)
                .sum();
        redis.send(weight, link -> append(link, events), dropped::incrementAndGet);
    }

    @Override
    public void fleeting(Event.Fleeting event) {
        var here = listener;
        if (here != null) {
            here.fleeting(event);
        }
        redis.send(256, link -> publish(link, event), () -> {});
    }

    @Override
    public void listen(Listener listener) {
        redis.thread().execute(() -> {
            this.listener = listener;
            listener.connected(connected);
        });
    }

    /** Nobody hears anything any more; what was told before still leaves with {@link Redis#close}. */
    @Override
    public void close() {
        listener = null;
        redis.remove(resident);
    }

    private void append(Link link, List<Event.Lasting> events) {
        for (var body : Frame.bodies(json, events)) {
            entry += 1 + dropped.getAndSet(0);
            var sealed = redis.sealing().seal(streamPlace, Frame.numbered(entry, body));
            var added = link.commands()
                    .xadd(stream, XAddArgs.Builder.maxlen(MOST_ENTRIES).approximateTrimming(), Map.of(FIELD, sealed));
            link.commandLine().ask(added, sealed.length, (id, failure) -> {
                if (failure != null) {
                    // read-only, out of memory, not allowed: whatever it is, the others have to be told
                    dropped.incrementAndGet();
                    redis.giveUp(link, "it did not take an entry: " + failure.getMessage());
                }
            });
        }
    }

    private void publish(Link link, Event.Fleeting event) {
        telling++;
        var sealed = redis.sealing().seal(channelPlace, Frame.numbered(telling, "\n" + json.write(event)));
        link.commandLine().ask(link.commands().publish(channel, sealed), sealed.length, (receivers, failure) -> {});
    }

    private void follow(Link link) {
        var read = link.reading()
                .xread(
                        XReadArgs.Builder.block(READING).count(ENTRIES_OF_A_READ),
                        XReadArgs.StreamOffset.from(stream, position.last()));
        link.readLine().ask(read, 0, (batch, failure) -> {
            if (failure != null) {
                redis.giveUp(link, "it did not read: " + failure.getMessage());
                return;
            }
            try {
                hearEntries(batch == null ? List.of() : batch);
            } finally {
                follow(link);
            }
        });
    }

    private void hearEntries(List<StreamMessage<byte[], byte[]>> batch) {
        var missed = false;
        for (var message : batch) {
            position.read(message.getId());
            for (var sealed : message.getBody().values()) {
                missed |= hearEntry(sealed);
            }
        }
        var here = listener;
        if (missed && here != null) {
            here.lost();
        }
    }

    /** True when something the entry says, or one before it, has to be read from the journal. */
    private boolean hearEntry(byte[] sealed) {
        if (redis.sealing().own(sealed)) {
            return false;
        }
        var opened = redis.sealing().open(streamPlace, sealed);
        if (opened.isEmpty()) {
            return false;
        }
        Frame frame;
        try {
            frame = Frame.parse(json, opened.get().text());
        } catch (Malformed later) {
            // made by a node of ours, so of a later version
            return true;
        }
        var verdict = entries.heard(opened.get().sender(), frame.number());
        if (verdict == Numbers.Verdict.AGAIN) {
            redis.sealing().refuse();
            return false;
        }
        var here = listener;
        if (here != null && !frame.events().isEmpty()) {
            here.committed(frame.events());
        }
        return frame.references() > 0 || verdict == Numbers.Verdict.AFTER_A_GAP;
    }

    /** On Lettuce's thread. */
    private void hear(byte[] sealed) {
        if (redis.sealing().own(sealed)) {
            return;
        }
        if (heard.incrementAndGet() > MOST_HEARD) {
            heard.decrementAndGet();
            return;
        }
        redis.thread().execute(() -> {
            heard.decrementAndGet();
            redis.sealing().open(channelPlace, sealed).ifPresent(this::hearTelling);
        });
    }

    private void hearTelling(Sealing.Opened opened) {
        var lines = new String(opened.text(), StandardCharsets.UTF_8).split("\n", 2);
        try {
            if (tellings.heard(opened.sender(), Frame.number(lines[0])) == Numbers.Verdict.AGAIN) {
                redis.sealing().refuse();
                return;
            }
            var here = listener;
            if (here != null && json.read(lines[lines.length - 1], Event.class) instanceof Event.Fleeting event) {
                here.fleeting(event);
            }
        } catch (Malformed later) {
            // of a later version: what this one does not know it does not miss
        }
    }

    private void tellConnected(boolean yes) {
        connected = yes;
        var here = listener;
        if (here != null) {
            here.connected(yes);
        }
    }

    /** What follows the link. */
    private final class Here implements Resident {
        @Override
        public void connected(Link link) {
            link.hear(channel, RedisBus.this::hear, (subscribed, failure) -> {
                if (failure != null) {
                    redis.giveUp(link, "it does not let us subscribe: " + failure.getMessage());
                    return;
                }
                position.find(link, missed -> {
                    if (missed.isEmpty()) {
                        redis.giveUp(link, "it does not show the stream");
                        return;
                    }
                    follow(link);
                    var here = listener;
                    if (missed.get() && here != null) {
                        here.lost();
                    }
                    tellConnected(true);
                });
            });
        }

        @Override
        public void away() {
            if (connected) {
                tellConnected(false);
            }
        }

        /** Keeps what is kept to a minute, by Redis's own clock. */
        @Override
        public void beat(Link link) {
            if (++beats % BEATS_OF_A_TRIM != 0) {
                return;
            }
            link.commandLine().ask(link.commands().time(), 0, (time, failure) -> {
                if (time != null && !time.isEmpty()) {
                    var seconds = Long.parseLong(new String(time.getFirst(), StandardCharsets.US_ASCII));
                    var oldest = Duration.ofSeconds(seconds).minus(KEPT).toMillis() + "-0";
                    var trim = new XTrimArgs().minId(oldest).exactTrimming();
                    link.commandLine().ask(link.commands().xtrim(stream, trim), 0, (n, f) -> {});
                }
            });
        }
    }
}
