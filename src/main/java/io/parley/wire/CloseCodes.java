package io.parley.wire;

/** The close codes this server uses (RFC 6455, section 7.4.1); src/docs/protocol.md says when. */
final class CloseCodes {
    static final int GOING_AWAY = 1001;
    static final int NOT_TEXT = 1003;
    static final int RULE_BROKEN = 1008;
    static final int TOO_BIG = 1009;
    static final int FAULT = 1011;
    /** Registered by IANA as "Try Again Later". */
    static final int TOO_SLOW = 1013;

    private CloseCodes() {}
}
