package io.parley.launch;

/** Why Parley does not start, when an operator can cure it: the message is the one line he reads. */
public final class CannotLaunch extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotLaunch(String line, Throwable cause) {
        super(line, cause);
    }

    /** What the operator reads. */
    public String line() {
        return String.valueOf(getMessage());
    }
}
