package io.parley.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Random;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.junit.jupiter.api.Test;

class FanoutBuffersTest {
    private static final int SIZE = 64;
    private static final int STEPS = 200_000;

    private final FanoutBuffers buffers = new FanoutBuffers(16, SIZE, false);

    /** What Tomcat does with a buffer, in any order, shows nothing else than with its own. */
    @Test
    void hold_what_tomcats_own_hold() {
        var random = new Random(7);
        var own = new SocketBufferHandler(16, SIZE, false);
        for (var step = 0; step < STEPS; step++) {
            var what = random.nextInt(12);
            var amount = random.nextInt(SIZE);
            var seed = random.nextInt();
            assertEquals(perform(own, what, amount, seed), perform(buffers, what, amount, seed), "step " + step);
            assertEquals(own.isWriteBufferEmpty(), buffers.isWriteBufferEmpty(), "step " + step);
            assertEquals(own.isWriteBufferWritable(), buffers.isWriteBufferWritable(), "step " + step);
        }
    }

    /** @return what went in or came out */
    private static Object perform(SocketBufferHandler buffers, int what, int amount, int seed) {
        switch (what) {
            case 0 -> buffers.reset();
            case 1 -> buffers.configureWriteBufferForWrite();
            case 2 -> buffers.configureWriteBufferForRead();
            case 3, 4, 5, 6 -> {
                buffers.configureWriteBufferForWrite();
                var into = buffers.getWriteBuffer();
                var fits = Math.min(amount, into.remaining());
                var bytes = new byte[fits];
                new Random(seed).nextBytes(bytes);
                into.put(bytes);
                return fits;
            }
            default -> {
                buffers.configureWriteBufferForRead();
                var from = buffers.getWriteBuffer();
                var left = new ArrayList<Byte>();
                while (left.size() < amount && from.hasRemaining()) {
                    left.add(from.get());
                }
                if (buffers instanceof FanoutBuffers late) {
                    late.left();
                }
                return left;
            }
        }
        return "";
    }

    @Test
    void have_none_for_what_leaves_once_it_has_left() {
        buffers.configureWriteBufferForWrite();
        var first = buffers.getWriteBuffer();
        first.put((byte) 1);
        assertSame(first, buffers.getWriteBuffer());

        buffers.configureWriteBufferForRead();
        buffers.left();
        assertSame(first, buffers.getWriteBuffer(), "it has not left");
        first.get();
        buffers.left();

        assertEquals(0, buffers.getWriteBuffer().capacity());
        buffers.configureWriteBufferForWrite();
        assertNotSame(first, buffers.getWriteBuffer());
        assertEquals(ByteBuffer.allocate(SIZE), buffers.getWriteBuffer());
    }
}
