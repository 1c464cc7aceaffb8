package io.parley.torture;

import org.jspecify.annotations.Nullable;

/** Why nothing is tortured, or why it came to nothing: the message is the one line its operator reads. */
final class CannotTorture extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotTorture(String line) {
        this(line, null);
    }

    CannotTorture(String line, @Nullable Throwable cause) {
        super(line, cause);
    }

    String line() {
        return String.valueOf(getMessage());
    }
}
