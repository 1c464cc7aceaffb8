package io.parley.bench.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** One connection of {@link RawNio}: small masked text frames come, gathered ones go. */
class RawClient {
    private static final Pattern KEY = Pattern.compile("(?i)\r\nSec-WebSocket-Key: *([^\r]+)\r\n");
    private static final byte[] NOTHING = {};

    private final SocketChannel socket;
    private final SelectionKey key;
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    /** Of a frame that did not leave whole. */
    private byte[] rest = NOTHING;
    /** Of a frame that did not come whole. */
    private byte[] held = NOTHING;

    private boolean upgraded;

    RawClient(SocketChannel socket, SelectionKey key) {
        this.socket = socket;
        this.key = key;
    }

    void say(byte[] line) {
        waiting.add(line);
    }

    void read(ByteBuffer in, Consumer<byte[]> heard) throws IOException {
        in.put(held);
        if (socket.read(in) < 0) {
            throw new IOException("gone");
        }
        in.flip();
        if (!upgraded) {
            upgrade(in);
        }
        while (upgraded && frame(in, heard)) {
            // and the next one
        }
        held = new byte[in.remaining()];
        in.get(held);
    }

    private void upgrade(ByteBuffer in) throws IOException {
        var head = new String(in.array(), 0, in.limit(), StandardCharsets.ISO_8859_1);
        var key = KEY.matcher(head);
        if (!head.contains("\r\n\r\n") || !key.find()) {
            return;
        }
        in.position(in.limit());
        upgraded = true;
        var answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept(key.group(1).strip()) + "\r\n\r\n";
        socket.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
    }

    /** RFC 6455, 4.2.2. */
    private static String accept(String key) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            var whole = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
            return Base64.getEncoder().encodeToString(sha1.digest(whole.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    private static boolean frame(ByteBuffer in, Consumer<byte[]> heard) {
        if (in.remaining() < 2) {
            return false;
        }
        var at = in.position();
        var opcode = in.get(at) & 0xf;
        var length = in.get(at + 1) & 0x7f;
        var header = length < 126 ? 6 : length == 126 ? 8 : 14;
        if (in.remaining() < header) {
            return false;
        }
        if (length == 126) {
            length = in.getShort(at + 2) & 0xffff;
        } else if (length == 127) {
            length = Math.toIntExact(in.getLong(at + 2));
        }
        if (in.remaining() < header + length) {
            return false;
        }
        var mask = in.getInt(at + header - 4);
        var payload = new byte[length];
        in.position(at + header).get(payload);
        for (var i = 0; mask != 0 && i < length; i++) {
            payload[i] ^= (byte) (mask >> 24 - 8 * (i & 3));
        }
        if (opcode == 1) {
            heard.accept(payload);
        }
        return true;
    }

    /** Sends what waits, as far as it goes; what is left goes when the selector says so. */
    void flush(ByteBuffer out) throws IOException {
        if (rest.length > 0) {
            out.clear();
            write(out.put(rest).flip());
        }
        while (rest.length == 0 && !waiting.isEmpty()) {
            write(gathered(out));
        }
        var wanted = rest.length > 0 ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    private ByteBuffer gathered(ByteBuffer out) {
        out.clear().position(4);
        out.put(waiting.remove());
        while (!waiting.isEmpty() && waiting.element().length < out.remaining()) {
            out.put((byte) '\n').put(waiting.remove());
        }
        out.flip();
        var length = out.limit() - 4;
        if (length < 126) {
            out.put(2, (byte) 0x81).put(3, (byte) length);
            return out.position(2);
        }
        return out.put(0, (byte) 0x81).put(1, (byte) 126).putShort(2, (short) length);
    }

    private void write(ByteBuffer bytes) throws IOException {
        socket.write(bytes);
        rest = bytes.hasRemaining() ? new byte[bytes.remaining()] : NOTHING;
        bytes.get(rest);
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone
        }
    }
}
