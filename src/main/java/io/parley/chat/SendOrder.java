package io.parley.chat;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps one connection's changes in order across a failure: after one of a channel failed with an unknown outcome, later ones fail too until that one comes again.
 *
 * <p>The writer of the journal asks {@link #admits} as it comes to a draft, in the order drafts were given to it, and reports {@link #failed}.
 */
public interface SendOrder {
    /** Whether this change may be tried now. The one that failed first opens the way again. */
    boolean admits(String channel, String cid);

    /** The outcome of this change is unknown to its sender. */
    void failed(String channel, String cid);

    /** The change that has to come again before others of the channel may be tried. */
    Optional<String> awaited(String channel);

    /**
     * This change turned out to be kept: its sender, who may know that by now and not send it again, need not. What was held back behind
     * it is waited for in its place.
     */
    void kept(String channel, String cid);

    /** Each change stands alone: for senders that cannot repeat. */
    static SendOrder none() {
        return Free.FREE;
    }

    /** One connection's order, for senders that repeat. */
    static SendOrder strict() {
        return new Strict();
    }

    /** See {@link #none()}. */
    enum Free implements SendOrder {
        FREE;

        @Override
        public boolean admits(String channel, String cid) {
            return true;
        }

        @Override
        public void failed(String channel, String cid) {
            // the sender was told; nothing waits for it
        }

        @Override
        public Optional<String> awaited(String channel) {
            return Optional.empty();
        }

        @Override
        public void kept(String channel, String cid) {
            // nothing waited for it
        }
    }

    /** See {@link #strict()}. */
    final class Strict implements SendOrder {
        /** As many as a sender who keeps to his limits can have held back, and their copies. */
        private static final int MOST = 2 * Limits.IN_FLIGHT;

        /** Channels in which something may wait; a correct sender has fewer. */
        private static final int MOST_CHANNELS = 1_000;

        /** By channel in which something failed: that first, then what failed or was held back behind it, in order. Guarded by "this". */
        private final Map<String, LinkedHashSet<String>> waits = new HashMap<>();

        private Strict() {}

        @Override
        public synchronized boolean admits(String channel, String cid) {
            var wait = waits.get(channel);
            if (wait == null) {
                return true;
            }
            if (wait.getFirst().equals(cid)) {
                // what follows it comes again after it
                waits.remove(channel);
                return true;
            }
            behind(wait, cid);
            return false;
        }

        @Override
        public synchronized void failed(String channel, String cid) {
            if (waits.containsKey(channel) || waits.size() < MOST_CHANNELS) {
                behind(waits.computeIfAbsent(channel, c -> new LinkedHashSet<>()), cid);
            }
        }

        private static void behind(LinkedHashSet<String> wait, String cid) {
            if (wait.size() < MOST) {
                wait.add(cid);
            }
        }

        @Override
        public synchronized Optional<String> awaited(String channel) {
            return Optional.ofNullable(waits.get(channel)).map(LinkedHashSet::getFirst);
        }

        @Override
        public synchronized void kept(String channel, String cid) {
            waits.computeIfPresent(channel, (c, wait) -> {
                wait.remove(cid);
                return wait.isEmpty() ? null : wait;
            });
        }
    }
}
