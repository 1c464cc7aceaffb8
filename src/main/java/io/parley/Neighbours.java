package io.parley;

import io.parley.json.Json;
import io.parley.redis.LocalRedis;
import io.parley.redis.Redis;
import io.parley.redis.RedisBus;
import io.parley.redis.RedisRecent;
import io.parley.redis.Sealing;
import io.parley.redis.Server;
import io.parley.sql.SqlStore;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The other nodes, by Redis. A class of its own, so that nothing of Redis is loaded where it is off. */
final class Neighbours implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final RedisSettings settings;
    private final SqlStore store;
    private final SecureRandom random;

    Neighbours(RedisSettings settings, SqlStore store, SecureRandom random) {
        this.settings = settings;
        this.store = store;
        this.random = random;
    }

    /**
     * Connects to the Redis of that address.
     *
     * @throws IllegalStateException with one line, when another database's nodes use the prefix
     */
    Company by(URI address, Json json) {
        return company(
                Redis.open(
                        new Server(address, settings.password()),
                        settings.prefix().orElse(RedisSettings.PREFIX),
                        store.id(),
                        sealing(),
                        random),
                json);
    }

    /** The same for the one on this machine, which is started if there is none. */
    Company nearby(Path home, Json json) {
        var local = new LocalRedis(home.resolve("redis"), LocalRedis.PORT, path(), settings.password(), random);
        parts.push(local);
        return company(Redis.open(local, settings.prefix().orElse(store.id()), store.id(), sealing(), random), json);
    }

    @Override
    public void close() throws Exception {
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
    }

    private Company company(Redis redis, Json json) {
        parts.push(redis);
        var bus = new RedisBus(redis, json);
        parts.push(bus);
        return new Company(
                bus,
                settings.history() == 0
                        ? Optional.empty()
                        : Optional.of(new RedisRecent(redis, json, settings.history())));
    }

    private Sealing sealing() {
        return new Sealing(store.sealing(), random);
    }

    private static List<Path> path() {
        return Optional.ofNullable(System.getenv("PATH")).stream()
                .flatMap(path -> Stream.of(path.split(Pattern.quote(File.pathSeparator))))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList();
    }
}
