package io.parley.launch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FanoutChannelTest {
    private static final int FRAMES = 2_000;

    private final FanoutChannel channel = new FanoutChannel(new FanoutBuffers(512, 8192, false));
    private SocketChannel here;
    private SocketChannel there;

    @BeforeEach
    void connect() throws IOException {
        try (var server = ServerSocketChannel.open()) {
            server.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            here = SocketChannel.open(server.getLocalAddress());
            there = server.accept();
        }
        here.setOption(StandardSocketOptions.SO_SNDBUF, 4096);
        here.configureBlocking(false);
        there.configureBlocking(false);
        channel.reset(here, null);
    }

    @AfterEach
    void disconnect() throws IOException {
        here.close();
        there.close();
    }

    /** Frames of any size, in any number of parts, to a reader who is slow at times: not a byte is lost, doubled or out of place. */
    @Test
    void writes_parts_as_the_socket_takes_them() throws IOException {
        var random = new Random(11);
        var sent = new ByteArrayOutputStream();
        var heard = new ByteArrayOutputStream();
        var cut = 0;
        for (var frame = 0; frame < FRAMES; frame++) {
            var parts = parts(random);
            // those before are not meant
            var from = random.nextInt(parts.length);
            for (var i = from; i < parts.length; i++) {
                var bytes = new byte[parts[i].remaining()];
                parts[i].duplicate().get(bytes);
                sent.writeBytes(bytes);
            }
            for (var left = remaining(parts, from); left > 0; left = remaining(parts, from)) {
                var written = channel.write(parts, from, parts.length - from);
                assertEquals(left - written, remaining(parts, from), "frame " + frame);
                if (written < left) {
                    cut++;
                    hear(heard);
                }
            }
            assertEquals(0, channel.write(parts, from, parts.length - from));
        }
        here.shutdownOutput();
        there.configureBlocking(true);
        hear(heard);

        assertTrue(cut > 100, cut + " frames were cut by the socket");
        assertArrayEquals(sent.toByteArray(), heard.toByteArray());
    }

    private static ByteBuffer[] parts(Random random) {
        var parts = new ByteBuffer[1 + random.nextInt(4)];
        var most = random.nextInt(10) == 0 ? FanoutChannel.MOST : 500;
        for (var i = 0; i < parts.length; i++) {
            var bytes = new byte[random.nextInt(most)];
            random.nextBytes(bytes);
            parts[i] = random.nextBoolean()
                    ? ByteBuffer.wrap(bytes)
                    : ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        }
        return parts;
    }

    private static long remaining(ByteBuffer[] parts, int from) {
        return Arrays.stream(parts).skip(from).mapToLong(ByteBuffer::remaining).sum();
    }

    private void hear(ByteArrayOutputStream heard) throws IOException {
        var buffer = ByteBuffer.allocate(1 << 16);
        while (there.read(buffer.clear()) > 0) {
            heard.write(buffer.array(), 0, buffer.position());
        }
    }
}
