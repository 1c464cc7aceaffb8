package io.parley.files;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The content of a file, named by what it is.
 *
 * @param sha256 64 lower-case hexadecimal digits
 * @param size bytes
 */
public record Blob(String sha256, long size) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public Blob {
        if (!SHA256.matcher(sha256).matches() || size < 0) {
            throw new IllegalArgumentException("not a blob: " + sha256 + ", " + size + " bytes");
        }
    }

    /** What a content is named by; of none of it yet. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** @param whole a {@link #digest} that all of the content has gone through; begins anew by this */
    public static Blob of(MessageDigest whole, long size) {
        return new Blob(HexFormat.of().formatHex(whole.digest()), size);
    }
}
