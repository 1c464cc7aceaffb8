package io.parley.wire;

import io.parley.people.Refusal;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The classic protocol on a WebSocket, all of its stages; one instance for each connection. */
@ServerEndpoint("/wsapps/{chat}")
public final class ClassicEndpoint {
    private final Wire wire;
    private final Incoming incoming;
    private @Nullable Connection connection;
    private @Nullable ClassicConversation conversation;

    /** @param textLimit bytes of UTF-8, of which a text never has fewer than characters */
    ClassicEndpoint(Wire wire, int textLimit) {
        this.wire = wire;
        this.incoming = new Incoming(textLimit);
    }

    @OnOpen
    public void opened(Session session, @PathParam("chat") String chat) {
        var stage = Stage.named(chat);
        if (stage.isEmpty()) {
            wire.refuse(session, "no such chat");
            return;
        }
        try {
            var opened = wire.openClassic(session);
            connection = opened;
            conversation = wire.converse(stage.get(), opened);
            conversation.begin();
        } catch (Refusal refusal) {
            wire.refuseClassic(session, refusal);
        }
    }

    @OnMessage
    public void text(String part, boolean last) throws InterruptedException {
        if (conversation == null || connection == null) {
            return;
        }
        var text = incoming.add(part, last);
        if (incoming.over()) {
            connection.outbox().cut(CloseCodes.TOO_BIG, "text too large");
        } else if (text.isPresent()) {
            conversation.hear(text.get());
        } else {
            connection.heard();
        }
    }

    @OnMessage
    public void binary(ByteBuffer part, boolean last) throws InterruptedException {
        if (conversation != null) {
            conversation.hear(part, last);
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
