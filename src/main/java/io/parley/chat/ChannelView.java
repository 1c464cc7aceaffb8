package io.parley.chat;

import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * A channel as one of its members sees it.
 *
 * @param id opaque
 * @param kind `public`; others come later
 * @param head seq of its newest event, 0 when there is none
 * @param n number of its messages
 * @param read the {@code n} that member has read up to
 */
@JsonbPropertyOrder({"id", "kind", "name", "head", "n", "read"})
public record ChannelView(String id, String kind, String name, long head, long n, long read) {
    /** The id of the channel everyone is in, and the classic chat's one room. */
    public static final String LOBBY = "lobby";
}
