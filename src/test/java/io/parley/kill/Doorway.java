package io.parley.kill;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the server is at the moment; whoever finds nobody waits here for the next one. */
final class Doorway {
    /** Guarded by "this", as the next. */
    private @Nullable URI server;

    private boolean ended;

    synchronized void open(URI uri) {
        server = uri;
        notifyAll();
    }

    /** Nobody shall try to come in until it is opened again. */
    synchronized void close() {
        server = null;
    }

    /** Nobody waits any longer. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** The server, as soon as there is one; empty when there will be none. */
    synchronized Optional<URI> await() throws InterruptedException {
        while (server == null && !ended) {
            wait();
        }
        return ended ? Optional.empty() : Optional.ofNullable(server);
    }
}
