package io.parley.torture;

import java.util.Map;

/** The two commands that a torture's client says. */
public sealed interface Said {
    /** Begins or resumes. */
    record Hello(String type, Map<String, String> cursors) implements Said {
        static Hello at(String cursor) {
            return new Hello("hello", cursor.equals(View.BEGINNING) ? Map.of() : Map.of(View.LOBBY, cursor));
        }
    }

    /** Posts a message. */
    record Send(String type, String cid, String channel, String text) implements Said {
        static Send of(String cid, String text) {
            return new Send("send", cid, View.LOBBY, text);
        }
    }
}
