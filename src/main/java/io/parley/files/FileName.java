package io.parley.files;

/**
 * A file's name as it is shown and stored: no path, nothing that controls or marks up text. May be empty.
 *
 * @param text at most {@value #LONGEST} characters
 */
public record FileName(String text) {
    /** Characters (UTF-16 units); the longest name most file systems take. */
    public static final int LONGEST = 255;

    public FileName {
        if (!cleaned(text).equals(text)) {
            throw new IllegalArgumentException("not a clean file name");
        }
    }

    /** What remains of a name somebody gave: what follows its last slash or backslash, cleaned. */
    public static FileName of(String declared) {
        return new FileName(cleaned(declared));
    }

    private static String cleaned(String declared) {
        var name = declared.substring(Math.max(declared.lastIndexOf('/'), declared.lastIndexOf('\\')) + 1);
        return Cleaned.text(name, LONGEST);
    }
}
