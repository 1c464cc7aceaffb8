package io.parley.wire;

import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Protocol 1 on a WebSocket; one instance for each connection. */
@ServerEndpoint("/ws")
public final class ChatEndpoint {
    static final String TEXT = "parley.1";
    static final String BINARY = "parley.1.binary";

    private final Wire wire;
    private final Incoming incoming;
    private @Nullable Connection connection;
    private @Nullable Conversation conversation;

    ChatEndpoint(Wire wire, int frameLimit) {
        this.wire = wire;
        this.incoming = new Incoming(frameLimit);
    }

    @OnOpen
    public void opened(Session session) {
        var opened = wire.open(
                session,
                wire.protocol1(),
                BINARY.equals(session.getNegotiatedSubprotocol()) ? Framing.BINARY : Framing.TEXT);
        connection = opened;
        conversation = wire.converse(opened);
    }

    @OnMessage
    public void text(String part, boolean last) throws InterruptedException {
        if (conversation == null || connection == null) {
            return;
        }
        var frame = incoming.add(part, last);
        if (incoming.over()) {
            connection.outbox().cut(CloseCodes.TOO_BIG, "frame too large");
        } else if (frame.isPresent()) {
            conversation.hear(frame.get());
        } else {
            connection.heard();
        }
    }

    @OnMessage
    public void binary(ByteBuffer part, boolean last) {
        if (connection != null) {
            connection.outbox().cut(CloseCodes.NOT_TEXT, "commands are text");
        }
    }

    @OnMessage
    public void pong(PongMessage pong) {
        if (connection != null) {
            connection.heard();
        }
    }

    @OnClose
    public void closed(Session session, CloseReason reason) {
        wire.closed(session);
        if (conversation != null) {
            conversation.end();
        }
    }

    @OnError
    public void failed(Session session, Throwable failure) {
        wire.failed(session, failure);
    }
}
