package io.parley.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** WebSocket frames (RFC 6455, section 5) of a client: what comes is cut from a stream of bytes, what goes is masked. */
final class Frames {
    static final int TEXT = 1;
    static final int PONG = 10;
    private static final int CONTINUATION = 0;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;

    private final Sink sink;
    /** What is there of a message that comes in several frames. */
    private byte[] begun = new byte[0];

    /** Takes what the frames hold; the bytes are its own only until it returns. */
    interface Sink {
        void message(byte[] bytes, int from, int to);

        void ping(byte[] payload);

        void closed(int code, String reason);
    }

    Frames(Sink sink) {
        this.sink = sink;
    }

    /** @return how many bytes were whole frames; the rest has to be brought again with what follows */
    int take(byte[] bytes, int begin, int end) {
        var from = begin;
        while (end - from >= 2) {
            var length = bytes[from + 1] & 0x7f;
            var header = length < 126 ? 2 : length == 126 ? 4 : 10;
            if (end - from < header) {
                break;
            }
            long payload = length;
            if (length >= 126) {
                payload = 0;
                for (var at = from + 2; at < from + header; at++) {
                    payload = payload << 8 | bytes[at] & 0xff;
                }
            }
            if (end - from - header < payload) {
                break;
            }
            var to = from + header + (int) payload;
            frame(bytes, bytes[from], from + header, to);
            from = to;
        }
        return from - begin;
    }

    private void frame(byte[] bytes, int first, int from, int to) {
        var last = (first & FINAL) != 0;
        switch (first & 0xf) {
            case TEXT, BINARY, CONTINUATION -> {
                if (last && begun.length == 0) {
                    sink.message(bytes, from, to);
                    return;
                }
                var before = begun.length;
                begun = Arrays.copyOf(begun, before + to - from);
                System.arraycopy(bytes, from, begun, before, to - from);
                if (last) {
                    var whole = begun;
                    begun = new byte[0];
                    sink.message(whole, 0, whole.length);
                }
            }
            case PING -> sink.ping(Arrays.copyOfRange(bytes, from, to));
            case CLOSE -> {
                var code = to - from < 2 ? 1005 : (bytes[from] & 0xff) << 8 | bytes[from + 1] & 0xff;
                sink.closed(
                        code,
                        new String(bytes, Math.min(to, from + 2), Math.max(0, to - from - 2), StandardCharsets.UTF_8));
            }
            case PONG -> {}
            default -> throw new WrongDelivery("a frame of no kind: " + Integer.toHexString(first));
        }
    }

    /** A whole frame, masked with 0: a server has to unmask that as any other, and the generator need not mask. */
    static ByteBuffer masked(int opcode, byte[] payload) {
        var frame = ByteBuffer.allocate(14 + payload.length).put((byte) (FINAL | opcode));
        if (payload.length < 126) {
            frame.put((byte) (MASKED | payload.length));
        } else if (payload.length <= 0xffff) {
            frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (MASKED | 127)).putLong(payload.length);
        }
        return frame.putInt(0).put(payload).flip();
    }
}
