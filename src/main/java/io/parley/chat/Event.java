package io.parley.chat;

import io.parley.people.Person;
import io.parley.people.Refusal;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server tells a connection; src/docs/protocol.md is the reference.
 *
 * <p>{@link Lasting} events are in the journal, have a place in their channel and reach everyone in it;
 * {@link Fleeting} ones happen now or never; {@link Answer}s are one connection's own.
 */
@JsonbTypeInfo(
        key = "type",
        value = {
            @JsonbSubtype(alias = "message", type = Event.Posted.class),
            @JsonbSubtype(alias = "edited", type = Event.Edited.class),
            @JsonbSubtype(alias = "deleted", type = Event.Deleted.class),
            @JsonbSubtype(alias = "files", type = Event.Checked.class),
            @JsonbSubtype(alias = "joined", type = Event.Joined.class),
            @JsonbSubtype(alias = "left", type = Event.Left.class),
            @JsonbSubtype(alias = "channel", type = Event.Altered.class),
            @JsonbSubtype(alias = "typing", type = Event.Typing.class),
            @JsonbSubtype(alias = "typists", type = Event.Typists.class),
            @JsonbSubtype(alias = "presence", type = Event.Presence.class),
            @JsonbSubtype(alias = "crowd", type = Event.Crowd.class),
            @JsonbSubtype(alias = "arrived", type = Event.Arrived.class),
            @JsonbSubtype(alias = "departed", type = Event.Departed.class),
            @JsonbSubtype(alias = "roster", type = Event.Roster.class),
            @JsonbSubtype(alias = "touched", type = Event.Touched.class),
            @JsonbSubtype(alias = "shown", type = Event.Shown.class),
            @JsonbSubtype(alias = "people", type = Event.People.class),
            @JsonbSubtype(alias = "welcome", type = Event.Welcome.class),
            @JsonbSubtype(alias = "gap", type = Event.Gap.class),
            @JsonbSubtype(alias = "live", type = Event.Live.class),
            @JsonbSubtype(alias = "sent", type = Event.Sent.class),
            @JsonbSubtype(alias = "refused", type = Event.Refused.class),
            @JsonbSubtype(alias = "heads", type = Event.Heads.class),
            @JsonbSubtype(alias = "you", type = Event.You.class),
            @JsonbSubtype(alias = "goaway", type = Event.GoAway.class)
        })
public sealed interface Event {

    /** An event of a channel's log. */
    sealed interface Lasting extends Event {
        String channel();

        /** Its place: gap-free from 1 in its channel. */
        long seq();

        String mark();

        /** The client's id of the command that caused it; where none did, of the one that posted the message. */
        String cid();

        /** Id of the person whose message it is about, or who did it. */
        @JsonbTransient
        String author();

        /** Roughly its characters, besides a few hundred that every event has. */
        @JsonbTransient
        int weight();

        @JsonbTransient
        default Cursor cursor() {
            return new Cursor(seq(), mark());
        }
    }

    /** An event about a message. */
    sealed interface OfMessage extends Lasting {
        /** The message, in its present state. */
        @JsonbTransient
        Message state();

        @Override
        @JsonbTransient
        default String author() {
            return state().from();
        }

        @Override
        @JsonbTransient
        default int weight() {
            return state().text().length();
        }
    }

    /** An event about the channel itself: who is in it, and how it is. */
    sealed interface OfChannel extends Lasting {
        /** Milliseconds since 1970. */
        long at();

        /** Id of the person who did it. */
        String by();

        @Override
        @JsonbTransient
        default String author() {
            return by();
        }

        @Override
        @JsonbTransient
        default int weight() {
            return 0;
        }
    }

    /** An event that is not kept: who is not there misses it. */
    sealed interface Fleeting extends Event {}

    /** An event for the one connection it answers. */
    sealed interface Answer extends Event {}

