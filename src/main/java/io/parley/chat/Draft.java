package io.parley.chat;

import java.util.List;

/**
 * A lasting change on its way into the journal: form and limits are checked, authority is checked in the transaction that keeps it.
 */
public sealed interface Draft {
    String channel();

    /** Id of the person who does it. */
    String author();

    /** The receipt's key, with channel and author. */
    String cid();

    /** The order of the connection it came by. */
    SendOrder order();

    /** Bytes it weighs in a batch. */
    long weight();

    /** @param files the author's uploads to post with it */
    record Post(String channel, String author, String cid, SendOrder order, String text, List<Enclosure> files)
            implements Draft {
        public Post {
            files = List.copyOf(files);
        }

        @Override
        public long weight() {
            return text.length();
        }
    }

    /** @param message seq of the message to change */
    record Edit(String channel, String author, String cid, SendOrder order, long message, String text)
            implements Draft {
        @Override
        public long weight() {
            return text.length();
        }
    }
}
