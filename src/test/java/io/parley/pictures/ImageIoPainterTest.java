package io.parley.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.files.Thumbnails;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageIoPainterTest {
    private static final int RED = 0xFFFF0000;
    private static final int BLUE = 0xFF0000FF;

    private final ImageIoPainter painter = new ImageIoPainter();

    @Test
    void a_large_picture_becomes_a_small_one_of_the_same_shape() throws IOException {
        var small = painted(encoded(picture(3_000, 1_500, BufferedImage.TYPE_INT_RGB), "png"), 1);
        assertEquals(800, small.getWidth());
        assertEquals(400, small.getHeight());
        assertNear(RED, small.getRGB(10, 10));
        assertNear(BLUE, small.getRGB(790, 390));
    }

    /** Red is top left in what is stored; where it is shown, Exif says. */
    @ParameterizedTest
    @CsvSource({
        "1,800,400,10,10",
        "2,800,400,789,10",
        "3,800,400,789,389",
        "4,800,400,10,389",
        "5,400,800,10,10",
        "6,400,800,389,10",
        "7,400,800,389,789",
        "8,400,800,10,789",
    })
    void a_photo_is_upright(int orientation, int width, int height, int x, int y) throws IOException {
        var small = painted(encoded(picture(1_600, 800, BufferedImage.TYPE_INT_RGB), "jpeg"), orientation);
        assertEquals(width, small.getWidth());
        assertEquals(height, small.getHeight());
        assertNear(RED, small.getRGB(x, y));
    }

    @Test
    void what_can_be_seen_through_stays_so() throws IOException {
        var image = new BufferedImage(1_000, 1_000, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, RED);
        var small = painted(encoded(image, "png"), 1);
        assertTrue(small.getColorModel().hasAlpha());
        assertEquals(0, small.getRGB(500, 500) >>> 24);
    }

    @Test
    void nothing_but_the_picture_is_in_it() throws IOException {
        var jpeg = encoded(picture(1_600, 800, BufferedImage.TYPE_INT_RGB), "jpeg");
        var secret = "GPS 52.5 N 13.4 E".getBytes(StandardCharsets.US_ASCII);
        var located = ByteBuffer.allocate(jpeg.length + secret.length + 10)
                .put(jpeg, 0, 2)
                .putShort((short) 0xFFE1)
                .putShort((short) (secret.length + 8))
                .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                .put(secret)
                .put(jpeg, 2, jpeg.length - 2);
        var bytes = painter.painted(ByteBuffer.wrap(located.array()), 1, Thumbnails.LARGEST);
        var latin = new String(bytes, StandardCharsets.ISO_8859_1);
        assertFalse(latin.contains("GPS"));
        assertFalse(latin.contains("Exif"));
    }

    @Test
    void a_broken_picture_is_none() throws IOException {
        var png = encoded(picture(1_000, 1_000, BufferedImage.TYPE_INT_RGB), "png");
        assertThrows(
                IOException.class,
                () -> painter.painted(ByteBuffer.wrap(png, 0, 40).slice(), 1, Thumbnails.LARGEST));
        assertThrows(IOException.class, () -> painter.painted(ByteBuffer.wrap(new byte[3]), 1, Thumbnails.LARGEST));
        var random = new Random(20_261_003);
        for (var i = 0; i < 300; i++) {
            var damaged = png.clone();
            for (var n = 0; n < 5; n++) {
                damaged[random.nextInt(Math.min(damaged.length, 400))] = (byte) random.nextInt(256);
            }
            // the size is what Extent reads before: a painter is not asked for more pixels
            System.arraycopy(png, 16, damaged, 16, 8);
            try {
                painter.painted(ByteBuffer.wrap(damaged), 1, Thumbnails.LARGEST);
            } catch (IOException noPicture) {
                // said in the one way that is expected
            }
        }
    }

    private BufferedImage painted(byte[] picture, int orientation) throws IOException {
        return ImageIO.read(
                new ByteArrayInputStream(painter.painted(ByteBuffer.wrap(picture), orientation, Thumbnails.LARGEST)));
    }

    /** Red top left, the rest blue. */
    private static BufferedImage picture(int width, int height, int type) {
        var image = new BufferedImage(width, height, type);
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                image.setRGB(x, y, x < width / 4 && y < height / 4 ? RED : BLUE);
            }
        }
        return image;
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        var out = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, format, out));
        return out.toByteArray();
    }

    private static void assertNear(int expected, int actual) {
        for (var shift = 0; shift < 32; shift += 8) {
            var difference = Math.abs((expected >> shift & 0xFF) - (actual >> shift & 0xFF));
            assertTrue(difference < 20, () -> Integer.toHexString(actual) + " for " + Integer.toHexString(expected));
        }
    }
}
