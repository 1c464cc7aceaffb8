package io.parley.it;

import java.io.IOException;
import java.util.List;

/**
 * One thing that no good client does, and what must come of it.
 *
 * @param what for a failure's message
 */
record Blow(String what, List<Part> parts, Outcome outcome) {
    /** What the server may do about it. */
    enum Outcome {
        /** It answers `refused`, once, and goes on. */
        REFUSED(0),
        /** It relays or ignores it, and goes on. */
        TAKEN(0),
        CLOSED_1002(1002),
        CLOSED_1003(1003),
        CLOSED_1007(1007),
        CLOSED_1009(1009);

        private final int code;

        Outcome(int code) {
            this.code = code;
        }

        /** Of the Close frame, 0 where the connection survives. */
        int code() {
            return code;
        }

        boolean survived() {
            return code == 0;
        }
    }

    /** Bytes to send. */
    sealed interface Part {
        record Masked(boolean last, int opcode, byte[] payload) implements Part {}

        record Raw(byte[] bytes) implements Part {}
    }

    void strike(RawWebSocket socket) throws IOException {
        for (var part : parts) {
            switch (part) {
                case Part.Masked frame -> socket.frame(frame.last(), frame.opcode(), frame.payload());
                case Part.Raw raw -> socket.raw(raw.bytes());
            }
        }
    }
}
