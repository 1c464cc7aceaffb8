package io.parley.sql;

import io.parley.chat.ChannelView;
import io.parley.chat.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * A channel as one of its members sees it, and the end of its log.
 *
 * @param head the newest event
 */
record Place(ChannelView view, Cursor head) {
    private static final String MINE = "SELECT p.person, p.channel, p.read_n, p.mentions - p.called, p.level, p.muted"
            + " FROM member AS p WHERE p.person IN (<ids>)";

    private static final String CHANNELS = "SELECT c.id, c.kind, c.name, c.topic, c.archived, c.posting, c.members,"
            + " c.head, c.messages, c.called, e.seq, e.mark FROM channel AS c"
            + " LEFT JOIN event AS e ON e.channel = c.id AND e.seq = c.head WHERE c.id IN (<ids>)";

    /** The channels of each of those people, by their ids. Each channel is read once, however many of them are in it. */
    static Map<String, List<Place>> of(Handle handle, Collection<String> people) {
        var memberships = new ArrayList<Mine>();
        for (var some : Readers.pieces(people)) {
            memberships.addAll(handle.createQuery(MINE)
                    .bindList("ids", some)
                    .map((row, context) -> Mine.of(row))
                    .list());
        }
        var channels = channels(handle, memberships);
        var places = new HashMap<String, List<Place>>();
        for (var mine : memberships) {
            var channel = channels.get(mine.channel());
            if (channel != null) {
                places.computeIfAbsent(mine.person(), person -> new ArrayList<>())
                        .add(mine.in(channel));
            }
        }
        places.values()
                .forEach(his ->
                        his.sort(Comparator.comparing(place -> place.view().id())));
        return places;
    }

    private static Map<String, Channel> channels(Handle handle, List<Mine> memberships) {
        var ids = new LinkedHashSet<String>();
        memberships.forEach(mine -> ids.add(mine.channel()));
        var channels = new HashMap<String, Channel>();
        for (var some : Readers.pieces(ids)) {
            handle.createQuery(CHANNELS)
                    .bindList("ids", some)
                    .map((row, context) -> Channel.of(row))
                    .forEach(channel -> channels.put(channel.view().id(), channel));
        }
        return channels;
    }

    /**
     * A channel as it is to all.
     *
     * @param view nobody's: `with` has all it is with, `mentions` how many of its messages call everybody
     */
    private record Channel(ChannelView view, Cursor head) {
        static Channel of(ResultSet row) throws SQLException {
            var members = row.getString(7);
            var view = new ChannelView(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    Views.unless("", row.getString(4)),
                    Views.flag(row.getInt(5)),
                    Views.unless(ChannelView.EVERYONE, row.getString(6)),
                    members == null ? null : Views.people(members),
                    row.getLong(8),
                    row.getLong(9),
                    0,
                    row.getLong(10),
                    null,
                    null);
            return new Channel(view, Rows.cursor(row, "seq", "mark").orElse(Cursor.START));
        }
    }

    /**
     * A membership.
     *
     * @param mentions without those that call everybody
     */
    private record Mine(String person, String channel, long read, long mentions, String level, int muted) {
        static Mine of(ResultSet row) throws SQLException {
            return new Mine(
                    row.getString(1),
                    row.getString(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getString(5),
                    row.getInt(6));
        }

        Place in(Channel channel) {
            var all = channel.view();
            var with = all.with();
            var calls = all.mentions();
            var view = new ChannelView(
                    all.id(),
                    all.kind(),
                    all.name(),
                    all.topic(),
                    all.archived(),
                    all.posting(),
                    with == null ? null : Views.others(with, person),
                    all.head(),
                    all.n(),
                    read,
                    mentions + (calls == null ? 0 : calls),
                    Views.unless(ChannelView.EVERYTHING, level),
                    Views.flag(muted));
            return new Place(view, channel.head());
        }
    }
}
