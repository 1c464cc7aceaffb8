package io.parley.bench.load;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One connection of one person. */
public final class Client implements Frames.Sink {
    private static final byte[] NOTHING = {};
    private static final int PAGE = 4_096;
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Load load;
    private final int person;
    private final Inbox inbox;
    private Frames frames = new Frames(this);
    private SocketChannel socket;
    private SelectionKey key;
    private State state = State.CONNECTING;
    /** It has been here before: it says what it holds. */
    private boolean again;
    /** What came of a frame, or of the upgrade's answer, that is not whole. */
    private byte[] held = NOTHING;

    private int heldLength;
    private ByteBuffer unsent = ByteBuffer.wrap(NOTHING);
    /** It was told something since it connected. */
    private boolean greeted;

    private long framesHeard;
    private long bytesHeard;

    private enum State {
        CONNECTING,
        UPGRADING,
        OPEN,
        CUT
    }

    Client(Load load, int person, Inbox inbox) throws IOException {
        this.load = load;
        this.person = person;
        this.inbox = inbox;
        this.socket = load.dial(person);
        this.key = socket.register(load.selector(), SelectionKey.OP_CONNECT, this);
    }

    public Inbox inbox() {
        return inbox;
    }

    public int person() {
        return person;
    }

    /** It has been let in and has all that there is. */
    public boolean live() {
        return state == State.OPEN && inbox.live();
    }

    /** How far it has come, for a failure's text. */
    String progress() {
        return state == State.OPEN && greeted ? "live in " + inbox.progress() : state.toString();
    }

    /** WebSocket messages it was sent, whatever they hold. */
    public long framesHeard() {
        return framesHeard;
    }

    /** All that came over its socket. */
    public long bytesHeard() {
        return bytesHeard;
    }

    /** Sends a message of the ledger's. */
    public void say(int channel, int id) {
        text(load.dialect().send(channel, load.cid(id), load.ledger().text(id)));
    }

    /** Sends any text. */
    public void text(String text) {
        send(Frames.masked(Frames.TEXT, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Takes nothing more, and leaves the connection open. */
    void stall() {
        key.interestOps(0);
    }

    /** The connection breaks, without a goodbye. */
    void cut() throws IOException {
        state = State.CUT;
        inbox.cut();
        // RST: it leaves no port waiting, and is what a cut looks like
        if (socket.isOpen()) {
            socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            socket.close();
        }
    }

    /** Comes back after a cut, with what it holds. */
    void comeBack() throws IOException {
        frames = new Frames(this);
        heldLength = 0;
        greeted = false;
        unsent = ByteBuffer.wrap(NOTHING);
        again = true;
        state = State.CONNECTING;
        socket = load.dial(person);
        key = socket.register(load.selector(), SelectionKey.OP_CONNECT, this);
    }

    /** Something can be done. */
    void ready(byte[] scratch) throws IOException {
        try {
            if (key.isConnectable() && socket.finishConnect()) {
                state = State.UPGRADING;
                key.interestOps(SelectionKey.OP_READ);
                send(ByteBuffer.wrap(
                        load.dialect().upgrade(person, load.host(person)).getBytes(StandardCharsets.US_ASCII)));
            }
            if (key.isValid() && key.isReadable()) {
                read(scratch);
            }
            if (key.isValid() && key.isWritable()) {
                flush();
            }
        } catch (IOException e) {
            if (state != State.CUT) {
                lost(e.toString());
            }
        }
    }

    private void read(byte[] scratch) throws IOException {
        System.arraycopy(held, 0, scratch, 0, heldLength);
        var got = socket.read(ByteBuffer.wrap(scratch, heldLength, scratch.length - heldLength));
        if (got < 0) {
            lost("the server closed it");
            return;
        }
        bytesHeard += got;
        var end = heldLength + got;
        var from = state == State.UPGRADING ? upgraded(scratch, end) : 0;
        if (state == State.OPEN) {
            from += frames.take(scratch, from, end);
        }
        hold(scratch, from, end);
    }

    /** @return where the frames begin */
    private int upgraded(byte[] bytes, int end) {
        for (var at = 0; at + HEAD_END.length <= end; at++) {
            if (Arrays.equals(bytes, at, at + HEAD_END.length, HEAD_END, 0, HEAD_END.length)) {
                var head = new String(bytes, 0, at, StandardCharsets.ISO_8859_1);
                if (!head.startsWith("HTTP/1.1 101")) {
                    throw new WrongDelivery("person " + person + " is not let in: " + head);
                }
                state = State.OPEN;
                text(inbox.hello(again));
                return at + HEAD_END.length;
            }
        }
        return 0;
    }

    private void hold(byte[] bytes, int from, int end) {
        heldLength = end - from;
        if (heldLength == bytes.length) {
            throw new WrongDelivery("a frame of more than " + bytes.length + " bytes");
        }
        if (heldLength > held.length) {
            held = new byte[(heldLength / PAGE + 1) * PAGE];
        } else if (heldLength == 0 && held.length > PAGE) {
            // thousands of these, each as large as the largest frame ever was, would be too much
            held = NOTHING;
        }
        System.arraycopy(bytes, from, held, 0, heldLength);
    }

    private void send(ByteBuffer bytes) {
        try {
            if (unsent.hasRemaining()) {
                unsent = ByteBuffer.allocate(unsent.remaining() + bytes.remaining())
                        .put(unsent)
                        .put(bytes)
                        .flip();
                return;
            }
            socket.write(bytes);
            if (bytes.hasRemaining()) {
                unsent = bytes;
                key.interestOpsOr(SelectionKey.OP_WRITE);
            }
        } catch (IOException e) {
            lost(e.toString());
        }
    }

    private void flush() throws IOException {
        socket.write(unsent);
        if (!unsent.hasRemaining()) {
            key.interestOpsAnd(~SelectionKey.OP_WRITE);
        }
    }

    private void lost(String why) {
        var was = state;
        try {
            cut();
        } catch (IOException e) {
            throw new WrongDelivery(e.toString());
        }
        load.lost(this, was + ": " + why);
    }

    @Override
    public void message(byte[] bytes, int from, int to) {
        framesHeard++;
        greeted = true;
        var before = inbox.live();
        inbox.hear(bytes, from, to, load.now());
        if (!before && inbox.live()) {
            load.live(this);
        }
    }

    @Override
    public void ping(byte[] payload) {
        send(Frames.masked(Frames.PONG, payload));
    }

    @Override
    public void closed(int code, String reason) {
        lost("closed with " + code + " " + reason);
    }
}
