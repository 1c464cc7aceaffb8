package io.parley.it;

import java.nio.charset.StandardCharsets;

/** What came from a server: a whole message, a control frame, or the end. */
public sealed interface Received {
    record Text(String text) implements Received {
        @Override
        public String toString() {
            return text.length() <= 200 ? text : text.substring(0, 200) + "… (" + text.length() + " characters)";
        }
    }

    record Binary(byte[] bytes) implements Received {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return bytes.length + " bytes";
        }
    }

    record Ping(byte[] payload) implements Received {}

    record Pong(byte[] payload) implements Received {}

    /** @param code 1005 when the frame had none */
    record Close(int code, String reason) implements Received, End {}

    /** The connection ended without a Close frame. */
    record Gone(String why) implements Received, End {}

    /** After this nothing comes. */
    sealed interface End {}
}
