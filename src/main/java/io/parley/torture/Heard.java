package io.parley.torture;

import org.jspecify.annotations.Nullable;

/** What the torture reads of an event of protocol 1; members that a kind does not have are absent or 0. */
public record Heard(
        String type,
        @Nullable String me,
        @Nullable String to,
        long seq,
        @Nullable String mark,
        long n,
        @Nullable String from,
        @Nullable String text,
        @Nullable String cid,
        boolean retry) {
    public Heard {
        if (type == null) {
            throw new IllegalArgumentException("type: is missing");
        }
    }

    /** The cursor behind it. */
    String cursor() {
        return seq + "." + mark;
    }

    /** A number by which what was said can be told from anything else; never 0. */
    long digest() {
        return Digests.of(String.valueOf(cid), String.valueOf(text));
    }
}
