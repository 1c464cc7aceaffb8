package io.parley.it;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/**
 * A WebSocket (RFC 6455) over a plain socket: says any frame, right or wrong, and reads only when it is asked to.
 *
 * <p>Sending is safe from any thread, reading belongs to one.
 */
public final class RawWebSocket implements AutoCloseable {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    private static final int LARGEST_CONTROL = 125;

    private final Socket socket;
    private final String subprotocol;
    private final DataInputStream in;
    /** What came between fragments, to be given after them; belongs to the reading thread. */
    private final Queue<Received> between = new ArrayDeque<>();

    /** Writes guarded by itself. */
    private final OutputStream out;

    RawWebSocket(Socket socket, String subprotocol) throws IOException {
        this.socket = socket;
        this.subprotocol = subprotocol;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 16 * 1024));
        this.out = socket.getOutputStream();
    }

    /** A frame as it stands on the wire. */
    public record Frame(boolean last, int opcode, byte[] payload) {}

    /** What the server chose; empty for none. */
    public String subprotocol() {
        return subprotocol;
    }

    /** From now on a read fails when nothing comes for long. */
    public RawWebSocket impatient() throws IOException {
        socket.setSoTimeout((int) Await.BOUND.toMillis());
        return this;
    }

    public void text(String text) throws IOException {
        frame(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public void binary(byte[] bytes) throws IOException {
        frame(true, BINARY, bytes);
    }

    public void ping(byte[] payload) throws IOException {
        frame(true, PING, payload);
    }

    public void closeFrame(int code) throws IOException {
        frame(true, CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
    }

    /** Sends one masked frame, whatever it is. */
    public void frame(boolean last, int opcode, byte[] payload) throws IOException {
        var mask = new byte[] {0x17, 0x2B, (byte) 0x9C, (byte) (payload.length | 1)};
        var frame = ByteBuffer.allocate(14 + payload.length);
        frame.put((byte) ((last ? 0x80 : 0) | opcode));
        if (payload.length <= LARGEST_CONTROL) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.put(mask);
        for (var i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i & 3]));
        }
        raw(Arrays.copyOf(frame.array(), frame.position()));
    }

    /** Sends bytes as they are. */
    public void raw(byte[] bytes) throws IOException {
        synchronized (out) {
            out.write(bytes);
        }
    }

    /** The next message or control frame; pings are answered. Blocks. */
    public Received receive() {
        var before = between.poll();
        if (before != null) {
            return before;
        }
        try {
            var first = read();
            return switch (first.opcode()) {
                case TEXT, BINARY -> whole(first);
                case PING -> {
                    frame(true, PONG, first.payload());
                    yield new Received.Ping(first.payload());
                }
                case PONG -> new Received.Pong(first.payload());
                case CLOSE -> close(first.payload());
                default -> throw new IOException("a frame of opcode " + first.opcode());
            };
        } catch (EOFException | SocketException e) {
            return new Received.Gone(e.toString());
        } catch (IOException e) {
            throw new AssertionError("the server broke RFC 6455", e);
        }
    }

    /** The next frame, checked against what a server may send. Blocks. */
    public Frame read() throws IOException {
        var first = in.readUnsignedByte();
        var second = in.readUnsignedByte();
        if ((first & 0x70) != 0 || (second & 0x80) != 0) {
            throw new IOException("reserved bits or a mask: %02x %02x".formatted(first, second));
        }
        long length = second & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        var opcode = first & 0x0F;
        var last = (first & 0x80) != 0;
        if (opcode >= CLOSE && (length > LARGEST_CONTROL || !last)) {
            throw new IOException("a control frame of " + length + " bytes, last " + last);
        }
        var payload = new byte[Math.toIntExact(length)];
        in.readFully(payload);
        return new Frame(last, opcode, payload);
    }

    /** Breaks the connection off as a crash does: with a reset, without a word. */
    public void abort() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Ends the connection, without a word. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Puts fragments together; control frames may come between them, and a Close instead of the rest. */
    private Received whole(Frame first) throws IOException {
        var whole = new ByteArrayOutputStream();
        whole.write(first.payload());
        for (var last = first.last(); !last; ) {
            var next = read();
            switch (next.opcode()) {
                case PING -> frame(true, PONG, next.payload());
                case PONG -> between.add(new Received.Pong(next.payload()));
                case CLOSE -> {
                    return close(next.payload());
                }
                case CONTINUATION -> {
                    whole.write(next.payload());
                    last = next.last();
                }
                default -> throw new IOException("opcode " + next.opcode() + " between fragments");
            }
        }
        var payload = whole.toByteArray();
        return first.opcode() == TEXT ? new Received.Text(utf8(payload)) : new Received.Binary(payload);
    }

    private static Received close(byte[] payload) throws IOException {
        if (payload.length < 2) {
            return new Received.Close(1005, "");
        }
        var code = (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        return new Received.Close(code, utf8(Arrays.copyOfRange(payload, 2, payload.length)));
    }

    private static String utf8(byte[] bytes) throws CharacterCodingException {
        CharBuffer text = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes));
        return text.toString();
    }
}