    @JsonbPropertyOrder({
        "channel",
        "seq",
        "mark",
        "n",
        "from",
        "at",
        "text",
        "revision",
        "edited",
        "files",
        "mentions",
        "deleted",
        "cid"
    })
    record Posted(
            String channel,
            long seq,
            String mark,
            long n,
            String from,
            long at,
            String text,
            long revision,
            @Nullable Long edited,
            List<Attachment> files,
            @Nullable List<String> mentions,
            @Nullable Boolean deleted,
            String cid)
            implements OfMessage {
        @JsonbCreator
        public Posted {
            files = List.copyOf(files);
            mentions = mentions == null || mentions.isEmpty() ? null : List.copyOf(mentions);
            deleted = Boolean.TRUE.equals(deleted) ? true : null;
        }

        /** Of one that is there. */
        public Posted(
                String channel,
                long seq,
                String mark,
                long n,
                String from,
                long at,
                String text,
                long revision,
                List<Attachment> files,
                String cid) {
            this(channel, seq, mark, n, from, at, text, revision, null, files, null, null, cid);
        }

        /** The event that posted a message, which looks as it does now. */
        public static Posted of(String channel, String mark, String cid, Message message) {
            return new Posted(
                    channel,
                    message.seq(),
                    mark,
                    message.n(),
                    message.from(),
                    message.at(),
                    message.text(),
                    message.revision(),
                    message.edited(),
                    message.files(),
                    message.mentions(),
                    message.deleted(),
                    cid);
        }

        @Override
        @JsonbTransient
        public Message state() {
            return new Message(seq, n, from, at, text, revision, edited, files, mentions, deleted);
        }
    }

    @JsonbPropertyOrder({"channel", "seq", "mark", "at", "cid", "message"})
    record Edited(String channel, long seq, String mark, long at, String cid, Message message) implements OfMessage {
        @Override
        @JsonbTransient
        public Message state() {
            return message;
        }
    }

    /** Only a trace is left of a message. @param by id of the person who deleted it */
    @JsonbPropertyOrder({"channel", "seq", "mark", "at", "cid", "by", "message"})
    record Deleted(String channel, long seq, String mark, long at, String cid, String by, Message message)
            implements OfMessage {
        @Override
        @JsonbTransient
        public String author() {
            return by;
        }

        @Override
        @JsonbTransient
        public Message state() {
            return message;
        }
    }

    /**
     * Files of a message that were held may be read now, or never will be.
     *
     * @param sent cid of the send that posted the message
     */
    @JsonbPropertyOrder({"channel", "seq", "mark", "at", "sent", "message"})
    record Checked(String channel, long seq, String mark, long at, String sent, Message message) implements OfMessage {
        @Override
        @JsonbTransient
        public String cid() {
            return sent;
        }

        @Override
        @JsonbTransient
        public Message state() {
            return message;
        }
    }

    /** A person is in the channel from here on; by another one he was added. */
    @JsonbPropertyOrder({"channel", "seq", "mark", "at", "cid", "by", "person"})
    record Joined(String channel, long seq, String mark, long at, String cid, String by, String person)
            implements OfChannel {}

    /** A person is in the channel no more, and hears nothing that follows; by another one he was removed. */
    @JsonbPropertyOrder({"channel", "seq", "mark", "at", "cid", "by", "person"})
    record Left(String channel, long seq, String mark, long at, String cid, String by, String person)
            implements OfChannel {}

    /**
     * The channel is otherwise than it was, or is new.
     *
     * @param now how it was from here on
     * @param was how it was before; absent when it was made by this
     */
    @JsonbPropertyOrder({"channel", "seq", "mark", "at", "cid", "by", "now", "was"})
    record Altered(
            String channel,
            long seq,
            String mark,
            long at,
            String cid,
            String by,
            ChannelState now,
            @Nullable ChannelState was)
            implements OfChannel {}

    @JsonbPropertyOrder({"channel", "from"})
    record Typing(String channel, String from) implements Fleeting {}

    /** So many more people type than are told one by one; told again while it is so. */
    @JsonbPropertyOrder({"channel", "others"})
    record Typists(String channel, int others) implements Answer {}

    /** A connection comes or goes. */
    sealed interface OfConnection extends Fleeting {
        String channel();
    }

    /** A connection of a person began to take part in a channel; classic clients show it as a line. */
    @JsonbPropertyOrder({"channel", "person", "connection"})
    record Arrived(String channel, Person person, String connection) implements OfConnection {}

