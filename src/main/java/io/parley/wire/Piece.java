package io.parley.wire;

import java.nio.ByteBuffer;
import java.util.function.Supplier;

/** Something to say to one or many connections, encoded once; immutable and shared by all of them. */
sealed interface Piece {
    /** Bytes it holds in memory while it waits. */
    long weight();

    /** One JSON object as UTF-8, without a line end; lines that gather leave as one frame. */
    record Line(byte[] utf8) implements Piece {
        @Override
        public long weight() {
            return utf8.length;
        }
    }

    /** A text frame of its own, never gathered: what classic clients understand. */
    record Alone(String text) implements Piece {
        @Override
        public long weight() {
            return text.length();
        }
    }

    /**
     * A binary frame whose content is fetched when its turn comes, so that a waiting file costs nothing.
     *
     * @param bytes a fresh buffer each time; may throw {@link io.parley.people.Refusal} when the content is gone or out of reach
     */
    record Content(Supplier<ByteBuffer> bytes) implements Piece {
        @Override
        public long weight() {
            return 64;
        }
    }

    /** The end: what waits before it leaves first. */
    record Close(int code, String reason) implements Piece {
        @Override
        public long weight() {
            return 0;
        }
    }
}
