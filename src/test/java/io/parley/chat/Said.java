package io.parley.chat;

import java.util.List;

/** Events for tests: each worded by its seq, marked by it and so that it continues the one before. */
public final class Said {
    public static final String LOBBY = ChannelView.LOBBY;

    private Said() {}

    public static Event.Posted posted(long seq) {
        return posted(seq, "text " + seq);
    }

    public static Event.Posted posted(long seq, String text) {
        return posted("ann", seq, text);
    }

    public static Event.Posted posted(String from, long seq, String text) {
        return Event.Posted.of(
                LOBBY, place(seq).mark(), "c." + seq, new Message(seq, seq, from, 1_000 + seq, text, seq, List.of()));
    }

    /** Where the event of that seq is. */
    public static Cursor place(long seq) {
        var place = Cursor.START;
        while (place.seq() < seq) {
            place = place.next("m");
        }
        return place;
    }

    /** Their places, to compare. */
    public static List<Long> seqs(List<? extends Event.Lasting> events) {
        return events.stream().map(Event.Lasting::seq).toList();
    }

    /** The message that an event is about. */
    public static Message state(Event.Lasting event) {
        if (event instanceof Event.OfMessage about) {
            return about.state();
        }
        throw new AssertionError("about no message: " + event);
    }
}
