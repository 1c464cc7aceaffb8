package io.parley.launch;

import java.nio.ByteBuffer;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * What waits between a connection and its socket. Tomcat keeps a buffer each way for as long as a connection lives; here the one for what
 * leaves is there only while something is in it: a WebSocket that is quiet all day, and all that its frames need, does without.
 */
final class FanoutBuffers extends SocketBufferHandler {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final int leavingSize;
    /** Guarded as Tomcat guards it, who has one thread at a time write; volatile as Tomcat's own is. */
    private volatile @Nullable ByteBuffer leaving;
    /** Whether it is being filled rather than written out. */
    private volatile boolean filling = true;

    /**
     * @param arriving bytes of the buffer for what arrives
     * @param leaving bytes of the one for what leaves
     * @param direct whether the first is outside of the heap
     */
    FanoutBuffers(int arriving, int leaving, boolean direct) {
        super(arriving, 0, direct);
        this.leavingSize = leaving;
    }

    /** What left may have been the last that was in it. */
    void left() {
        var some = leaving;
        if (some != null && !filling && !some.hasRemaining()) {
            leaving = null;
        }
    }

    @Override
    public void configureWriteBufferForWrite() {
        var some = leaving;
        if (some != null && !filling) {
            some.compact();
        }
        filling = true;
    }

    @Override
    public void configureWriteBufferForRead() {
        var some = leaving;
        if (some != null && filling) {
            some.flip();
        }
        filling = false;
    }

    @Override
    public boolean isWriteBufferWritable() {
        var some = leaving;
        return some == null || (filling ? some.hasRemaining() : !some.hasRemaining());
    }

    @Override
    public boolean isWriteBufferEmpty() {
        var some = leaving;
        return some == null || (filling ? some.position() == 0 : !some.hasRemaining());
    }

    @Override
    public ByteBuffer getWriteBuffer() {
        var some = leaving;
        if (some == null && filling) {
            some = ByteBuffer.allocate(leavingSize);
            leaving = some;
        }
        return some == null ? NOTHING : some;
    }

    @Override
    public void reset() {
        super.reset();
        leaving = null;
        filling = true;
    }
}
