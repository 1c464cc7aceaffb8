package io.parley.people;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Finds the name in the `Cookie` headers of a request: the classic page writes the cookie `username` raw, which no
 * container's own cookie parser survives.
 */
public final class NameCookie {
    /** Of the cookie; another case is another cookie. */
    public static final String NAME = "username";

    private NameCookie() {}

    /**
     * The value of the last cookie of that name, unchecked; empty when there is none.
     *
     * <p>Everything up to the next `;` belongs to it, quotes and commas too; spaces around it do not. Percent sequences
     * that are UTF-8 are decoded, all others are kept as they stand.
     *
     * @param headers the `Cookie` headers in their order, each byte a character (ISO 8859-1), as servlet containers give them
     */
    public static Optional<String> in(Iterable<String> headers) {
        Optional<String> last = Optional.empty();
        for (var header : headers) {
            for (var cookie : header.split(";", -1)) {
                var equals = cookie.indexOf('=');
                if (equals >= 0 && trimmed(cookie.substring(0, equals)).equals(NAME)) {
                    last = Optional.of(decoded(trimmed(cookie.substring(equals + 1))));
                }
            }
        }
        return last;
    }

    /** A value for `Set-Cookie` that every parser keeps and {@link #in} gives back. */
    public static String encoded(String name) {
        var value = new StringBuilder();
        for (var unit : name.getBytes(StandardCharsets.UTF_8)) {
            if ((unit >= '0' && unit <= '9') || (unit >= 'A' && unit <= 'Z') || (unit >= 'a' && unit <= 'z')) {
                value.append((char) unit);
            } else {
                value.append('%').append(HexFormat.of().withUpperCase().toHexDigits(unit));
            }
        }
        return value.toString();
    }

    /** Only spaces and tabs: as a character of ISO 8859-1, half a letter can be a no-break space or a control. */
    private static String trimmed(String value) {
        var from = 0;
        var to = value.length();
        while (from < to && blank(value.charAt(from))) {
            from++;
        }
        while (to > from && blank(value.charAt(to - 1))) {
            to--;
        }
        return value.substring(from, to);
    }

    private static boolean blank(char c) {
        return c == ' ' || c == '\t';
    }

    private static String decoded(String value) {
        var text = new StringBuilder();
        var at = 0;
        while (at < value.length()) {
            var to = at;
            if (escape(value, at)) {
                while (escape(value, to)) {
                    to += 3;
                }
                text.append(unescaped(value.substring(at, to)));
            } else {
                while (to < value.length() && !escape(value, to)) {
                    to++;
                }
                text.append(raw(value.substring(at, to)));
            }
            at = to;
        }
        return text.toString();
    }

    private static boolean escape(String value, int at) {
        return at + 2 < value.length()
                && value.charAt(at) == '%'
                && HexFormat.isHexDigit(value.charAt(at + 1))
                && HexFormat.isHexDigit(value.charAt(at + 2));
    }

    /** A run of escapes: characters of UTF-8 among them are taken, single escapes that are part of none stay. */
    private static String unescaped(String run) {
        var bytes = HexFormat.of().parseHex(run.replace("%", ""));
        var text = new StringBuilder();
        var at = 0;
        while (at < bytes.length) {
            var length = lengthOfCharacter(bytes, at);
            if (length == 0) {
                text.append(run, 3 * at, 3 * at + 3);
                at++;
            } else {
                text.append(new String(bytes, at, length, StandardCharsets.UTF_8));
                at += length;
            }
        }
        return text.toString();
    }

    /** Bytes of the UTF-8 character that begins there, 0 when none does. */
    private static int lengthOfCharacter(byte[] bytes, int at) {
        var first = Byte.toUnsignedInt(bytes[at]);
        var length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        return at + length <= bytes.length && strictly(bytes, at, length).isPresent() ? length : 0;
    }

    /** The bytes behind the characters are UTF-8; where they are not, old browsers meant what the container read. */
    private static String raw(String part) {
        var bytes = part.getBytes(StandardCharsets.ISO_8859_1);
        return strictly(bytes, 0, bytes.length).orElse(part);
    }

    /** Without exceptions: a header full of broken escapes must not cost a stack trace for each. */
    private static Optional<String> strictly(byte[] bytes, int at, int length) {
        var text = CharBuffer.allocate(length);
        var result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length), text, true);
        return result.isError() ? Optional.empty() : Optional.of(text.flip().toString());
    }
}
