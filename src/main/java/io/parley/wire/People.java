package io.parley.wire;

import io.parley.chat.Event;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Who is connected, and the version of his own state that each of his connections was told last. Confined to the fan-out's thread. */
final class People {
    private final Map<String, Map<Connection, Long>> told = new HashMap<>();
    private final BiConsumer<Connection, Event> tell;

    People(BiConsumer<Connection, Event> tell) {
        this.tell = tell;
    }

    void follow(Connection connection, long version) {
        told.computeIfAbsent(connection.person().id(), id -> new LinkedHashMap<>())
                .put(connection, version);
    }

    void forget(Connection connection) {
        told.computeIfPresent(connection.person().id(), (id, connections) -> {
            connections.remove(connection);
            return connections.isEmpty() ? null : connections;
        });
    }

    Set<String> ids() {
        return told.keySet();
    }

    /** Tells whoever was told of another version; a database that was restored may have gone back. */
    void compare(Map<String, Long> versions) {
        versions.forEach((id, version) -> told.getOrDefault(id, Map.of())
                .entrySet()
                .forEach(connection -> {
                    if (!connection.getValue().equals(version)) {
                        connection.setValue(version);
                        tell.accept(connection.getKey(), new Event.You(version));
                    }
                }));
    }
}
