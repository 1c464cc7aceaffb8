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
    private @Nullable Connection connection;
    private @Nullable Talk talk;

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
        connection = opened;
        talk = with;
        wire.opened(session, opened, with);
    }

    @OnMessage
    public final void text(String part, boolean last) throws InterruptedException {
        if (talk == null || connection == null || connection.outbox().isCut()) {
            return;
        }
        connection.heard();
        var frame = incoming.add(part, last);
        if (incoming.over()) {
            connection.outbox().cut(CloseCodes.TOO_BIG, "the frame is too large");
        } else if (frame.isPresent()) {
            talk.hear(frame.get());
        }
    }

    @OnMessage
    public final void binary(ByteBuffer part, boolean last) throws InterruptedException {
        if (talk != null && connection != null && !connection.outbox().isCut()) {
            connection.heard();
            talk.hear(part, last);
        }
    }

    @OnMessage
    public final void pong(PongMessage pong) {
        if (connection != null) {
            connection.heard();
        }
    }

    @OnClose
    public final void closed(Session session, CloseReason reason) {
        wire.closed(session);
    }

    @OnError
    public final void failed(Session session, Throwable failure) {
        wire.failed(session, failure);
    }
}
