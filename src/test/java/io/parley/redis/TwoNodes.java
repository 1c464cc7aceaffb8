package io.parley.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A new Redis for each test, and two nodes that hear each other by it. */
abstract class TwoNodes {
    RedisServer server;
    Node here;
    Node there;
    /** What {@link #here} heard. */
    Heard near;
    /** What {@link #there} heard. */
    Heard far;

    @BeforeEach
    void begin() throws Exception {
        server = RedisServer.start();
        here = new Node(server.uri());
        there = new Node(server.uri());
        near = Heard.by(here);
        far = Heard.by(there);
    }

    @AfterEach
    void end() throws Exception {
        List.of(here, there).parallelStream().forEach(Node::close);
        server.close();
    }

    /** Does something to the Redis that no node does. */
    void asStranger(Consumer<RedisCommands<byte[], byte[]>> act) {
        var client = RedisClient.create(RedisURI.create(server.uri()));
        try (var connection = client.connect(ByteArrayCodec.INSTANCE)) {
            act.accept(connection.sync());
        } finally {
            client.shutdown();
        }
    }
}
