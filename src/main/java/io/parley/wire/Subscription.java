package io.parley.wire;

import io.parley.chat.Reader;

/** One connection's place in one channel. Confined to the fan-out's thread. */
final class Subscription {
    /** The place of one that is not in its room. */
    static final int NOWHERE = -1;

    private final Connection connection;
    private final Room room;
    private final Reader reader;
    /** The head it was told last. */
    private long told = -1;
    /** Where it is in its room. */
    private int place = NOWHERE;

    Subscription(Connection connection, Room room, Reader reader) {
        this.connection = connection;
        this.room = room;
        this.reader = reader;
    }

    Connection connection() {
        return connection;
    }

    Room room() {
        return room;
    }

    Reader reader() {
        return reader;
    }

    int place() {
        return place;
    }

    /** Set by {@link Room} alone. */
    void place(int where) {
        place = where;
    }

    /** Whether this is still how the connection reads the channel. */
    boolean current() {
        return connection.subscriptions().get(room.channel()) == this;
    }

    /** Whether it was not told of that head; from now on it was. */
    boolean tells(long head) {
        var news = head != told;
        told = head;
        return news;
    }
}
