package io.parley.chat;

import java.util.List;
import java.util.Map;

/** Hears what this node's journal committed, and when it can be trusted no longer to be the one it was. */
@FunctionalInterface
public interface Committed {
    /**
     * Called by the writer right after each COMMIT and before the receipts, in the order of commits; within a channel by ascending seq.
     * Must neither block nor throw.
     */
    void committed(List<Event.Lasting> events);

    /**
     * Called by the writer right after a COMMIT that changed the own state of people, after {@link #committed}: the version it is at now,
     * by person. Must neither block nor throw.
     */
    default void touched(Map<String, Long> versions) {
        // whoever knows no people need not know
    }

    /**
     * Called by the writer right after a COMMIT that changed what people show of themselves: how often that was done by now. Must neither
     * block nor throw.
     */
    default void shown(long count) {
        // whoever knows no people need not know
    }

    /**
     * A connection to the database was lost, or one more was opened after the store was: it may be another database now, restored to an
     * earlier state or failed over to. Told, on any thread, before anything read or committed over a connection opened since is answered.
     * Must neither block nor throw.
     */
    default void interrupted() {
        // whoever only hands on what was committed need not know
    }
}
