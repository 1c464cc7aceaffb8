package io.parley.sql;

import io.parley.chat.ChannelView;
import io.parley.chat.Cursor;
import io.parley.chat.Opening;
import io.parley.people.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads how a connection begins: each channel either resumes from its cursor, or begins by a gap up to its head. */
final class Openings {
    /** Bytes an event weighs in the budget besides its text. */
    private static final long EVENT = 200;

    private static final String CHANNELS = "SELECT c.id, c.kind, c.name, c.head, c.messages, p.read_n, e.seq, e.mark"
            + " FROM member AS p JOIN channel AS c ON c.id = p.channel"
            + " LEFT JOIN event AS e ON e.channel = c.id AND e.seq = c.head"
            + " WHERE p.person = :person ORDER BY c.id";

    private static final String MISSED = "SELECT COALESCE(SUM(LENGTH(m.text)), 0) FROM event AS e"
            + " JOIN message AS m ON m.channel = e.channel AND m.seq = e.message"
            + " WHERE e.channel = :channel AND e.seq > :after";

    private static final String AUTHORS = "SELECT DISTINCT m.author FROM event AS e"
            + " JOIN message AS m ON m.channel = e.channel AND m.seq = e.message"
            + " WHERE e.channel = :channel AND e.seq > :after";

    private final Readers readers;

    Openings(Readers readers) {
        this.readers = readers;
    }

    Opening opening(String person, Map<String, Cursor> cursors, long budget) {
        return readers.read(handle -> {
            var version = handle.createQuery("SELECT version FROM person WHERE id = :person")
                    .bind("person", person)
                    .mapTo(Long.class)
                    .findOne()
                    .orElseThrow(() -> new Refusal(
                            Refusal.Code.SIGNED_OUT, "Nobody of that id is known here (any more): sign in again"));
            var people = new LinkedHashSet<String>();
            people.add(person);
            var left = budget;
            var starts = new ArrayList<Opening.Start>();
            for (var place : places(handle, person)) {
                var cursor = cursors.get(place.view().id());
                var cost = cost(handle, place, cursor, left);
                if (cursor == null || cost > left) {
                    starts.add(new Opening.Gap(place.view(), place.head()));
                } else {
                    left -= cost;
                    addAuthors(handle, place, cursor, people);
                    starts.add(new Opening.Resume(place.view(), cursor));
                }
            }
            return new Opening(version, starts, Readers.people(handle, people));
        });
    }

    private static List<Place> places(Handle handle, String person) {
        return handle.createQuery(CHANNELS)
                .bind("person", person)
                .map((row, context) -> place(row))
                .list();
    }

    private static Place place(ResultSet row) throws SQLException {
        var view = new ChannelView(
                row.getString("id"),
                row.getString("kind"),
                row.getString("name"),
                row.getLong("head"),
                row.getLong("messages"),
                row.getLong("read_n"));
        return new Place(view, Rows.cursor(row, "seq", "mark").orElse(Cursor.START));
    }

    /** Bytes of what was missed since the cursor; more than any budget where it is none of this store. */
    private static long cost(Handle handle, Place place, @Nullable Cursor cursor, long budget) {
        if (cursor == null || cursor.seq() > place.view().head()) {
            return Long.MAX_VALUE;
        }
        var events = (place.view().head() - cursor.seq()) * EVENT;
        if (events > budget || !Logs.holds(handle, place.view().id(), cursor)) {
            return Long.MAX_VALUE;
        }
        return events
                + handle.createQuery(MISSED)
                        .bind("channel", place.view().id())
                        .bind("after", cursor.seq())
                        .mapTo(Long.class)
                        .one();
    }

    private static void addAuthors(Handle handle, Place place, Cursor cursor, Set<String> people) {
        if (cursor.seq() < place.view().head()) {
            people.addAll(handle.createQuery(AUTHORS)
                    .bind("channel", place.view().id())
                    .bind("after", cursor.seq())
                    .mapTo(String.class)
                    .list());
        }
    }

    private record Place(ChannelView view, Cursor head) {}
}
