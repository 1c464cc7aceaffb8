package io.parley.files;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** What a JPEG's header says: segments, each with a marker and a length, until the one that has the size. */
public final class Jpeg {
    /** Segments before the size; a camera writes a dozen. */
    private static final int MOST_SEGMENTS = 500;
    /** As cameras write it: turned by nothing. */
    private static final int UPRIGHT = 1;

    private static final int EXIF = 0xE1;
    private static final int ORIENTATION = 0x0112;

    private Jpeg() {}

    static @Nullable Extent extent(DataInputStream in) throws IOException {
        var header = header(in);
        if (header == null) {
            return null;
        }
        // from 5 on the picture lies on its side
        return header.orientation() < 5 ? header.stored() : header.stored().turned();
    }

    /**
     * How a JPEG has to be turned to be upright: 1 to 8, as Exif counts; 1 where it does not say.
     *
     * @param in at its beginning
     */
    public static int orientation(java.io.InputStream in) throws IOException {
        try {
            var header = header(new DataInputStream(in));
            return header == null ? UPRIGHT : header.orientation();
        } catch (java.io.EOFException e) {
            return UPRIGHT;
        }
    }

    private static @Nullable Header header(DataInputStream in) throws IOException {
        in.skipNBytes(2);
        var orientation = UPRIGHT;
        for (var i = 0; i < MOST_SEGMENTS; i++) {
            var marker = marker(in);
            if (marker < 0) {
                return null;
            }
            var length = in.readUnsignedShort() - 2;
            if (length < 0) {
                return null;
            }
            if (isFrame(marker)) {
                in.skipNBytes(1);
                var height = in.readUnsignedShort();
                var stored = Extent.sane(in.readUnsignedShort(), height);
                return stored == null ? null : new Header(stored, orientation);
            }
            if (marker == EXIF) {
                var exif = in.readNBytes(length);
                orientation = orientation == UPRIGHT ? orientation(exif) : orientation;
            } else {
                in.skipNBytes(length);
            }
        }
        return null;
    }

    /** The next one; any number of 0xFF may stand before it. Negative: there is none where one has to be. */
    private static int marker(DataInputStream in) throws IOException {
        if (in.readUnsignedByte() != 0xFF) {
            return -1;
        }
        var marker = 0xFF;
        for (var i = 0; marker == 0xFF && i < 64; i++) {
            marker = in.readUnsignedByte();
        }
        // the picture itself begins, or ends
        return marker == 0xDA || marker == 0xD9 || marker == 0xFF || marker == 0 ? -1 : marker;
    }

    /** SOF0 to SOF15 without those numbers that mean tables. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /** Exif 2.3, 4.6: a TIFF within the segment, in either byte order, whose first directory has the tag. */
    private static int orientation(byte[] segment) {
        try {
            var exif = ByteBuffer.wrap(segment);
            if (exif.getInt() != 0x45786966 || exif.getShort() != 0) {
                return UPRIGHT;
            }
            var tiff = exif.slice();
            tiff.order(tiff.getShort() == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            tiff.position(4);
            tiff.position(tiff.getInt());
            for (var entries = tiff.getShort() & 0xFFFF; entries > 0; entries--) {
                var tag = tiff.getShort() & 0xFFFF;
                tiff.position(tiff.position() + 6);
                var value = tiff.getShort() & 0xFFFF;
                tiff.position(tiff.position() + 2);
                if (tag == ORIENTATION) {
                    return value >= 1 && value <= 8 ? value : UPRIGHT;
                }
            }
            return UPRIGHT;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return UPRIGHT;
        }
    }

    private record Header(Extent stored, int orientation) {}
}
