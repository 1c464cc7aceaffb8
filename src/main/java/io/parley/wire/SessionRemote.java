package io.parley.wire;

import jakarta.websocket.CloseReason;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** A session of the container as the far end of an {@link Outbox}. */
final class SessionRemote implements Remote {
    private static final System.Logger LOG = System.getLogger(SessionRemote.class.getName());

    private final Session session;
    private final Executor closing;

    /** @param closing closes sessions: a container may block there for as long as a peer does not read */
    SessionRemote(Session session, Executor closing) {
        this.session = session;
        this.closing = closing;
    }

    @Override
    public void send(Frame frame, Left left) {
        SendHandler done = result -> left.left(result.isOK());
        try {
            switch (frame) {
                case Frame.Text text -> session.getAsyncRemote().sendText(text.text(), done);
                case Frame.Binary binary -> session.getAsyncRemote().sendBinary(binary.bytes(), done);
            }
        } catch (IllegalStateException closed) {
            left.left(false);
        }
    }

    @Override
    public void ping() {
        try {
            session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
        } catch (IOException | IllegalStateException closed) {
            LOG.log(Level.DEBUG, "A ping found the session closed", closed);
        }
    }

    @Override
    public void close(int code, String reason) {
        Runnable close = () -> {
            try {
                session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
            } catch (IOException | IllegalStateException closed) {
                LOG.log(Level.DEBUG, "A close found the session closed", closed);
            }
        };
        try {
            closing.execute(close);
        } catch (RejectedExecutionException stopping) {
            close.run();
        }
    }
}
