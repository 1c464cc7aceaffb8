package io.parley.it;

import io.parley.redis.RedisServer;
import io.parley.sql.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Several Parleys over one PostgreSQL and, mostly, one Redis: each a process with a home of its own, which can be killed and started
 * again. One thread at a time.
 */
public final class Nodes implements AutoCloseable {
    private final List<ServerProcess.Plan> plans;
    private final List<ServerProcess> running = new ArrayList<>();

    private Nodes(List<ServerProcess.Plan> plans) {
        this.plans = plans;
    }

    /**
     * Starts them all at once, on an empty schema.
     *
     * @param folder for their homes
     * @param redis which they share; empty: none
     * @param options of the JVMs, besides {@link #settings}
     */
    public static Nodes start(
            Path folder,
            int count,
            PostgresServer postgres,
            String schema,
            Optional<RedisServer> redis,
            String... options)
            throws IOException {
        var plans = new ArrayList<ServerProcess.Plan>();
        for (int i = 0; i < count; i++) {
            plans.add(ServerProcess.on(Files.createDirectories(folder.resolve("node" + i)))
                    .with(settings(postgres, schema, redis))
                    .with(options));
        }
        var nodes = new Nodes(plans);
        var starts = plans.stream().map(Nodes::starting).toList();
        try {
            starts.forEach(start -> nodes.running.add(start.join()));
            return nodes;
        } catch (RuntimeException | Error e) {
            nodes.close();
            throw e;
        }
    }

    /** As {@code -D} of a JVM: for one that joins them. */
    public static String[] settings(PostgresServer postgres, String schema, Optional<RedisServer> redis) {
        return values(postgres, schema, redis).entrySet().stream()
                .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    /** As {@code parley.properties} in a home. */
    static void properties(Path home, PostgresServer postgres, String schema, Optional<RedisServer> redis)
            throws IOException {
        var properties = new Properties();
        properties.putAll(values(postgres, schema, redis));
        try (var writer = Files.newBufferedWriter(home.resolve("parley.properties"))) {
            properties.store(writer, null);
        }
    }

    private static Map<String, String> values(PostgresServer postgres, String schema, Optional<RedisServer> redis) {
        var settings = new TreeMap<>(Map.of(
                "parley.database",
                postgres.url(schema),
                "parley.database.user",
                PostgresServer.USER,
                "parley.database.password",
                PostgresServer.PASSWORD,
                "parley.rate",
                "0"));
        redis.ifPresent(server -> {
            settings.put("parley.redis", server.uri().toString());
            settings.put("parley.redis.prefix", schema);
        });
        return settings;
    }

    public int count() {
        return plans.size();
    }

    public ServerProcess node(int number) {
        return running.get(number);
    }

    public List<ServerProcess> all() {
        return List.copyOf(running);
    }

    /** Its root, ending with a slash; nobody is there while it is killed. */
    public URI uri(int number) {
        return node(number).uri();
    }

    public List<URI> uris() {
        return IntStream.range(0, running.size()).mapToObj(this::uri).toList();
    }

    /** Other processes in the homes of some that have ended, all at once. */
    public void startAgain(int... numbers) {
        var starts = Arrays.stream(numbers)
                .mapToObj(number -> starting(plans.get(number)))
                .toList();
        for (int i = 0; i < numbers.length; i++) {
            running.set(numbers[i], starts.get(i).join());
        }
    }

    @Override
    public void close() {
        running.forEach(ServerProcess::close);
    }

    private static CompletableFuture<ServerProcess> starting(ServerProcess.Plan plan) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return plan.start();
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                },
                command -> Thread.ofPlatform().start(command));
    }
}
