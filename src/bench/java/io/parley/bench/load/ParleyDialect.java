package io.parley.bench.load;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Protocol 1 of Parley, see its protocol document. */
public final class ParleyDialect implements Dialect {
    private static final byte[] MESSAGE = "{\"type\":\"message\",\"channel\":\"".getBytes(StandardCharsets.US_ASCII);

    /** Looked for once: finding a parser takes longer than any line. */
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private static final String TYPE = "{\"type\":\"";
    private static final Pattern LIVE = Pattern.compile("\\{\"type\":\"live\",\"channel\":\"c([0-9]{1,9})\"}");
    private static final Set<String> COUNTED =
            Set.of("welcome", "presence", "crowd", "typing", "typists", "heads", "you");

    private final boolean binary;
    private final IntFunction<String> cookies;

    /**
     * A dialect of it.
     *
     * @param binary whether the server shall answer in binary frames
     * @param cookies of a person: the header's value, which signs in
     */
    public ParleyDialect(boolean binary, IntFunction<String> cookies) {
        this.binary = binary;
        this.cookies = cookies;
    }

    @Override
    public String name() {
        return binary ? "Parley, binary" : "Parley, text";
    }

    @Override
    public String upgrade(int person, String host) {
        return "GET /ws HTTP/1.1\r\nHost: " + host + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Protocol: " + (binary ? "parley.1.binary" : "parley.1") + "\r\n"
                + "Cookie: " + cookies.apply(person) + "\r\n\r\n";
    }

    @Override
    public String hello(int[] channels, IntFunction<@Nullable String> cursors) {
        var held = Arrays.stream(channels)
                .filter(channel -> cursors.apply(channel) != null)
                .mapToObj(channel -> "\"c" + channel + "\":\"" + cursors.apply(channel) + "\"");
        return held.collect(Collectors.joining(",", "{\"type\":\"hello\",\"cursors\":{", "}}"));
    }

    @Override
    public String send(int channel, String cid, String text) {
        return "{\"type\":\"send\",\"cid\":\"" + cid + "\",\"channel\":\"c" + channel + "\",\"text\":\"" + text + "\"}";
    }

    @Override
    public int channelOf(byte[] bytes, int from, int to) {
        var id = from + MESSAGE.length;
        if (id >= to || !Arrays.equals(bytes, from, id, MESSAGE, 0, MESSAGE.length)) {
            return -1;
        }
        return Dialect.number(bytes, id, to);
    }

    @Override
    public Said read(String line) {
        // what only is counted may be long: it is not parsed
        var type = line.startsWith(TYPE) ? line.substring(TYPE.length(), line.indexOf('"', TYPE.length())) : "";
        if (COUNTED.contains(type)) {
            return new Said.Other(type);
        }
        var live = LIVE.matcher(line);
        if (live.matches()) {
            return new Said.Live(Integer.parseInt(live.group(1)));
        }
        try (var reader = READERS.createReader(new StringReader(line))) {
            return said(reader.readObject());
        }
    }

    private static Said said(JsonObject event) {
        var type = event.getString("type");
        return switch (type) {
            case "message" ->
                new Said.Message(
                        channel(event),
                        event.getJsonNumber("seq").longValueExact(),
                        event.getString("mark"),
                        event.getString("text"));
            case "gap" -> {
                var to = event.getString("to").split("\\.", 2);
                yield new Said.Opened(channel(event), Long.parseLong(to[0]), to[1]);
            }
            case "live" -> new Said.Live(channel(event));
            case "refused" -> new Said.Refused(event.getString("code"), event.getString("text"));
            default -> new Said.Other(type);
        };
    }

    private static int channel(JsonObject event) {
        var id = event.getString("channel").getBytes(StandardCharsets.UTF_8);
        return Dialect.number(id, 0, id.length);
    }
}
