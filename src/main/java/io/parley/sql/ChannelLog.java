package io.parley.sql;

import io.parley.chat.Cursor;

/** Where a channel's log ends, as one transaction counts it up. Used by the writer's thread only. */
final class ChannelLog {
    private Cursor head;
    private long lastAt;
    private long messages;
    private final String kind;
    private boolean archived;
    private String posting;

    ChannelLog(Cursor head, long lastAt, long messages, String kind, boolean archived, String posting) {
        this.head = head;
        this.lastAt = lastAt;
        this.messages = messages;
        this.kind = kind;
        this.archived = archived;
        this.posting = posting;
    }

    /** The same, which is counted up by itself. */
    ChannelLog copy() {
        return new ChannelLog(head, lastAt, messages, kind, archived, posting);
    }

    String kind() {
        return kind;
    }

    /** Whether nobody can post any more. */
    boolean archived() {
        return archived;
    }

    /** Who may post. */
    String posting() {
        return posting;
    }

    /** What follows is in a channel like that. */
    void becomes(boolean archivedNow, String postingNow) {
        archived = archivedNow;
        posting = postingNow;
    }

    /** The next event's seq; its time is {@link #lastAt()} from now on, which never goes back, whatever the clock does. */
    long next(long now, Marks marks) {
        lastAt = Math.max(lastAt, now);
        head = marks.after(head);
        return head.seq();
    }

    /** The next message's ordinal. */
    long nextMessage() {
        messages++;
        return messages;
    }

    Cursor head() {
        return head;
    }

    long lastAt() {
        return lastAt;
    }

    long messages() {
        return messages;
    }
}
