package io.parley.web;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The `Content-Disposition` header (RFC 6266): whether a file is shown or saved, and as what. */
final class Disposition {
    private static final String PLAIN = "!#$&+-.^_`|~";

    private Disposition() {}

    static String of(boolean inline, String name) {
        var kind = inline ? "inline" : "attachment";
        if (name.isEmpty()) {
            return kind;
        }
        return kind + "; filename=\"" + ascii(name) + "\"; filename*=UTF-8''" + extended(name);
    }

    /** For old programs: what is not plain ASCII, or means something within quotes or to a shell of old, is a `_`. */
    private static String ascii(String name) {
        return name.codePoints()
                .map(c -> c < ' ' || c > '~' || c == '"' || c == '\\' || c == '%' ? '_' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** RFC 8187, 3.2. */
    private static String extended(String name) {
        var text = new StringBuilder();
        for (var unit : name.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (unit & 0xFF);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
                text.append(c);
            } else {
                text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(unit));
            }
        }
        return text.toString();
    }
}
