package io.parley;

import io.parley.chat.Bus;
import io.parley.json.Json;
import io.parley.redis.Redis;
import io.parley.redis.RedisBus;
import io.parley.redis.Sealing;
import io.parley.redis.Server;
import io.parley.sql.SqlStore;
import java.security.SecureRandom;

/** The other nodes, by Redis. A class of its own, so that nothing of Redis is loaded where it is off. */
final class Neighbours implements AutoCloseable {
    private final Redis redis;
    private final Bus bus;

    private Neighbours(Redis redis, Bus bus) {
        this.redis = redis;
        this.bus = bus;
    }

    /** @throws IllegalStateException with one line, when another database's nodes use the prefix */
    static Neighbours by(
            RedisSettings.At.Address at, RedisSettings settings, SqlStore store, Json json, SecureRandom random) {
        var redis = Redis.open(
                new Server(at.uri(), settings.password()),
                settings.prefix().orElse(RedisSettings.PREFIX),
                store.id(),
                new Sealing(store.sealing(), random),
                random);
        return new Neighbours(redis, new RedisBus(redis, json));
    }

    Bus bus() {
        return bus;
    }

    @Override
    public void close() {
        bus.close();
        redis.close();
    }
}
