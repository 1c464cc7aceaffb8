package io.parley.chat;

import java.util.List;

/** Events for tests: each marked and worded by its seq. */
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
                LOBBY, "m" + seq, "c." + seq, new Message(seq, seq, from, 1_000 + seq, text, seq, List.of()));
    }

    /** Their places, to compare. */
    public static List<Long> seqs(List<? extends Event.Lasting> events) {
        return events.stream().map(Event.Lasting::seq).toList();
    }
}
