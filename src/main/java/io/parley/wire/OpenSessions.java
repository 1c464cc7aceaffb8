package io.parley.wire;

import jakarta.websocket.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The open connections of this node. Their truth is the container's registry, the index here only knows more of each; {@link #strays}
 * compares the two.
 */
final class OpenSessions {
    private final Map<Session, Open> open = new ConcurrentHashMap<>();

    void opened(Session session, Connection connection, Talk talk) {
        open.put(session, new Open(connection, talk));
    }

    /** Ends the talk of a session that is closed, once, however often it is told. */
    void closed(Session session) {
        var ended = open.remove(session);
        if (ended != null) {
            ended.talk().end();
        }
    }

    Collection<Connection> all() {
        return open.values().stream().map(Open::connection).toList();
    }

    /** Tells of each connection when nothing that was said on it is under way. */
    void finish(Consumer<Connection> finished) {
        open.values().forEach(session -> session.talk().finish(() -> finished.accept(session.connection())));
    }

    /** Sessions that are in the index and not in the container's registry: their end was never told. */
    List<Session> strays() {
        var registered = new HashSet<Session>();
        var strays = new ArrayList<Session>();
        for (var session : open.keySet()) {
            if (!registered.contains(session) && session.isOpen()) {
                registered.addAll(session.getOpenSessions());
            }
            if (!session.isOpen() && !registered.contains(session)) {
                strays.add(session);
            }
        }
        return strays;
    }

    private record Open(Connection connection, Talk talk) {}
}
