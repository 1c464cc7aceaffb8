package io.parley.wire;

import io.parley.people.SignedIn;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/** Protocol 1. */
@ServerEndpoint("/ws")
public final class ChatEndpoint extends Endpoint {
    static final String TEXT = "parley.1";
    static final String BINARY = "parley.1.binary";

    ChatEndpoint(Wire wire, int frameLimit) {
        super(wire, frameLimit);
    }

    /** The filter in front lets only signed-in people through. */
    @OnOpen
    public void opened(Session session) {
        if (session.getUserPrincipal() instanceof SignedIn visitor) {
            var framing = BINARY.equals(session.getNegotiatedSubprotocol()) ? Framing.BINARY : Framing.TEXT;
            var connection = wire().open(session, visitor, framing);
            begin(session, connection, wire().converse(connection));
        } else {
            wire().refuse(session, "nobody is signed in");
        }
    }
}
