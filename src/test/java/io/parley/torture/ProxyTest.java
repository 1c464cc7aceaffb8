package io.parley.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A way that is cut, stalled and healed; what is at its end stays as it is. */
@Timeout(60)
class ProxyTest {
    private ServerSocket server;
    private Proxy proxy;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        proxy = new Proxy("127.0.0.1", server.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void both_hear_each_other() throws IOException {
        try (var pair = new Pair()) {
            pair.here.getOutputStream().write(1);
            assertEquals(1, pair.there.getInputStream().read());
            pair.there.getOutputStream().write(2);
            assertEquals(2, pair.here.getInputStream().read());
            pair.here.shutdownOutput();
            assertEquals(-1, pair.there.getInputStream().read());
        }
    }

    @Test
    void a_cut_breaks_what_there_is_and_what_comes_until_healed() throws IOException {
        try (var pair = new Pair()) {
            pair.here.getOutputStream().write(1);
            assertEquals(1, pair.there.getInputStream().read());
            proxy.cut();
            assertThrows(IOException.class, () -> pair.here.getInputStream().read());
            assertThrows(IOException.class, () -> pair.there.getInputStream().read());
        }
        try (var refused = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            assertThrows(IOException.class, () -> refused.getInputStream().read());
        }
        proxy.heal();
        both_hear_each_other();
    }

    @Test
    void what_is_said_during_a_stall_comes_when_it_is_over() throws IOException {
        try (var pair = new Pair()) {
            proxy.stall();
            pair.here.getOutputStream().write(7);
            pair.there.setSoTimeout(50);
            assertThrows(IOException.class, () -> pair.there.getInputStream().read());
            pair.there.setSoTimeout(0);
            proxy.heal();
            assertEquals(7, pair.there.getInputStream().read());
        }
    }

    private final class Pair implements AutoCloseable {
        private final Socket here = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        private final Socket there = server.accept();

        private Pair() throws IOException {}

        @Override
        public void close() throws IOException {
            here.close();
            there.close();
        }
    }
}
