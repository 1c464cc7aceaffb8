package io.parley.wire;

import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.Executor;

/** Tells every connection, every {@link Connection#BEAT}, that this node lives and how far it is, and gives up those that do not. */
final class Pulse {
    private final Fanout fanout;
    private final Patience patience;
    private final Executor pinging;

    /** @param pinging where pings are sent, which a container may block */
    Pulse(Fanout fanout, Patience patience, Executor pinging) {
        this.fanout = fanout;
        this.patience = patience;
        this.pinging = pinging;
    }

    /** Looks at each connection once; called every second or so. */
    void beat(Collection<Connection> connections, Instant now) {
        for (var connection : connections) {
            if (connection.outbox().overdue(patience, now)) {
                connection.outbox().cut(CloseCodes.TOO_SLOW, "a frame was not taken in time");
            } else if (connection.silent(patience, now)) {
                connection.outbox().cut(CloseCodes.TOO_SLOW, "nothing was heard for too long");
            } else {
                if (connection.beats(now)) {
                    fanout.tellHeads(connection);
                }
                if (connection.pings()) {
                    pinging.execute(connection::ping);
                }
            }
        }
    }
}
