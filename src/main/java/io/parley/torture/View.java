package io.parley.torture;

import java.util.Arrays;

/** What one client holds of the lobby, and how often it came wrong. Not safe for threads: its client guards it. */
final class View {
    static final String LOBBY = "lobby";
    static final String BEGINNING = "0.0";

    /** By seq, what was said there; 0 where nothing is held. */
    private long[] held = new long[1024];

    private String cursor = BEGINNING;
    private long position;
    private long doubled;
    private long skipped;

    /** A message from the socket. */
    void event(Heard event) {
        if (passed(event)) {
            hold(event.seq(), event.digest());
        }
    }

    /** An event from the socket: the one after the last, or it came wrong. False: it came again. */
    boolean passed(Heard event) {
        if (event.seq() <= position) {
            doubled++;
            return false;
        }
        if (event.seq() != position + 1) {
            skipped++;
        }
        position = event.seq();
        cursor = event.cursor();
        return true;
    }

    /** More is missing than the socket brings: what is held up to there is discarded, and paged again. */
    void gap(String to) {
        var seq = seqOf(to);
        Arrays.fill(held, 0, (int) Math.min(held.length, seq + 1), 0);
        position = seq;
        cursor = to;
    }

    void paged(Heard message) {
        hold(message.seq(), message.digest());
    }

    /** Holds nothing any more. */
    void forget() {
        Arrays.fill(held, 0);
        position = 0;
        cursor = BEGINNING;
    }

    String cursor() {
        return cursor;
    }

    /** The seq of the last event. */
    long position() {
        return position;
    }

    /** What is held at a seq; 0 for nothing. */
    long at(long seq) {
        return seq < held.length ? held[(int) seq] : 0;
    }

    long count() {
        return Arrays.stream(held).filter(digest -> digest != 0).count();
    }

    /** Events that came again. */
    long doubled() {
        return doubled;
    }

    /** Events that came before the one they follow. */
    long skipped() {
        return skipped;
    }

    private void hold(long seq, long digest) {
        if (seq >= held.length) {
            held = Arrays.copyOf(held, (int) Math.max(seq + 1, held.length * 2L));
        }
        held[(int) seq] = digest;
    }

    private static long seqOf(String cursor) {
        return Long.parseLong(cursor.substring(0, cursor.indexOf('.')));
    }
}
