package io.parley.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which bytes a `Range` header asks for (RFC 9110, 14.1.2); several ranges at once, and nonsense, mean all of them. */
sealed interface ByteRange {
    /** Digits enough for any file, few enough for a long. */
    Pattern SINGLE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    record Whole() implements ByteRange {}

    record Unsatisfiable() implements ByteRange {}

    /** @param to the last byte, within the file */
    record Part(long from, long to) implements ByteRange {
        long length() {
            return to - from + 1;
        }

        String header(long size) {
            return "bytes " + from + "-" + to + "/" + size;
        }
    }

    static ByteRange of(@Nullable String header, long size) {
        var match = SINGLE.matcher(header == null ? "" : header.replace(" ", ""));
        if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
            return new Whole();
        }
        if (match.group(1).isEmpty()) {
            var last = Long.parseLong(match.group(2));
            return last == 0 || size == 0 ? new Unsatisfiable() : new Part(Math.max(0, size - last), size - 1);
        }
        var from = Long.parseLong(match.group(1));
        var to = match.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(match.group(2)));
        if (!match.group(2).isEmpty() && Long.parseLong(match.group(2)) < from) {
            return new Whole();
        }
        return from >= size ? new Unsatisfiable() : new Part(from, to);
    }
}
