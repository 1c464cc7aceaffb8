package io.parley.redis;

import io.parley.chat.Bus;
import io.parley.chat.Event;
import io.parley.json.Json;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** What a node has of the bus: its own thread and connections. */
final class Node implements Bus {
    static final byte[] SECRET = new byte[32];
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Sealing sealing = new Sealing(SECRET, RANDOM);
    private final Json json = new Json();
    private final Redis redis;
    private final RedisBus bus;

    Node(URI uri) {
        this(new Server(uri, Optional.empty()), "d1");
    }

    Node(Server server, String database) {
        this.redis = Redis.open(server, "parley", database, sealing, RANDOM);
        this.bus = new RedisBus(redis, json);
    }

    Node(LocalRedis local) {
        this.redis = Redis.open(local, "parley", "d1", sealing, RANDOM);
        this.bus = new RedisBus(redis, json);
    }

    Sealing sealing() {
        return sealing;
    }

    Redis redis() {
        return redis;
    }

    @Override
    public void committed(List<Event.Lasting> events) {
        bus.committed(events);
    }

    @Override
    public void fleeting(Event.Fleeting event) {
        bus.fleeting(event);
    }

    @Override
    public void listen(Listener listener) {
        bus.listen(listener);
    }

    @Override
    public void close() {
        bus.close();
        redis.close();
        json.close();
    }
}
