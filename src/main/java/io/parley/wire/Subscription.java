package io.parley.wire;

import io.parley.chat.Reader;

/** One connection's place in one channel. Confined to the fan-out's thread. */
final class Subscription {
    private final Connection connection;
    private final Room room;
    private final Reader reader;
    /** The head it was told last. */
    private long told = -1;

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
