package io.parley.redis;

import io.parley.chat.Bus;
import io.parley.chat.BusContract;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Three nodes over one Redis keep the promises of a bus. */
class RedisBusIT extends BusContract {
    private static RedisServer server;

    @BeforeAll
    static void start() throws Exception {
        server = RedisServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Override
    protected List<Bus> nodes() {
        return List.of(new Node(server.uri()), new Node(server.uri()), new Node(server.uri()));
    }
}
