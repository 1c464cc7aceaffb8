package io.parley.chat;

import java.util.List;
import java.util.Optional;

/**
 * The newest events of channels, kept apart from the journal to spare it reads. Never needed: what is not here, or looks wrong, is read
 * from the journal.
 */
public interface Recent {
    /** Keeps nothing. */
    static Recent none() {
        return new Recent() {
            @Override
            public void passed(List<Event.Lasting> events) {
                // nobody will ask
            }

            @Override
            public Optional<List<Event.Lasting>> between(String channel, long after, long upTo) {
                return Optional.empty();
            }

            @Override
            public void forget(String channel) {
                // there is nothing
            }
        };
    }

    /**
     * Keeps what passed a gate, in order; other nodes may keep the same. Where a message is deleted, nothing that passed before it is kept
     * any longer. Never blocks.
     */
    void passed(List<Event.Lasting> events);

    /**
     * The events after {@code after} up to {@code upTo}, ascending and without a hole, as they were when they passed; empty unless all of
     * them are here. Blocks for some hundred milliseconds at most.
     */
    Optional<List<Event.Lasting>> between(String channel, long after, long upTo);

    /** What is kept of this channel is not of the journal's log: away with it. Never blocks. */
    void forget(String channel);
}
