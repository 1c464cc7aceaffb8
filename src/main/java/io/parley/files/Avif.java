package io.parley.files;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What an AVIF's header says: boxes within boxes, each with a length and a kind (ISO/IEC 14496-12 and 23008-12).
 *
 * <p>The largest of the sizes it has is the picture's: smaller ones are of tiles and previews.
 */
final class Avif {
    private static final int META = 0x6D657461;
    private static final int PROPERTIES = 0x69707270;
    private static final int CONTAINER = 0x6970636F;
    private static final int SIZE = 0x69737065;
    private static final int ROTATION = 0x69726F74;

    /** Boxes before the one that describes the picture. */
    private static final int MOST_BOXES = 32;
    /** Bytes of that one; encoders write some hundred. */
    private static final int LARGEST = 1 << 20;

    private Avif() {}

    static @Nullable Extent extent(DataInputStream in) throws IOException {
        for (var i = 0; i < MOST_BOXES; i++) {
            var length = in.readInt() - 8L;
            var kind = in.readInt();
            if (length < 0) {
                return null;
            }
            if (kind != META) {
                in.skipNBytes(length);
            } else if (length <= LARGEST) {
                var meta = in.readNBytes((int) length);
                if (meta.length < length) {
                    throw new EOFException();
                }
                return described(ByteBuffer.wrap(meta));
            } else {
                return null;
            }
        }
        return null;
    }

    private static @Nullable Extent described(ByteBuffer meta) {
        if (meta.remaining() < 4) {
            return null;
        }
        meta.position(4);
        var properties = within(within(meta, PROPERTIES), CONTAINER);
        Extent largest = null;
        var turned = false;
        while (properties.remaining() >= 8) {
            var start = properties.position();
            var length = properties.getInt();
            var kind = properties.getInt();
            if (length < 8 || length > properties.limit() - start) {
                break;
            }
            if (kind == SIZE && length >= 20) {
                var extent = Extent.sane(properties.getInt(start + 12), properties.getInt(start + 16));
                largest = extent != null && (largest == null || extent.pixels() > largest.pixels()) ? extent : largest;
            } else if (kind == ROTATION && length >= 9) {
                turned = (properties.get(start + 8) & 1) == 1;
            }
            properties.position(start + length);
        }
        return largest == null || !turned ? largest : largest.turned();
    }

    /** What is in the first box of that kind; nothing where there is none. */
    private static ByteBuffer within(ByteBuffer boxes, int kind) {
        while (boxes.remaining() >= 8) {
            var start = boxes.position();
            var length = boxes.getInt();
            if (length < 8 || length > boxes.limit() - start) {
                break;
            }
            if (boxes.getInt() == kind) {
                return boxes.slice(start + 8, length - 8);
            }
            boxes.position(start + length);
        }
        return ByteBuffer.allocate(0);
    }
}
