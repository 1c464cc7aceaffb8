package io.parley.people;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user's fault, or a state the user has to know of: what was asked is not done, and the text says why and what would be right.
 *
 * <p>Caught only at the two edges (socket, HTTP), where the code becomes the protocol's `refused` or a problem document.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;
    private final @Nullable Duration after;

    public Refusal(Code code, String text) {
        this(code, text, null);
    }

    private Refusal(Code code, String text, @Nullable Duration after) {
        super(text, null, false, false);
        this.code = code;
        this.after = after;
    }

    /** Too many tries: the next one is looked at after that time. */
    public static Refusal slowDown(Duration after) {
        var seconds = Math.max(1, (after.toMillis() + 999) / 1_000);
        return new Refusal(
                Code.SLOW_DOWN,
                "Too many tries that failed. The next one is looked at in " + seconds + " s.",
                Duration.ofSeconds(seconds));
    }

    /** When to try again, in whole seconds, where that is known. */
    public Optional<Duration> after() {
        return Optional.ofNullable(after);
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
        /** An upload to which nothing came, and which no message posted, for too long; a challenge nobody answered. */
        EXPIRED("expired", false),
        FORBIDDEN("forbidden", false),
        /** It calls many people at once: to be said twice. */
        CONFIRM("confirm", false),
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
        /** One wording for an unknown name and a wrong password, so that nothing leaks. */
        WRONG_CREDENTIALS("wrong-credentials", false),
        /** The password was right; the code of the second factor is missing or wrong. */
        CODE_NEEDED("code-needed", false),
        /** Required of whoever asks, who has shown none: he may do nothing else before. */
        SECOND_FACTOR_NEEDED("second-factor-needed", false),
        /** Not the code that the set-up wants, or that an authenticator app shows which is being added. */
        WRONG_CODE("wrong-code", false),
        /** Too many tries: see {@link Refusal#after}. */
        SLOW_DOWN("slow-down", false),
        /** Too short, too long, or what everybody takes. */
        BAD_PASSWORD("bad-password", false),
        /** Somebody else's: the text names the member. */
        TAKEN("taken", false),
        /** A one-time link that was used, revoked or is too old, or never was. */
        LINK_GONE("link-gone", false),
        /** Nobody, or nobody you may see: one wording for both. */
        NO_PERSON("no-person", false),
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
