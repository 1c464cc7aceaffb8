package io.parley.wire;

import java.nio.ByteBuffer;

/** What one peer says, in its protocol; told one frame at a time, on the container's threads, which may wait here a while. */
sealed interface Talk permits Conversation, ClassicConversation {
    /** A whole text frame came. */
    void hear(String text) throws InterruptedException;

    /** Bytes came, perhaps a part of a frame. */
    void hear(ByteBuffer part, boolean last) throws InterruptedException;

    /** Runs it when nothing that was said is on its way to be kept. */
    void finish(Runnable then);

    /** The connection is gone; told once. Others hear of it when everything it said has been kept or refused. */
    void end();
}
