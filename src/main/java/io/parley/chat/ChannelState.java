package io.parley.chat;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a channel is, for everybody in it alike.
 *
 * @param name empty where it is direct
 * @param kind {@link ChannelView#PUBLIC}, {@link ChannelView#PRIVATE} or {@link ChannelView#DIRECT}
 * @param topic what is talked about now; may be empty
 * @param description what it is for; may be empty
 * @param archived true when nobody can post any more, else null
 * @param posting {@link ChannelView#EVERYONE} or {@link ChannelView#ADMINS}
 */
@JsonbPropertyOrder({"name", "kind", "topic", "description", "archived", "posting"})
public record ChannelState(
        String name,
        String kind,
        String topic,
        String description,
        @Nullable Boolean archived,
        String posting) {
    public ChannelState {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(posting, "posting");
        archived = Boolean.TRUE.equals(archived) ? true : null;
    }
}
