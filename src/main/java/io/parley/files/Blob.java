package io.parley.files;

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
}
