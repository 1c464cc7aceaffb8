package io.parley.sql;

import io.parley.chat.ChannelState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a channel's state and the one before it stand in one column. None of their texts has a control character but a line's end.
 *
 * @param was null where there was none
 */
record Detail(ChannelState now, @Nullable ChannelState was) {
    private static final String SEPARATOR = "\u001F";
    private static final int PARTS = 6;

    String text() {
        return was == null ? text(now) : text(now) + SEPARATOR + text(was);
    }

    static Detail parse(String text) {
        var parts = List.of(text.split(SEPARATOR, -1));
        return new Detail(state(parts), parts.size() == PARTS ? null : state(parts.subList(PARTS, 2 * PARTS)));
    }

    private static String text(ChannelState state) {
        return String.join(
                SEPARATOR,
                state.name(),
                state.kind(),
                state.topic(),
                state.description(),
                state.archived() == null ? "" : "archived",
                state.posting());
    }

    private static ChannelState state(List<String> parts) {
        return new ChannelState(
                parts.get(0),
                parts.get(1),
                parts.get(2),
                parts.get(3),
                !parts.get(4).isEmpty(),
                parts.get(5));
    }
}
