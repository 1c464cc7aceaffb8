package io.parley.pictures;

import java.nio.ByteBuffer;
import javax.imageio.stream.ImageInputStreamImpl;

/** A buffer as decoders read it: nothing is copied, nothing cached in memory or in a file. */
final class Mapped extends ImageInputStreamImpl {
    private final ByteBuffer bytes;

    Mapped(ByteBuffer bytes) {
        this.bytes = bytes.slice();
    }

    @Override
    public int read() {
        bitOffset = 0;
        if (streamPos >= bytes.limit()) {
            return -1;
        }
        return bytes.get((int) streamPos++) & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        bitOffset = 0;
        var count = (int) Math.min(length, bytes.limit() - streamPos);
        if (count <= 0) {
            return length == 0 ? 0 : -1;
        }
        bytes.get((int) streamPos, target, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return bytes.limit();
    }
}
