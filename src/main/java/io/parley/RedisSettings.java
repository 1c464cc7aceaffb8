package io.parley;

import java.net.URI;
import java.util.Optional;

/**
 * Which Redis the nodes share.
 *
 * @param at where it is
 * @param prefix of its keys; empty for the usual one
 * @param password in place of one in the address
 * @param history events of each channel that are kept there, about; 0: none
 */
public record RedisSettings(At at, Optional<String> prefix, Optional<String> password, int history) {
    /** The prefix where none is set. */
    static final String PREFIX = "parley";

    /** Where Redis is. */
    public sealed interface At {
        /** This node needs none. */
        record Off() implements At {}

        /** On this machine: one that answers there, or one that is started. */
        record Auto() implements At {}

        record Address(URI uri) implements At {}
    }
}
