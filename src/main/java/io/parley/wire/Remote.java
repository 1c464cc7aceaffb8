package io.parley.wire;

/** The far end of one connection, as the {@link Outbox} sees it. A simulation has its own. */
interface Remote {
    /**
     * Sends a frame. Called only when nothing is in flight.
     *
     * @param left told exactly once, on any thread, perhaps before this returns
     */
    void send(Frame frame, Left left);

    /** Sends a ping; may block behind nothing but the socket. Called only when nothing is in flight. */
    void ping();

    /** Closes the connection; never blocks the caller. */
    void close(int code, String reason);

    /** Hears what became of a frame. */
    @FunctionalInterface
    interface Left {
        /** @param whole whether all of it was handed to the network */
        void left(boolean whole);
    }
}
