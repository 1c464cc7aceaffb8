package io.parley.sql;

import org.jspecify.annotations.Nullable;

/**
 * How texts are kept and compared: without NUL, which PostgreSQL's TEXT cannot hold and which SQLite's own tools stop at. Two
 * texts are equal when their escaped ones are, so that whoever asks for an id with a NUL in it just finds nothing.
 *
 * <p>Everything that is bound is escaped; read back with {@link #text} are the columns that may hold any character.
 */
final class Escaped {
    /** No character, and in no text that somebody wrote on purpose. */
    private static final char MARK = '\uFFFF';

    private Escaped() {}

    static String of(String text) {
        if (text.indexOf(0) < 0 && text.indexOf(MARK) < 0) {
            return text;
        }
        return text.replace("" + MARK, MARK + "1").replace("\0", MARK + "0");
    }

    /** What was escaped. */
    static @Nullable String text(@Nullable String escaped) {
        if (escaped == null || escaped.indexOf(MARK) < 0) {
            return escaped;
        }
        return escaped.replace(MARK + "0", "\0").replace(MARK + "1", "" + MARK);
    }
}
