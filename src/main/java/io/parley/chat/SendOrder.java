package io.parley.chat;

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
    }

    /** See {@link #strict()}. */
    final class Strict implements SendOrder {
        /** Per channel the cid that has to come again; guarded by "this". */
        private final java.util.Map<String, String> awaited = new java.util.HashMap<>();

        private Strict() {}

        @Override
        public synchronized boolean admits(String channel, String cid) {
            var first = awaited.get(channel);
            if (first == null) {
                return true;
            }
            if (!first.equals(cid)) {
                return false;
            }
            awaited.remove(channel);
            return true;
        }

        @Override
        public synchronized void failed(String channel, String cid) {
            awaited.putIfAbsent(channel, cid);
        }
    }
}
