package io.parley.torture;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** All that a torture makes: the schema, the keys, the nodes and their ways to the servers. Closing it removes all that. */
final class Ground implements AutoCloseable {
    private final Options options;
    private final Path war;
    private final Path folder;
    private final String id;
    private final List<Node> nodes = new ArrayList<>();
    /** Guarded by "this": what has to be closed, the last first. */
    private final Deque<AutoCloseable> made = new ArrayDeque<>();

    private boolean closed;

    /** @param id for schema, prefix and people: letters, digits and underscores */
    Ground(Options options, Path war, Path folder, String id) {
        this.options = options;
        this.war = war;
        this.folder = folder;
        this.id = id;
    }

    /** Makes it all and starts the nodes. */
    void prepare() throws IOException, InterruptedException {
        if (options.database().isPresent()) {
            made(Schema.create(options.database().get(), id));
        }
        if (options.redis().isPresent()) {
            made(Keys.below(options.redis().get(), id));
        }
        for (int number = 1; number <= options.nodes(); number++) {
            nodes.add(node(number));
        }
        for (var node : nodes) {
            node.start();
        }
    }

    List<Node> nodes() {
        return List.copyOf(nodes);
    }

    /** Any node that runs. */
    Optional<URI> any(SplittableRandom random) {
        var running = nodes.stream().map(Node::uri).flatMap(Optional::stream).toList();
        return running.isEmpty() ? Optional.empty() : Optional.of(running.get(random.nextInt(running.size())));
    }

    /** Removes everything; once, whoever asks. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!made.isEmpty()) {
            var part = made.pop();
            try {
                part.close();
            } catch (Exception e) {
                // the rest has to go all the same
                System.err.println("Torture: something of " + id + " is left behind: " + e);
            }
        }
    }

    private Node node(int number) throws IOException {
        var ways = new HashMap<String, Proxy>();
        var settings = new HashMap<String, String>();
        settings.put("parley.address", "127.0.0.1");
        settings.put("parley.port", "0");
        settings.put("parley.signin", "open");
        settings.put("parley.rate", "0");
        if (options.database().isPresent()) {
            var database = options.database().get();
            var way = new Proxy(database.host(), database.port());
            ways.put("PostgreSQL", way);
            settings.put("parley.database", database.url(way.port(), id));
        }
        if (options.redis().isPresent()) {
            var redis = options.redis().get();
            var way = new Proxy(redis.host(), redis.port());
            ways.put("Redis", way);
            settings.put("parley.redis", redis.url(way.port()));
            settings.put("parley.redis.prefix", id);
        }
        return made(new Node("node " + number, folder.resolve("node" + number), war, ways, settings));
    }

    private synchronized <T extends AutoCloseable> T made(T part) {
        if (closed) {
            throw new CannotTorture("it was told to end");
        }
        made.push(part);
        return part;
    }
}
