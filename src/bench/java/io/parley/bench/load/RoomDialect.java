package io.parley.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The plain rooms of the baselines: {@code join c1 c2}, answered {@code joined}; then {@code c1 text}, sent to all in the room as it came. */
public final class RoomDialect implements Dialect {
    private final String name;

    public RoomDialect(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String upgrade(int person, String host) {
        return "GET /ws HTTP/1.1\r\nHost: " + host + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    }

    @Override
    public String hello(int[] channels, IntFunction<@Nullable String> cursors) {
        return Arrays.stream(channels).mapToObj(channel -> " c" + channel).collect(Collectors.joining("", "join", ""));
    }

    @Override
    public String send(int channel, String cid, String text) {
        return "c" + channel + " " + text;
    }

    @Override
    public int channelOf(byte[] bytes, int from, int to) {
        return Dialect.number(bytes, from, to);
    }

    @Override
    public Said read(String line) {
        if (line.equals("joined")) {
            return new Said.Live(Said.ALL);
        }
        var bytes = line.getBytes(StandardCharsets.UTF_8);
        var channel = channelOf(bytes, 0, bytes.length);
        var space = line.indexOf(' ');
        if (channel < 0 || space < 0) {
            return new Said.Other(line);
        }
        return new Said.Message(channel, 0, "", line.substring(space + 1));
    }
}
