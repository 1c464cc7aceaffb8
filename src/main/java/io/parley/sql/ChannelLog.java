package io.parley.sql;

import io.parley.chat.Cursor;

/** Where a channel's log ends, as one transaction counts it up. Used by the writer's thread only. */
final class ChannelLog {
    private Cursor head;
    private long lastAt;
    private long messages;

    ChannelLog(Cursor head, long lastAt, long messages) {
        this.head = head;
        this.lastAt = lastAt;
        this.messages = messages;
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
