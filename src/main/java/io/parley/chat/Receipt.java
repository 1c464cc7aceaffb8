package io.parley.chat;

/** What became of a draft: it is durable. */
public sealed interface Receipt {
    String channel();

    /** The place its event has. */
    long seq();

    /** Committed just now; its event was handed on before this receipt. */
    record Kept(Event.Lasting event) implements Receipt {
        @Override
        public String channel() {
            return event.channel();
        }

        @Override
        public long seq() {
            return event.seq();
        }
    }

    /** The same draft had been committed before. */
    record Repeated(String channel, long seq) implements Receipt {}
}
