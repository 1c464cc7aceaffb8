package io.parley.bench.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.bench.load.Ledger;
import io.parley.bench.load.Load;
import io.parley.bench.load.OpenLoop;
import io.parley.bench.load.RoomDialect;
import io.parley.bench.load.Speaker;
import io.parley.bench.load.WrongDelivery;
import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A whole run, over sockets, fails by one message of one client that its server loses, doubles or reorders. */
class FaultyServerTest {
    private static final int PEOPLE = 5;
    private static final int MESSAGES = 40;
    private static final int UNLUCKY = 7;

    @Test
    void a_server_without_a_fault_passes() throws Exception {
        assertEquals(PEOPLE * MESSAGES, run(lines -> {}));
    }

    @Test
    void a_server_that_loses_one_message_fails_the_run() {
        assertThrows(WrongDelivery.class, () -> run(lines -> lines.remove(1)));
    }

    @Test
    void a_server_that_doubles_one_message_fails_the_run() {
        assertThrows(WrongDelivery.class, () -> run(lines -> lines.add(lines.get(1))));
    }

    @Test
    void a_server_that_reorders_two_messages_fails_the_run() {
        assertThrows(WrongDelivery.class, () -> run(lines -> lines.add(lines.removeFirst())));
    }

    /** @param fault what happens to some messages of the third client; it is its own thread's */
    private static long run(Consumer<List<byte[]>> fault) throws Exception {
        var clients = new ArrayList<RawClient>();
        try (var server = new RawNio((socket, key) -> {
                    var client = clients.size() == 2 ? new Faulty(socket, key, fault) : new RawClient(socket, key);
                    clients.add(client);
                    return client;
                });
                var load = new Load(server.uri(), new RoomDialect("faulty"), new Ledger(1, 50))) {
            Thread.ofPlatform().daemon().start(() -> serve(server));
            load.connect(PEOPLE, 0, person -> new int[1], 1);
            Speaker speaker = sender -> new Speaker.Turn(load.clients().get(sender % PEOPLE), 0);
            load.run(OpenLoop.burst(speaker, MESSAGES));
            load.check();
            return load.ledger().deliveries();
        }
    }

    private static void serve(RawNio server) {
        try {
            while (true) {
                server.turn();
            }
        } catch (IOException | ClosedSelectorException ended) {
            // the test is over
        }
    }

    /** It holds two messages back, and passes on what the fault made of them. */
    private static final class Faulty extends RawClient {
        private final Consumer<List<byte[]>> fault;
        private final List<byte[]> held = new ArrayList<>();
        private int said;

        Faulty(SocketChannel socket, SelectionKey key, Consumer<List<byte[]>> fault) {
            super(socket, key);
            this.fault = fault;
        }

        @Override
        void say(byte[] line) {
            said++;
            if (said != UNLUCKY && said != UNLUCKY + 1) {
                super.say(line);
                return;
            }
            held.add(line);
            if (held.size() == 2) {
                fault.accept(held);
                held.forEach(super::say);
            }
        }
    }
}
