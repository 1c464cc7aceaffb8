package io.parley.wire;

import io.parley.chat.Event;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event on its way to many, encoded once for each kind of connection. Confined to the thread that spreads it. */
final class Broadcast {
    private final Event event;
    private final Map<Dialect, List<Piece>> said = new IdentityHashMap<>(2);
    private @Nullable Dialect last;
    private List<Piece> saidLast = List.of();

    Broadcast(Event event) {
        this.event = event;
    }

    Event event() {
        return event;
    }

    List<Piece> in(Dialect dialect) {
        // most readers of a room are of one kind
        if (dialect != last) {
            last = dialect;
            saidLast = said.computeIfAbsent(dialect, d -> d.say(event));
        }
        return saidLast;
    }
}
