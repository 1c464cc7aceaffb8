package io.parley.wire;

import io.parley.people.Refusal;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;

/** The classic protocol, all of its stages. */
@ServerEndpoint("/wsapps/{chat}")
public final class ClassicEndpoint extends Endpoint {
    /** Bytes of a file that come at once; held from the first file on. */
    private static final int PART = 4096;

    /** @param textLimit bytes of UTF-8, of which a text never has fewer than characters */
    ClassicEndpoint(Wire wire, int textLimit) {
        super(wire, textLimit);
    }

    @OnOpen
    public void opened(Session session, @PathParam("chat") String chat) {
        var stage = Stage.named(chat);
        if (stage.isEmpty()) {
            wire().refuse(session, "no such chat");
            return;
        }
        try {
            var connection = wire().openClassic(stage.get(), session);
            var conversation = wire().converse(stage.get(), connection);
            session.setMaxBinaryMessageBufferSize(PART);
            begin(session, connection, conversation);
            conversation.begin();
        } catch (Refusal refusal) {
            wire().refuseClassic(session, refusal);
        }
    }
}
