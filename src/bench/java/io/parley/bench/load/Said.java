package io.parley.bench.load;

/** What one line of a server means to the generator. */
public sealed interface Said {
    /** In place of a channel: all that the client is in. */
    int ALL = -1;

    /**
     * A message.
     *
     * @param seq the server's number of it in its channel, which counts every one; 0 where the server does not number
     * @param mark what makes a cursor of the seq; empty where there are none
     */
    record Message(int channel, long seq, String mark, String text) implements Said {}

    /** The client begins in the channel after that seq. */
    record Opened(int channel, long seq, String mark) implements Said {}

    /** The client has everything there is of that channel, or of {@link #ALL}. */
    record Live(int channel) implements Said {}

    /** The server did not do what it was asked. */
    record Refused(String code, String text) implements Said {}

    /** Nothing that is counted one by one. */
    record Other(String type) implements Said {}
}
