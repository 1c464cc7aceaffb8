package io.parley.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Where something sealed belongs; it opens nowhere else.
 *
 * @param name of the stream, of the PUBLISH channel, or of the chat's channel
 * @param seq in that channel; 0 where there is none
 */
record Place(Kind kind, String name, long seq) {
    enum Kind {
        /** What nodes committed; channels and seqs lie inside what is sealed. */
        BUS,
        /** What happens now. */
        FLEETING,
        /** One event of a channel's recent history. */
        RECENT
    }

    byte[] bytes() {
        var text = name.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + Long.BYTES + text.length)
                .put((byte) kind.ordinal())
                .putLong(seq)
                .put(text)
                .array();
    }
}
