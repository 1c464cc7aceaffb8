package io.parley.files;

/** Text that others gave and pages will show. */
final class Cleaned {
    private Cleaned() {}

    /** Without what controls, with `_` for each of `<`, `>`, `&`, cut to so many UTF-16 units but never within a character. */
    static String text(String given, int longest) {
        var clean = new StringBuilder();
        given.codePoints().filter(c -> !controls(c)).forEach(c -> {
            if (clean.length() + Character.charCount(c) <= longest) {
                clean.appendCodePoint(c == '<' || c == '>' || c == '&' ? '_' : c);
            }
        });
        return clean.toString();
    }

    /** Control characters, line ends, half surrogate pairs, and what turns text around so that `exe` reads as `png`. */
    private static boolean controls(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.SURROGATE
                || (c >= 0x2028 && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }
}
