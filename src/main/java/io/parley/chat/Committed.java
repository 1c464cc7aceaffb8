package io.parley.chat;

import java.util.List;

/** Hears what this node's journal committed. */
@FunctionalInterface
public interface Committed {
    /**
     * Called by the writer right after each COMMIT and before the receipts, in the order of commits; within a channel by ascending seq.
     * Must neither block nor throw.
     */
    void committed(List<Event.Lasting> events);
}
