package io.parley.files;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * How large a picture says it is, as it is shown: read from its header, nothing is decoded. They are only numbers, whatever
 * they say.
 *
 * @param width pixels, at least 1
 * @param height likewise
 */
record Extent(int width, int height) {
    /** Beyond this no browser goes either. */
    private static final int MOST = 1 << 24;

    long pixels() {
        return (long) width * height;
    }

    /** Of a picture of that type; null where it says none, or nonsense. Closes nothing. */
    static @Nullable Extent of(String type, InputStream picture) throws IOException {
        var in = new DataInputStream(picture);
        try {
            return switch (type) {
                case "image/png" -> png(in);
                case "image/gif" -> gif(in);
                case "image/webp" -> webp(in);
                case "image/jpeg" -> Jpeg.extent(in);
                case "image/avif" -> Avif.extent(in);
                default -> null;
            };
        } catch (EOFException e) {
            return null;
        }
    }

    static @Nullable Extent sane(long width, long height) {
        return width < 1 || height < 1 || width > MOST || height > MOST ? null : new Extent((int) width, (int) height);
    }

    /** The same turned by a quarter. */
    Extent turned() {
        return new Extent(height, width);
    }

    private static @Nullable Extent png(DataInputStream in) throws IOException {
        in.skipNBytes(12);
        return in.readInt() == 0x49484452 ? sane(in.readInt(), in.readInt()) : null;
    }

    private static @Nullable Extent gif(DataInputStream in) throws IOException {
        in.skipNBytes(6);
        return sane(little(in, 2), little(in, 2));
    }

    /** RFC 9649, 2.5 to 2.7. */
    private static @Nullable Extent webp(DataInputStream in) throws IOException {
        in.skipNBytes(12);
        var chunk = in.readInt();
        in.skipNBytes(4);
        return switch (chunk) {
            // VP8X
            case 0x56503858 -> {
                in.skipNBytes(4);
                yield sane(little(in, 3) + 1, little(in, 3) + 1);
            }
            // VP8L
            case 0x5650384C -> {
                if (in.readUnsignedByte() != 0x2F) {
                    yield null;
                }
                var bits = little(in, 4);
                yield sane((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
            }
            // VP8
            case 0x56503820 -> {
                in.skipNBytes(3);
                yield little(in, 3) == 0x2A019D ? sane(little(in, 2) & 0x3FFF, little(in, 2) & 0x3FFF) : null;
            }
            default -> null;
        };
    }

    private static long little(DataInputStream in, int bytes) throws IOException {
        var value = 0L;
        for (var i = 0; i < bytes; i++) {
            value |= (long) in.readUnsignedByte() << 8 * i;
        }
        return value;
    }
}
