package io.parley.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The headers of tus, the resumable upload protocol (tus.io/protocols/resumable-upload, version 1.0.0). */
final class Tus {
    static final String VERSION = "1.0.0";
    static final String RESUMABLE = "Tus-Resumable";
    static final String CONTENT = "application/offset+octet-stream";
    static final String EXTENSIONS = "creation,creation-with-upload,termination,checksum,expiration";

    /** Their names in the protocol, and in Java. */
    private static final Map<String, String> ALGORITHMS = Map.of("sha1", "SHA-1", "sha256", "SHA-256");

    static final String CHECKSUMS = "sha1,sha256";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    /** Characters of all metadata; a name and a type have room many times over. */
    private static final int LONGEST_METADATA = 8_192;

    /** IMF-fixdate (RFC 9110, 5.6.7). */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

    private Tus() {}

    static String date(Instant instant) {
        return DATE.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** A header that is a number of bytes. */
    static long number(String header, @Nullable String value) {
        if (value == null || !NUMBER.matcher(value.strip()).matches()) {
            throw new Rejection(400, "bad-parameter", header + ": must be a whole number, not negative.");
        }
        return Long.parseLong(value.strip());
    }

    static void version(@Nullable String value) {
        if (value == null || !value.strip().equals(VERSION)) {
            throw new Rejection(412, "bad-parameter", RESUMABLE + ": must be " + VERSION + ".");
        }
    }

    /** Keys and values: pairs separated by commas, the value after a blank in Base64, or none. */
    static Map<String, String> metadata(@Nullable String header) {
        var metadata = new HashMap<String, String>();
        if (header == null || header.isBlank()) {
            return metadata;
        }
        if (header.length() > LONGEST_METADATA) {
            throw noMetadata("it has more than " + LONGEST_METADATA + " characters");
        }
        for (var pair : header.split(",", -1)) {
            var parts = pair.strip().split(" ", -1);
            if (parts[0].isEmpty() || parts.length > 2) {
                throw noMetadata("a key, a blank and a value in Base64 is expected, and commas between such pairs");
            }
            if (metadata.put(parts[0], parts.length == 1 ? "" : text(parts[0], parts[1])) != null) {
                throw noMetadata("a key is there twice");
            }
        }
        return metadata;
    }

    private static String text(String key, String base64) {
        try {
            var bytes = Base64.getDecoder().decode(base64);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException e) {
            throw noMetadata("a value is not Base64");
        } catch (CharacterCodingException e) {
            if (key.equals("filename") || key.equals("filetype")) {
                throw noMetadata("a value is not UTF-8");
            }
            return "";
        }
    }

    private static Rejection noMetadata(String why) {
        return new Rejection(400, "bad-parameter", "Upload-Metadata: " + why + ".");
    }

    static String metadata(@Nullable String name, @Nullable String type) {
        var text = name == null ? "" : "filename " + base64(name);
        return type == null ? text : text + (text.isEmpty() ? "" : ",") + "filetype " + base64(type);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What the header says of the content that follows; null when there is none. */
    static @Nullable Checksum checksum(@Nullable String header) {
        if (header == null) {
            return null;
        }
        var parts = header.strip().split(" +", -1);
        var algorithm = ALGORITHMS.get(parts[0].toLowerCase(Locale.ROOT));
        if (algorithm == null || parts.length != 2) {
            throw noChecksum();
        }
        try {
            var digest = MessageDigest.getInstance(algorithm);
            var expected = Base64.getDecoder().decode(parts[1]);
            if (expected.length != digest.getDigestLength()) {
                throw noChecksum();
            }
            return new Checksum(digest, expected);
        } catch (IllegalArgumentException e) {
            throw noChecksum();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    private static Rejection noChecksum() {
        return new Rejection(
                400,
                "bad-parameter",
                "Upload-Checksum: one of " + CHECKSUMS + ", a blank, and the checksum in Base64 is expected.");
    }

    /** A checksum as it is computed, and as it should be. */
    record Checksum(MessageDigest digest, byte[] expected) {
        boolean holds() {
            return MessageDigest.isEqual(digest.digest(), expected);
        }
    }
}
