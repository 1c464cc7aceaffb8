package io.parley.wire;

import io.parley.chat.Reader;

/** One connection's place in one channel. Confined to the fan-out's thread. */
record Subscription(Connection connection, Room room, Reader reader) {
    /** Whether this is still how the connection reads the channel. */
    boolean current() {
        return connection.subscriptions().get(room.channel()) == this;
    }
}
