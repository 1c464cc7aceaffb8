package io.parley.sql;

import io.parley.chat.ChannelState;
import io.parley.chat.ChannelView;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A channel as it is.
 *
 * @param byDefault whether new people begin in it
 * @param creator a person's id; null: it was always there
 */
record ChannelRow(
        ChannelState state, boolean byDefault, @Nullable String creator) {
    /** @throws io.parley.people.Refusal `NO_CHANNEL` */
    static ChannelRow read(Session session, String channel) throws SQLException {
        return session.one(
                        "SELECT c.name, c.kind, c.topic, d.text, c.archived, c.posting, c.by_default, c.creator"
                                + " FROM channel AS c LEFT JOIN description AS d ON d.channel = c.id WHERE c.id = ?",
                        row -> new ChannelRow(
                                new ChannelState(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4) == null ? "" : row.getString(4),
                                        row.getInt(5) != 0,
                                        row.getString(6)),
                                row.getInt(7) != 0,
                                row.getString(8)),
                        channel)
                .orElseThrow(() -> Transaction.noChannel(channel));
    }

    /** Whether everybody but guests may join. */
    boolean open() {
        return state.kind().equals(ChannelView.PUBLIC);
    }

    boolean direct() {
        return state.kind().equals(ChannelView.DIRECT);
    }

    boolean archived() {
        return state.archived() != null;
    }
}
