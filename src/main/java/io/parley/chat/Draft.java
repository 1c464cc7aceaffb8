package io.parley.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /**
     * @param files the author's uploads to post with it
     * @param mentions whom it calls
     * @param loud whether the author knows how many that are
     */
    record Post(
            String channel,
            String author,
            String cid,
            SendOrder order,
            String text,
            List<Enclosure> files,
            Mentions mentions,
            boolean loud)
            implements Draft {
        public Post {
            files = List.copyOf(files);
        }

        /** One that calls nobody. */
        public Post(String channel, String author, String cid, SendOrder order, String text, List<Enclosure> files) {
            this(channel, author, cid, order, text, files, Mentions.NONE, false);
        }

        @Override
        public long weight() {
            return text.length();
        }
    }

    /** A change of a message. */
    sealed interface OfMessage extends Draft {
        /** The seq of the message to change. */
        long message();

        /** Milliseconds after its posting in which its author may do it; {@link Long#MAX_VALUE}: always. */
        long within();
    }

    /** Gives a message another text; what it said before is kept. */
    record Edit(
            String channel,
            String author,
            String cid,
            SendOrder order,
            long message,
            String text,
            Mentions mentions,
            long within)
            implements OfMessage {
        public Edit(String channel, String author, String cid, SendOrder order, long message, String text) {
            this(channel, author, cid, order, message, text, Mentions.NONE, Long.MAX_VALUE);
        }

        @Override
        public long weight() {
            return text.length();
        }
    }

    /** Leaves only a trace of a message. */
    record Delete(String channel, String author, String cid, SendOrder order, long message, long within)
            implements OfMessage {
        @Override
        public long weight() {
            return 0;
        }
    }

    /** A change of a channel itself, or of who is in it. It is small, and whoever asks for it waits for the answer. */
    sealed interface OfChannel extends Draft {
        @Override
        default SendOrder order() {
            return SendOrder.none();
        }

        @Override
        default long weight() {
            return 0;
        }
    }

    /**
     * Makes a channel, with its author in it.
     *
     * @param kind {@link ChannelView#PUBLIC} or {@link ChannelView#PRIVATE}
     */
    record Create(String author, String cid, ChannelName name, String kind, String topic, String description)
            implements OfChannel {
        /** Outside of any: it is not there yet. */
        public static final String NOWHERE = "";

        @Override
        public String channel() {
            return NOWHERE;
        }
    }

    /** Makes it otherwise; what is null stays. @param posting {@link ChannelView#EVERYONE} or {@link ChannelView#ADMINS} */
    record Alter(
            String channel,
            String author,
            String cid,
            @Nullable ChannelName name,
            @Nullable String topic,
            @Nullable String description,
            @Nullable Boolean archived,
            @Nullable String posting,
            @Nullable Boolean byDefault)
            implements OfChannel {}

    /** The author enters a public channel. */
    record Join(String channel, String author, String cid) implements OfChannel {}

    /** The author leaves it. */
    record Leave(String channel, String author, String cid) implements OfChannel {}

    /** Others enter it, by the author's wish; those who are in it stay. */
    record Add(String channel, String author, String cid, List<String> people) implements OfChannel {
        public Add {
            people = List.copyOf(people);
        }
    }

    /** Another one is removed. */
    record Remove(String channel, String author, String cid, String person) implements OfChannel {}
}
