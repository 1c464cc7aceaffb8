package io.parley.bench.load;

import java.util.function.IntFunction;

/** How a kind of server is talked to. Channels are numbers here; each server is given names of the form {@code c<number>}. */
public interface Dialect {
    /** As in a table's heading. */
    String name();

    /** The request that opens the WebSocket of a person, with the empty line at its end. */
    String upgrade(int person, String host);

    /**
     * The first frame of a client, which signs on to its channels.
     *
     * @param cursors of a channel that the client has been in before; null where it has not
     */
    String hello(int[] channels, IntFunction<@org.jspecify.annotations.Nullable String> cursors);

    /** @param cid that no other message of the server's life has */
    String send(int channel, String cid, String text);

    /**
     * The channel of the message that the bytes of a line begin, found without reading the rest.
     *
     * @return below 0 when it is no message
     */
    int channelOf(byte[] bytes, int from, int to);

    /** What a line means, read with care. */
    Said read(String line);

    /** The number after a {@code c} at {@code from}; -1 when there is none. */
    static int number(byte[] bytes, int from, int to) {
        if (from + 1 >= to || bytes[from] != 'c') {
            return -1;
        }
        var number = -1;
        for (var at = from + 1; at < to && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            number = Math.max(number, 0) * 10 + bytes[at] - '0';
        }
        return number;
    }
}
