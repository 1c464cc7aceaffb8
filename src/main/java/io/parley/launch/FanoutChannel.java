package io.parley.launch;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.tomcat.util.net.NioChannel;

/**
 * A connection to which a frame leaves as one piece of memory. Tomcat has its head and its content in two, and writes them by {@code writev(2)};
 * to copy some hundred bytes costs less than what Java and Linux do to take them from two places.
 */
final class FanoutChannel extends NioChannel {
    /** Bytes that are copied at most: hardly a frame is larger, and a larger one gains nothing. */
    static final int MOST = 16 * 1024;

    private static final ThreadLocal<ByteBuffer> WHOLE = ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(MOST));

    private final FanoutBuffers buffers;

    FanoutChannel(FanoutBuffers buffers) {
        super(buffers);
        this.buffers = buffers;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        var written = super.write(bytes);
        buffers.left();
        return written;
    }

    @Override
    public long write(ByteBuffer[] parts, int offset, int length) throws IOException {
        var size = 0L;
        for (var i = offset; i < offset + length; i++) {
            size += parts[i].remaining();
        }
        if (size == 0) {
            // Tomcat asks again after each frame that left whole
            return 0;
        }
        // a virtual thread is there for one frame, and the buffer would be as well
        if (size > MOST || Thread.currentThread().isVirtual()) {
            return super.write(parts, offset, length);
        }
        var whole = WHOLE.get().clear();
        for (var i = offset; i < offset + length; i++) {
            var part = parts[i];
            whole.put(whole.position(), part, part.position(), part.remaining());
            whole.position(whole.position() + part.remaining());
        }
        var written = super.write(whole.flip());
        pass(written, parts, offset, length);
        return written;
    }

    /** So many bytes of theirs have left; -1 where the connection is closed. */
    private static void pass(int written, ByteBuffer[] parts, int offset, int length) {
        var left = written;
        for (var i = offset; i < offset + length && left > 0; i++) {
            var part = parts[i];
            var of = Math.min(left, part.remaining());
            part.position(part.position() + of);
            left -= of;
        }
    }
}
