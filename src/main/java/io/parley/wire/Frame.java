package io.parley.wire;

import java.nio.ByteBuffer;

/** One WebSocket message on its way to a client. */
sealed interface Frame {
    /** Bytes on the wire, or characters where that is near enough: how long a slow peer may take is counted from it. */
    long size();

    record Text(String text) implements Frame {
        @Override
        public long size() {
            return text.length();
        }
    }

    /** @param bytes this frame's own view: its position may move */
    record Binary(ByteBuffer bytes) implements Frame {
        @Override
        public long size() {
            return bytes.remaining();
        }
    }
}
