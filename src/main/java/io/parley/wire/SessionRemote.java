package io.parley.wire;

import io.parley.chat.Timers;
import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** A session of the container as the far end of an {@link Outbox}. */
final class SessionRemote implements Remote, SendHandler {
    private static final System.Logger LOG = System.getLogger(SessionRemote.class.getName());

    private static final Duration CONTAINER_FIRST = Duration.ofSeconds(1);

    private final Session session;
    private final Executor closing;
    private final Timers timers;
    /** What it sends by; asked for once, as the container looks each time whether the session is open, which it does in sending too. */
    private RemoteEndpoint.@Nullable Async far;

    /** Whether a frame could not be sent. */
    private volatile boolean failed;
    /** Waits to hear of the frame in flight. */
    private volatile Left left = whole -> {};

    /**
     * @param closing closes sessions: a container may block there for as long as a peer does not read
     * @param timers lets the container have its say before us
     */
    SessionRemote(Session session, Executor closing, Timers timers) {
        this.session = session;
        this.closing = closing;
        this.timers = timers;
    }

    @Override
    public void send(Frame frame, Left told) {
        left = told;
        try {
            switch (frame) {
                case Frame.Text text -> far().sendText(text.text(), this);
                case Frame.Binary binary -> far().sendBinary(binary.bytes().duplicate(), this);
            }
        } catch (RuntimeException closed) {
            // mostly an IllegalStateException; but Tomcat's own Close frame may use the buffers of ours, and then
            // anything is thrown
            LOG.log(Level.DEBUG, "A frame found the session closed", closed);
            failed = true;
            told.left(false);
        }
        SendingThread.sent();
    }

    private RemoteEndpoint.Async far() {
        var known = far;
        if (known == null) {
            known = session.getAsyncRemote();
            far = known;
        }
        return known;
    }

    /** The container's word on the frame in flight. */
    @Override
    public void onResult(SendResult result) {
        if (!result.isOK()) {
            failed = true;
        }
        left.left(result.isOK());
    }

    @Override
    public void ping() {
        try {
            session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
        } catch (IOException | IllegalStateException closed) {
            LOG.log(Level.DEBUG, "A ping found the session closed", closed);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>A frame fails when the peer is gone, or when the container closes the session itself: Tomcat gives up what is in
     * flight before it sends its own Close frame, with the code that says what the peer did wrong. Ours must not overtake it.
     */
    @Override
    public void close(int code, String reason) {
        if (failed) {
            timers.after(CONTAINER_FIRST, () -> closeNow(code, reason));
        } else {
            closeNow(code, reason);
        }
    }

    private void closeNow(int code, String reason) {
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
