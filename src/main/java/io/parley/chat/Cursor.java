package io.parley.chat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A place in a channel's log: the last event somebody holds. Its text is {@code "<seq>.<mark>"}, opaque to clients.
 *
 * <p>A mark ends with a digest of the mark before it. So whoever holds a place sees of the next event whether it continues the log he
 * knows, or one that was restored to an earlier state and went on otherwise: nobody has to have noticed the restore.
 *
 * @param seq 0 before the first event
 * @param mark the random mark of the event at {@code seq}; tells a restored journal from the one the cursor came from
 */
public record Cursor(long seq, String mark) {
    /** Before the first event. */
    public static final Cursor START = new Cursor(0, "0");

    private static final Pattern TEXT = Pattern.compile("(0|[1-9][0-9]{0,17})\\.([A-Za-z0-9_-]{1,32})");

    /** Four characters. */
    private static final Base64.Encoder LINK = Base64.getUrlEncoder();

    public Cursor {
        Objects.requireNonNull(mark, "mark");
        if (seq < 0) {
            throw new IllegalArgumentException("cursor: seq must not be negative");
        }
    }

    /** @throws IllegalArgumentException when the text is no cursor */
    public static Cursor parse(String text) {
        var match = TEXT.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("cursor: must be one that the server gave");
        }
        return new Cursor(Long.parseLong(match.group(1)), match.group(2));
    }

    /** The place of the event after this one. @param random its own part of the mark, which tells it from any other at that seq */
    public Cursor next(String random) {
        return new Cursor(seq + 1, random + digest());
    }

    /** Whether that is the place of the event after this one, in this log and no other (but for one in 16 million). */
    public boolean leadsTo(Cursor next) {
        return next.seq == seq + 1 && next.mark.endsWith(digest());
    }

    private String digest() {
        var crc = new CRC32();
        crc.update(mark.getBytes(StandardCharsets.US_ASCII));
        var sum = crc.getValue();
        return LINK.encodeToString(new byte[] {(byte) (sum >> 16), (byte) (sum >> 8), (byte) sum});
    }

    @Override
    public String toString() {
        return seq + "." + mark;
    }
}