    /** That connection is gone, however it ended; told once. */
    @JsonbPropertyOrder({"channel", "person", "connection"})
    record Departed(String channel, Person person, String connection) implements OfConnection {}

    /**
     * What one node tells the others of who is connected to it, never a client.
     *
     * @param node random at each start
     * @param round which whole roster this is a part of
     * @param parts how many parts that has; 0 where these are only changes
     * @param asks whether the others shall tell theirs, whole
     */
    @JsonbPropertyOrder({"node", "round", "parts", "asks", "people"})
    record Roster(String node, long round, int parts, boolean asks, List<Here> people) implements Fleeting {
        public Roster {
            people = List.copyOf(people);
        }

        /** @param channels where he takes part on that node; none when he is gone */
        @JsonbPropertyOrder({"person", "channels"})
        public record Here(Person person, List<String> channels) {
            public Here {
                channels = List.copyOf(channels);
            }
        }
    }

    /**
     * What one node tells the others of whose own state it changed, never a client.
     *
     * @param versions by person, how often it was changed by now
     */
    @JsonbPropertyOrder({"versions"})
    record Touched(Map<String, Long> versions) implements Fleeting {
        public Touched {
            versions = Map.copyOf(versions);
        }
    }

    /**
     * What one node tells the others when it changed what people show of themselves, never a client.
     *
     * @param count how often that was done by now
     */
    @JsonbPropertyOrder({"count"})
    record Shown(long count) implements Fleeting {}

    /** People whose name, picture, status or role was changed, as they are now; told to whoever meets them. */
    @JsonbPropertyOrder({"people"})
    record People(List<Person> people) implements Answer {
        public People {
            people = List.copyOf(people);
        }
    }

    @JsonbPropertyOrder({"people"})
    record Presence(List<Seen> people) implements Answer {
        /** @param state `online`, `offline` or `unknown` */
        @JsonbPropertyOrder({"id", "name", "state"})
        public record Seen(String id, String name, String state) {}
    }

    /**
     * So many are here in a channel that they are not told one by one.
     *
     * @param online how many; 0: they are again, all of them by the presence that follows
     */
    @JsonbPropertyOrder({"channel", "online"})
    record Crowd(String channel, int online) implements Answer {}

    @JsonbPropertyOrder({"me", "version", "channels", "people", "limits"})
    record Welcome(String me, long version, List<ChannelView> channels, List<Person> people, Limits limits)
            implements Answer {}

    /** The client discards what it holds up to {@code to} (a cursor's text) and pages by HTTP. */
    @JsonbPropertyOrder({"channel", "to"})
    record Gap(String channel, String to) implements Answer {}

    @JsonbPropertyOrder({"channel"})
    record Live(String channel) implements Answer {}

    /** A repeated `cid`: what it posted before. */
    @JsonbPropertyOrder({"cid", "channel", "seq"})
    record Sent(String cid, String channel, long seq) implements Answer {}

    @JsonbPropertyOrder({"cid", "code", "text", "retry"})
    record Refused(@Nullable String cid, String code, String text, boolean retry) implements Answer {
        public static Refused of(@Nullable String cid, Refusal refusal) {
            return new Refused(
                    cid,
                    refusal.code().wireName(),
                    refusal.text(),
                    refusal.code().retry());
        }
    }

    @JsonbPropertyOrder({"channels"})
    record Heads(Map<String, Long> channels) implements Answer {}

    /**
     * The person's own state was changed: it is at this version now.
     *
     * @param channels those of his whose view changed, or that are new to him
     * @param gone ids of those he is not in any more; absent when none
     */
    @JsonbPropertyOrder({"version", "channels", "gone"})
    record You(
            long version,
            List<ChannelView> channels,
            @Nullable List<String> gone) implements Answer {
        public You {
            channels = List.copyOf(channels);
            gone = gone == null || gone.isEmpty() ? null : List.copyOf(gone);
        }
    }

    /** @param after milliseconds to wait before reconnecting */
    @JsonbPropertyOrder({"after"})
    record GoAway(long after) implements Answer {}
}
