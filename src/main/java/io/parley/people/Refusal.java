package io.parley.people;

/**
 * A user's fault, or a state the user has to know of: what was asked is not done, and the text says why and what would be right.
 *
 * <p>Caught only at the two edges (socket, HTTP), where the code becomes the protocol's `refused` or a problem document.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;

    public Refusal(Code code, String text) {
        super(text, null, false, false);
        this.code = code;
    }

    public Code code() {
        return code;
    }

    public String text() {
        return String.valueOf(getMessage());
    }

    /** The closed list of reasons; {@link #wireName()} is what a client sees. */
    public enum Code {
        /** Not a command or parameter: the text names the member. */
        MALFORMED("malformed", false),
        /** A command before `hello`. */
        HELLO_FIRST("hello-first", false),
        /** No such channel, or not a member: one wording for both, so that nothing leaks. */
        NO_CHANNEL("no-channel", false),
        NO_MESSAGE("no-message", false),
        /** No such upload, somebody else's, or already posted. */
        NO_FILE("no-file", false),
        /** An upload to which nothing came, and which no message posted, for too long. */
        EXPIRED("expired", false),
        FORBIDDEN("forbidden", false),
        /** Over a limit that the text names. */
        TOO_LARGE("too-large", false),
        /** More than one person may keep here. */
        OVER_QUOTA("over-quota", false),
        /** This `cid` was used for something else. */
        CONFLICT("conflict", false),
        /** The store did not answer: unknown whether it was kept. */
        UNAVAILABLE("unavailable", true),
        /** Too much at once: not kept. */
        BUSY("busy", true),
        BAD_NAME("bad-name", false),
        SIGNED_OUT("signed-out", false),
        UNKNOWN_CURSOR("unknown-cursor", false),
        BAD_PARAMETER("bad-parameter", false);

        private final String wireName;
        private final boolean retry;

        Code(String wireName, boolean retry) {
            this.wireName = wireName;
            this.retry = retry;
        }

        /** The code as it stands in frames and problem documents. */
        public String wireName() {
            return wireName;
        }

        /** Whether the same command may be sent again with the same `cid`. */
        public boolean retry() {
            return retry;
        }
    }
}
