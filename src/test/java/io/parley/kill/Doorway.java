package io.parley.kill;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Where the servers are at the moment; whoever finds nobody waits here for the next one. */
final class Doorway {
    /** Guarded by "this", as the next. */
    private final List<URI> servers = new ArrayList<>();

    private boolean ended;

    /** There is one server. */
    void open(URI uri) {
        open(List.of(uri));
    }

    /** There are these, and whoever comes takes any. */
    synchronized void open(List<URI> uris) {
        servers.clear();
        servers.addAll(uris);
        notifyAll();
    }

    /** Nobody shall try to come in until it is opened again. */
    synchronized void close() {
        servers.clear();
    }

    /** Nobody waits any longer. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** A server, as soon as there is one; empty when there will be none. */
    synchronized Optional<URI> await() throws InterruptedException {
        while (servers.isEmpty() && !ended) {
            wait();
        }
        return ended
                ? Optional.empty()
                : Optional.of(servers.get(ThreadLocalRandom.current().nextInt(servers.size())));
    }
}
