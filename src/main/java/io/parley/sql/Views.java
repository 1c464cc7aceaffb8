package io.parley.sql;

import io.parley.chat.ChannelView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of channels `c` and memberships `p` as their member sees them. */
final class Views {
    static final String COLUMNS = "c.id, c.kind, c.name, c.topic, c.archived, c.posting, c.members, c.head, c.messages,"
            + " p.read_n, p.mentions + c.called - p.called AS mentions, p.level, p.muted";

    static final String FROM = " FROM member AS p JOIN channel AS c ON c.id = p.channel";

    private static final String SEPARATOR = " ";

    private Views() {}

    /** The columns' view; the member is that person. */
    static ChannelView view(ResultSet row, String person) throws SQLException {
        var members = row.getString("members");
        return new ChannelView(
                row.getString("id"),
                row.getString("kind"),
                row.getString("name"),
                unless("", row.getString("topic")),
                flag(row.getInt("archived")),
                unless(ChannelView.EVERYONE, row.getString("posting")),
                members == null ? null : others(people(members), person),
                row.getLong("head"),
                row.getLong("messages"),
                row.getLong("read_n"),
                row.getLong("mentions"),
                unless(ChannelView.EVERYTHING, row.getString("level")),
                flag(row.getInt("muted")));
    }

    /** The key of a conversation of those people: the same for the same set. */
    static String key(Stream<String> people) {
        return String.join(SEPARATOR, people.distinct().sorted().toList());
    }

    /** Whom that key names. */
    static List<String> people(String key) {
        return List.of(key.split(SEPARATOR));
    }

    /** The others of a direct conversation; none of any other channel. */
    static List<String> partners(ChannelView view) {
        return view.with() == null ? List.of() : view.with();
    }

    static List<String> others(List<String> people, String person) {
        return people.stream().filter(id -> !id.equals(person)).toList();
    }

    /** Nothing where it is as usual. */
    static @Nullable String unless(String usual, String value) {
        return value.equals(usual) ? null : value;
    }

    static @Nullable Boolean flag(int column) {
        return column == 0 ? null : true;
    }
}
