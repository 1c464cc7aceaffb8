package io.parley.chat;

import io.parley.people.Scope;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks over its socket, one a frame; src/docs/protocol.md is the reference.
 *
 * <p>Constructors check form only and throw {@link IllegalArgumentException} naming the member; limits and authority are checked by {@link Chat}.
 */
@JsonbTypeInfo(
        key = "type",
        value = {
            @JsonbSubtype(alias = "hello", type = Command.Hello.class),
            @JsonbSubtype(alias = "send", type = Command.Send.class),
            @JsonbSubtype(alias = "edit", type = Command.Edit.class),
            @JsonbSubtype(alias = "delete", type = Command.Delete.class),
            @JsonbSubtype(alias = "read", type = Command.Read.class),
            @JsonbSubtype(alias = "typing", type = Command.Typing.class),
            @JsonbSubtype(alias = "watch", type = Command.Watch.class)
        })
public sealed interface Command {
    /** What an access token has to allow for it. */
    default Scope needs() {
        return switch (this) {
            case Hello hello -> Scope.READ;
            case Watch watch -> Scope.READ;
            case Send send -> Scope.WRITE;
            case Edit edit -> Scope.WRITE;
            case Delete delete -> Scope.WRITE;
            case Read read -> Scope.WRITE;
            case Typing typing -> Scope.WRITE;
        };
    }

    /** By which it is answered; empty where it has none. */
    default Optional<String> answeredBy() {
        return switch (this) {
            case Hello hello -> Optional.empty();
            case Watch watch -> Optional.empty();
            case Send send -> Optional.of(send.cid());
            case Edit edit -> Optional.of(edit.cid());
            case Delete delete -> Optional.of(delete.cid());
            case Read read -> Optional.empty();
            case Typing typing -> Optional.empty();
        };
    }

    /** Begins or resumes: per channel the cursor of the last event the client holds. */
    @JsonbPropertyOrder({"cursors"})
    record Hello(Map<String, String> cursors) implements Command {
        /** More cursors than a person can have channels is a mistake or an attack. */
        static final int MOST_CURSORS = 10_000;

        public Hello(@Nullable Map<String, String> cursors) {
            this.cursors = cursors == null ? Map.of() : Map.copyOf(cursors);
            if (this.cursors.size() > MOST_CURSORS) {
                throw new IllegalArgumentException("cursors: at most " + MOST_CURSORS);
            }
            this.cursors.forEach(Form::cursor);
        }
    }

    /**
     * Posts a message; answered by its event, by `sent` or by `refused`.
     *
     * @param loud true where its author knows how many he calls
     */
    @JsonbPropertyOrder({"cid", "channel", "text", "files", "loud"})
    record Send(
            String cid,
            String channel,
            String text,
            @Nullable List<Enclosure> files,
            @Nullable Boolean loud) implements Command {
        @JsonbCreator
        public Send {
            Form.cid(cid);
            Form.id("channel", channel);
            Form.present("text", text);
            files = files == null || files.isEmpty() ? null : List.copyOf(files);
            if (files != null) {
                // How many there may be is a limit, which Chat refuses by the command's cid.
                Form.ids("files", files.stream().map(Enclosure::id).toList());
            }
        }

        /** One that calls no crowd. */
        public Send(String cid, String channel, String text, @Nullable List<Enclosure> files) {
            this(cid, channel, text, files, null);
        }

        /** The uploads to post with it. */
        public List<Enclosure> enclosed() {
            return files == null ? List.of() : files;
        }
    }

    /** Gives one's own message another text. */
    @JsonbPropertyOrder({"cid", "channel", "seq", "text"})
    record Edit(String cid, String channel, long seq, String text) implements Command {
        public Edit {
            Form.cid(cid);
            Form.id("channel", channel);
            Form.present("text", text);
            Form.seq(seq);
        }
    }

    /** Leaves only a trace of a message: one's own, or as an administrator. */
    @JsonbPropertyOrder({"cid", "channel", "seq"})
    record Delete(String cid, String channel, long seq) implements Command {
        public Delete {
            Form.cid(cid);
            Form.id("channel", channel);
            Form.seq(seq);
        }
    }

    /** Has read the channel up to its {@code n}-th message. */
    @JsonbPropertyOrder({"channel", "n"})
    record Read(String channel, long n) implements Command {
        public Read {
            Form.id("channel", channel);
            if (n < 1) {
                throw new IllegalArgumentException("n: must be that of a message, so at least 1");
            }
        }
    }

    @JsonbPropertyOrder({"channel"})
    record Typing(String channel) implements Command {
        public Typing {
            Form.id("channel", channel);
        }
    }

    /** Replaces what this connection watches. */
    @JsonbPropertyOrder({"people", "channels"})
    record Watch(List<String> people, List<String> channels) implements Command {
        static final int MOST = 1_000;

        public Watch(@Nullable List<String> people, @Nullable List<String> channels) {
            this.people = people == null ? List.of() : List.copyOf(people);
            this.channels = channels == null ? List.of() : List.copyOf(channels);
            if (this.people.size() > MOST || this.channels.size() > MOST) {
                throw new IllegalArgumentException("people, channels: at most " + MOST + " each");
            }
            Form.ids("people", this.people);
            Form.ids("channels", this.channels);
        }
    }

    /** What every member of a command has to look like. */
    final class Form {
        private static final Pattern CID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
        private static final int LONGEST_ID = 64;
        /** Longer than any the server gives. */
        private static final int LONGEST_CURSOR = 64;

        private Form() {}

        static void cid(@Nullable String cid) {
            if (cid == null || !CID.matcher(cid).matches()) {
                throw new IllegalArgumentException("cid: must be 1 to 64 characters of A-Z a-z 0-9 - _ .");
            }
        }

        static void id(String member, @Nullable String id) {
            if (id == null || !isId(id)) {
                throw new IllegalArgumentException(member + ": must be an id of 1 to " + LONGEST_ID + " characters");
            }
        }

        static void ids(String member, List<String> ids) {
            if (!ids.stream().allMatch(Form::isId)) {
                throw new IllegalArgumentException(
                        member + ": each must be an id of 1 to " + LONGEST_ID + " characters");
            }
        }

        static void cursor(String channel, String cursor) {
            if (!isId(channel)) {
                throw new IllegalArgumentException(
                        "cursors: each channel must be an id of 1 to " + LONGEST_ID + " characters");
            }
            if (cursor.length() > LONGEST_CURSOR) {
                throw new IllegalArgumentException(
                        "cursors: each must be one that the server gave, at most " + LONGEST_CURSOR + " characters");
            }
        }

        private static boolean isId(String id) {
            return !id.isEmpty() && id.length() <= LONGEST_ID;
        }

        static void seq(long seq) {
            if (seq < 1) {
                throw new IllegalArgumentException("seq: must name a message, so at least 1");
            }
        }

        static void present(String member, @Nullable String text) {
            if (text == null) {
                throw new IllegalArgumentException(member + ": is missing");
            }
        }
    }
}
