package io.parley.files;

/** What is kept of the name an uploader gave a file: nothing that is a path, fakes a layout or reads as markup. */
final class FileName {
    private FileName() {}

    /** Without everything up to the last `/` or `\`, without control characters, `_` for each of `<`, `>`, `&`. */
    static String clean(String given) {
        var name = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        var clean = new StringBuilder(name.length());
        name.codePoints().filter(c -> !Character.isISOControl(c)).forEach(c -> {
            switch (c) {
                case '<', '>', '&' -> clean.append('_');
                default -> clean.appendCodePoint(c);
            }
        });
        return clean.toString();
    }
}
