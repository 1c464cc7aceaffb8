package io.parley.files;

import io.parley.chat.Attachment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Tells what a content is by its first bytes, never by its name.
 *
 * <p>It decides what browsers are told and what they may show, so it knows well the few kinds that are shown in place, and of
 * the rest only what people would ask for. What it takes for a picture, sound or film and is none is shown broken, no more.
 */
final class Sniffer {
    /** Bytes that are looked at; a picture's size may lie further on. */
    private static final int HEAD = 8_192;
    /** Pixels beyond which no thumbnail is made: to decode a picture costs memory by them. */
    static final long MOST_PIXELS = 50_000_000;
    /** A picture of at most these pixels and bytes is its own thumbnail. */
    static final int SMALL = 800;

    private static final long LIGHT = 256 * 1024;

    /** What a content begins with. */
    private static final List<Magic> MAGICS = List.of(
            new Magic("image/png", "\u0089PNG\r\n\u001a\n"),
            new Magic("image/jpeg", "\u00ff\u00d8\u00ff"),
            new Magic("image/gif", "GIF87a"),
            new Magic("image/gif", "GIF89a"),
            new Magic("image/tiff", "II*\0"),
            new Magic("image/tiff", "MM\0*"),
            new Magic("audio/flac", "fLaC"),
            new Magic("audio/mpeg", "ID3"),
            new Magic("audio/midi", "MThd"),
            new Magic("application/pdf", "%PDF-"),
            new Magic("application/zip", "PK\u0003\u0004"),
            new Magic("application/zip", "PK\u0005\u0006"),
            new Magic("application/gzip", "\u001f\u008b"),
            new Magic("application/x-7z-compressed", "7z\u00bc\u00af\u0027\u001c"),
            new Magic("application/x-bzip2", "BZh"),
            new Magic("application/x-xz", "\u00fd7zXZ\0"),
            new Magic("application/zstd", "\u0028\u00b5\u002f\u00fd"),
            new Magic("application/vnd.rar", "Rar!\u001a\u0007"));

    private Sniffer() {}

    /** @param size bytes it has; reads as few of them as it can, and closes nothing */
    static Looks look(InputStream content, long size) throws IOException {
        var head = content.readNBytes(HEAD);
        var type = type(head);
        var all = new SequenceInputStream(new ByteArrayInputStream(head), content);
        var extent = Extent.of(type, all);
        if (extent == null) {
            return new Looks(type, null, null, false);
        }
        return new Looks(type, extent.width(), extent.height(), thumbnail(type, extent, size));
    }

    private static boolean thumbnail(String type, Extent extent, long size) {
        var decodable = type.equals("image/png") || type.equals("image/jpeg");
        var large = extent.width() > SMALL || extent.height() > SMALL || size > LIGHT;
        return decodable && large && extent.pixels() <= MOST_PIXELS;
    }

    static String type(byte[] head) {
        var latin = new String(head, StandardCharsets.ISO_8859_1);
        for (var magic : MAGICS) {
            if (latin.startsWith(magic.start())) {
                return magic.type();
            }
        }
        if (latin.startsWith("RIFF")) {
            return riff(latin);
        }
        if (latin.startsWith("ftyp", 4)) {
            return iso(latin);
        }
        if (latin.startsWith("OggS")) {
            return latin.contains("theora") ? "video/ogg" : "audio/ogg";
        }
        if (latin.startsWith("\u001aE\u00df\u00a3")) {
            return latin.contains("webm") ? "video/webm" : "video/x-matroska";
        }
        return isText(head) ? text(latin) : sound(head);
    }

    private static String riff(String latin) {
        return switch (at(latin, 8)) {
            case "WEBP" -> "image/webp";
            case "WAVE" -> "audio/wav";
            case "AVI " -> "video/x-msvideo";
            default -> Attachment.BYTES;
        };
    }

    /** The ISO base media file format: what it is, its brand says. */
    private static String iso(String latin) {
        return switch (at(latin, 8)) {
            case "avif", "avis" -> "image/avif";
            case "heic", "heix", "heim", "heis", "mif1", "msf1" ->
                latin.substring(0, Math.min(64, latin.length())).contains("avif") ? "image/avif" : "image/heic";
            case "M4A ", "M4B " -> "audio/mp4";
            case "qt  " -> "video/quicktime";
            default -> "video/mp4";
        };
    }

    private static String at(String latin, int index) {
        return latin.length() < index + 4 ? "" : latin.substring(index, index + 4);
    }

    /** UTF-8 without what no text has. */
    private static boolean isText(byte[] head) {
        for (var b : head) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
                return false;
            }
        }
        try {
            // the last character may be cut
            var whole = head.length < HEAD ? head.length : head.length - 4;
            while (whole > 0 && whole < head.length && (head[whole] & 0xC0) == 0x80) {
                whole--;
            }
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(head, 0, whole));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String text(String latin) {
        var start = latin.substring(0, Math.min(1_024, latin.length())).toLowerCase(Locale.ROOT);
        if (!start.startsWith("<", blanks(start))) {
            return "text/plain";
        }
        if (start.contains("<svg")) {
            return "image/svg+xml";
        }
        return start.contains("<!doctype html") || start.contains("<html") || start.contains("<script")
                ? "text/html"
                : "text/plain";
    }

    /** Blanks, and the mark that some put before UTF-8. */
    private static int blanks(String text) {
        var index = text.startsWith("\u00ef\u00bb\u00bf") ? 3 : 0;
        while (index < text.length() && text.charAt(index) <= ' ') {
            index++;
        }
        return index;
    }

    /** MPEG audio without a tag begins with a frame: eleven bits set, then what no frame leaves empty. */
    private static String sound(byte[] head) {
        if (head.length < 4 || head[0] != (byte) 0xFF || (head[1] & 0xE0) != 0xE0) {
            return Attachment.BYTES;
        }
        if ((head[1] & 0xF6) == 0xF0) {
            return "audio/aac";
        }
        // layer I, which nobody uses, looks like the mark before UTF-16
        var frame = (head[1] & 0x06) != 0
                && (head[1] & 0x06) != 0x06
                && (head[1] & 0x18) != 0x08
                && (head[2] & 0xF0) != 0xF0
                && (head[2] & 0xF0) != 0
                && (head[2] & 0x0C) != 0x0C;
        return frame ? "audio/mpeg" : Attachment.BYTES;
    }

    /** @param start as ISO-8859-1 */
    private record Magic(String type, String start) {}
}
