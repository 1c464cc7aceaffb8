package io.parley.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnifferTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "89504e470d0a1a0a|image/png",
                "ffd8ffe0|image/jpeg",
                "474946383961|image/gif",
                "524946460000000057454250|image/webp",
                "524946460000000057415645|audio/wav",
                "0000001c6674797061766966|image/avif",
                "0000001c667479706d696631000000006d69663161766966|image/avif",
                "0000001c6674797068656963|image/heic",
                "0000001c6674797069736f6d|video/mp4",
                "0000001c667479704d344120|audio/mp4",
                "0000001c6674797071742020|video/quicktime",
                "1a45dfa39f4286810142f7810142f2810442f381084282847765626d|video/webm",
                "4f67675300020000|audio/ogg",
                "494433040000|audio/mpeg",
                "fffb9064|audio/mpeg",
                "fff15080|audio/aac",
                "664c6143|audio/flac",
                "255044462d312e37|application/pdf",
                "504b0304|application/zip",
                "4d5a9000|application/octet-stream",
                "fffe68006900|application/octet-stream",
                "efbbbf68c3a4|text/plain",
                "68ff|application/octet-stream",
            })
    void a_content_is_what_it_begins_with(String hex, String type) {
        assertEquals(type, Sniffer.type(HexFormat.of().parseHex(hex)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "just text, <b>bold</b>|text/plain",
                "<!DOCTYPE html><p>|text/html",
                " \n<html>|text/html",
                "<script>alert(1)</script>|text/html",
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>|image/svg+xml",
                "<?xml version='1.0'?><!-- x --><svg/>|image/svg+xml",
                "<?xml version='1.0'?><a/>|text/plain",
                "''|text/plain",
            })
    void what_browsers_would_run_is_never_shown_in_place(String text, String type) {
        assertEquals(type, Sniffer.type(text.getBytes(StandardCharsets.UTF_8)));
        assertFalse(MediaType.of(type).inline());
    }

    @Test
    void a_long_text_cut_within_a_character_is_text() {
        var head = new byte[8_192];
        System.arraycopy(("x" + "\u20ac".repeat(4_000)).getBytes(StandardCharsets.UTF_8), 0, head, 0, head.length);
        assertEquals("text/plain", Sniffer.type(head));
    }

    @Test
    void a_picture_says_how_large_it_is() throws IOException {
        assertEquals(new Looks("image/png", 60_000, 60_000, false), look(png(60_000, 60_000)));
        assertEquals(new Looks("image/png", 1_600, 900, true), look(png(1_600, 900)));
        assertEquals(new Looks("image/png", 16, 9, false), look(png(16, 9)));
        assertEquals(new Looks("image/gif", 300, 2, false), look(HexFormat.of().parseHex("4749463839612c010200")));
        assertEquals(new Looks("image/jpeg", 1_600, 900, true), look(jpeg(1_600, 900, 0)));
        assertEquals(
                new Looks("image/webp", 258, 3, false),
                look(HexFormat.of().parseHex("524946460000000057454250565038580a00000000000000010100020000")));
        assertEquals(
                new Looks("image/webp", 2, 3, false),
                look(HexFormat.of().parseHex("524946460000000057454250565038200a000000000000" + "9d012a02000300")));
        assertEquals(
                new Looks("image/webp", 17, 33, false),
                look(HexFormat.of().parseHex("524946460000000057454250" + "5650384c" + "0a000000" + "2f10000800")));
        assertEquals(new Looks("image/avif", 40, 30, false), look(avif(40, 30, false)));
        assertEquals(new Looks("image/avif", 30, 40, false), look(avif(40, 30, true)));
    }

    @ParameterizedTest
    @CsvSource({"1,4,3", "2,4,3", "3,4,3", "4,4,3", "5,3,4", "6,3,4", "7,3,4", "8,3,4", "9,4,3"})
    void a_photo_is_as_large_as_it_is_shown(int orientation, int width, int height) throws IOException {
        assertEquals(new Looks("image/jpeg", width, height, false), look(jpeg(4, 3, orientation)));
        assertEquals(
                orientation > 8 ? 1 : orientation, Jpeg.orientation(new ByteArrayInputStream(jpeg(4, 3, orientation))));
    }

    @Test
    void nonsense_has_no_size() throws IOException {
        assertNull(look(png(0, 5)).width());
        assertNull(look(png(-5, 5)).width());
        assertNull(look(png(5, Integer.MAX_VALUE)).width());
        assertNull(look("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1))
                .width());
        assertNull(look(HexFormat.of().parseHex("ffd8ffe00000")).width());
    }

    @Test
    void no_header_makes_it_stumble() throws IOException {
        var random = new Random(20_261_002);
        var seeds = new byte[][] {
            png(1_600, 900),
            jpeg(4, 3, 6),
            avif(40, 30, true),
            HexFormat.of().parseHex("524946460000000057454250565038580a00000000000000010100020000")
        };
        var sized = 0;
        for (var i = 0; i < 40_000; i++) {
            var bytes = seeds[i % seeds.length].clone();
            for (var damage = random.nextInt(4); damage >= 0; damage--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            var cut = new byte[random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length];
            System.arraycopy(bytes, 0, cut, 0, cut.length);
            var looks = look(cut);
            assertNotNull(looks.type());
            if (looks.width() != null && looks.height() != null) {
                sized++;
                assertTrue(looks.width() > 0 && looks.height() > 0);
            }
            Jpeg.orientation(new ByteArrayInputStream(cut));
        }
        System.out.println(sized + " of 40000 damaged headers still said a size");
        assertTrue(sized > 1_000);
    }

    private static Looks look(byte[] bytes) throws IOException {
        return Sniffer.look(new ByteArrayInputStream(bytes), bytes.length);
    }

    static byte[] png(int width, int height) {
        return ByteBuffer.allocate(33)
                .putLong(0x89504E470D0A1A0AL)
                .putInt(13)
                .putInt(0x49484452)
                .putInt(width)
                .putInt(height)
                .array();
    }

    /** A header with an Exif segment, if there is an orientation, and one that means nothing to us. */
    private static byte[] jpeg(int width, int height, int orientation) throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(HexFormat.of().parseHex("ffd8" + "ffe000044a46"));
        if (orientation > 0) {
            out.write(HexFormat.of()
                    .parseHex("ffe10022" + "457869660000" + "49492a0008000000" + "0100" + "1201030001000000"
                            + HexFormat.of().toHexDigits((byte) orientation) + "000000" + "00000000"));
        }
        out.write(ByteBuffer.allocate(13)
                .putShort((short) 0xFFC0)
                .putShort((short) 11)
                .put((byte) 8)
                .putShort((short) height)
                .putShort((short) width)
                .array());
        return out.toByteArray();
    }

    private static byte[] avif(int width, int height, boolean turned) {
        var size = ByteBuffer.allocate(20)
                .putInt(20)
                .putInt(0x69737065)
                .putInt(0)
                .putInt(width)
                .putInt(height);
        var rotation = ByteBuffer.allocate(9).putInt(9).putInt(0x69726F74).put((byte) (turned ? 1 : 2));
        var container = box(0x6970636F, size.array(), rotation.array());
        var meta = box(0x6D657461, new byte[4], box(0x68646C72, new byte[25]), box(0x69707270, container));
        return join(HexFormat.of().parseHex("000000106674797061766966" + "00000000"), meta);
    }

    private static byte[] box(int kind, byte[]... parts) {
        var content = join(parts);
        return join(
                ByteBuffer.allocate(8).putInt(content.length + 8).putInt(kind).array(), content);
    }

    private static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
