package io.parley.sql;

/** Where a channel's log ends, as one transaction counts it up. Used by the writer's thread only. */
final class ChannelLog {
    private long head;
    private long lastAt;
    private long messages;

    ChannelLog(long head, long lastAt, long messages) {
        this.head = head;
        this.lastAt = lastAt;
        this.messages = messages;
    }

    /** The next event's seq; its time is {@link #lastAt()} from now on, which never goes back, whatever the clock does. */
    long next(long now) {
        lastAt = Math.max(lastAt, now);
        head++;
        return head;
    }

    /** The next message's ordinal. */
    long nextMessage() {
        messages++;
        return messages;
    }

    long head() {
        return head;
    }

    long lastAt() {
        return lastAt;
    }

    long messages() {
        return messages;
    }
}
