package io.parley.wire;

import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket of either protocol; one instance for each connection. What differs is how it opens.
 *
 * <p>Frames come in parts, so that the container holds no buffer of a message's size for each session.
 */
public abstract class Endpoint {
    private final Wire wire;
    private final Incoming incoming;
    /**
     * Absent before it began and after it ended: Tomcat can hold an endpoint for ever whose peer broke off while it was written to
     * (its list of waiting processors), and then it must hold nothing else.
     */
    private volatile @Nullable Open open;

    private record Open(Connection connection, Talk talk) {}

    /** @param frameLimit characters in one text frame */
    Endpoint(Wire wire, int frameLimit) {
        this.wire = wire;
        this.incoming = new Incoming(frameLimit);
    }

    final Wire wire() {
        return wire;
    }

    /** From here on what the peer says is heard. */
    final void begin(Session session, Connection opened, Talk with) {
        open = new Open(opened, with);
        wire.opened(session, opened, with);
    }

    @OnMessage
    public final void text(String part, boolean last) throws InterruptedException {
        var to = open;
        if (to == null || to.connection().outbox().isCut()) {
            return;
        }
        to.connection().heard();
        var frame = incoming.add(part, last);
        if (incoming.over()) {
            to.connection().outbox().cut(CloseCodes.TOO_BIG, "the frame is too large");
        } else if (frame.isPresent()) {
            to.talk().hear(frame.get());
        }
    }

    @OnMessage
    public final void binary(ByteBuffer part, boolean last) throws InterruptedException {
        var to = open;
        if (to != null && !to.connection().outbox().isCut()) {
            to.connection().heard();
            to.talk().hear(part, last);
        }
    }

    @OnMessage
    public final void pong(PongMessage pong) {
        var to = open;
        if (to != null) {
            to.connection().heard();
        }
    }

    @OnClose
    public final void closed(Session session, CloseReason reason) {
        wire.closed(session);
        open = null;
    }

    @OnError
    public final void failed(Session session, Throwable failure) {
        wire.failed(session, failure);
    }
}
