package io.parley.wire;

import java.nio.ByteBuffer;

/** One WebSocket message on its way to a client, perhaps to many; immutable. */
sealed interface Frame {
    /** Bytes on the wire, or characters where that is near enough: how long a slow peer may take is counted from it. */
    long size();

    record Text(String text) implements Frame {
        @Override
        public long size() {
            return text.length();
        }
    }

    /** @param bytes whoever sends them takes a view of his own, and leaves this one's position where it is */
    record Binary(ByteBuffer bytes) implements Frame {
        @Override
        public long size() {
            return bytes.remaining();
        }
    }
}
