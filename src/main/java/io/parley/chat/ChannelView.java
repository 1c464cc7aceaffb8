package io.parley.chat;

import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A channel as one of its members sees it; what is as in most channels is absent, so that a welcome with hundreds of them stays small.
 *
 * @param id opaque
 * @param kind {@link #PUBLIC}, {@link #PRIVATE} or {@link #DIRECT}
 * @param name empty where it is direct
 * @param topic absent when there is none
 * @param archived true, or absent
 * @param posting {@link #ADMINS} where only they may post, else absent
 * @param with the others it is with, where it is direct; else absent
 * @param head seq of its newest event, 0 when there is none
 * @param n number of its messages
 * @param read the {@code n} that member has read up to
 * @param mentions how many of what he has not read mention him
 * @param level what of it he wants to be told of: {@link #MENTIONS} or {@link #NOTHING}; absent: everything
 * @param muted true, or absent
 */
@JsonbPropertyOrder({
    "id",
    "kind",
    "name",
    "topic",
    "archived",
    "posting",
    "with",
    "head",
    "n",
    "read",
    "mentions",
    "level",
    "muted"
})
public record ChannelView(
        String id,
        String kind,
        String name,
        @Nullable String topic,
        @Nullable Boolean archived,
        @Nullable String posting,
        @Nullable List<String> with,
        long head,
        long n,
        long read,
        @Nullable Long mentions,
        @Nullable String level,
        @Nullable Boolean muted) {
    /** The id of the channel everyone is in, and the classic chat's one room. */
    public static final String LOBBY = "lobby";

    public static final String PUBLIC = "public";
    public static final String PRIVATE = "private";
    /** A conversation of a set of people, which never changes. */
    public static final String DIRECT = "direct";

    /** Everybody in it may post. */
    public static final String EVERYONE = "everyone";
    /** Only whoever made it, and administrators who are in it, may post. */
    public static final String ADMINS = "admins";

    public static final String EVERYTHING = "everything";
    public static final String MENTIONS = "mentions";
    public static final String NOTHING = "nothing";

    @JsonbCreator
    public ChannelView {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        with = with == null ? null : List.copyOf(with);
    }

    /** One with nothing special. */
    public ChannelView(String id, String kind, String name, long head, long n, long read) {
        this(id, kind, name, null, null, null, null, head, n, read, 0L, null, null);
    }
}
