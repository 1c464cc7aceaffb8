package io.parley.pictures;

import io.parley.files.Painter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Thumbnails by the decoders that come with Java. Only every n-th pixel of a large picture is decoded, so that memory is by
 * the size of what is made. No window system and no fonts are needed: scaling is our own.
 *
 * <p>Threads that call it have to have no context class loader of the web application: what Java keeps of the first of them it
 * keeps for ever.
 */
public final class ImageIoPainter implements Painter {
    /** The two formats, by what they begin with. */
    private static final int PNG = 0x89504E47;

    @Override
    public byte[] painted(ByteBuffer picture, int orientation, int largest) throws IOException {
        var png = picture.remaining() >= 4 && picture.getInt(picture.position()) == PNG;
        var readers = ImageIO.getImageReadersByFormatName(png ? "png" : "jpeg");
        if (!readers.hasNext()) {
            throw new IOException("no decoder");
        }
        var reader = readers.next();
        try (var input = new Mapped(picture)) {
            reader.setInput(input, true, true);
            return written(Scaling.scaled(decoded(reader, largest), largest, orientation));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new IOException("the decoder stumbles over it", e);
        } finally {
            reader.dispose();
        }
    }

    /** At least twice as large as what is made of it, so that there is something to average. */
    private static BufferedImage decoded(ImageReader reader, int largest) throws IOException {
        var parameters = reader.getDefaultReadParam();
        var longest = Math.max(reader.getWidth(0), reader.getHeight(0));
        var step = Math.max(1, longest / (2 * largest));
        parameters.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, parameters);
    }

    private static byte[] written(BufferedImage image) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, image.getColorModel().hasAlpha() ? "png" : "jpeg", out)) {
                throw new IOException("no encoder");
            }
        }
        return bytes.toByteArray();
    }
}
