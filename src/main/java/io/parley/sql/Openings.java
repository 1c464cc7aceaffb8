package io.parley.sql;

import io.parley.chat.Changes;
import io.parley.chat.ChannelView;
import io.parley.chat.Cursor;
import io.parley.chat.Opening;
import io.parley.people.Refusal;
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

    private static final String CHANNELS = "SELECT " + Views.COLUMNS + ", e.seq, e.mark, p.version" + Views.FROM
            + " LEFT JOIN event AS e ON e.channel = c.id AND e.seq = c.head"
            + " WHERE p.person = :person AND p.version > :since ORDER BY c.id";

    private static final String GONE =
            "SELECT channel FROM parted WHERE person = :person AND version > :since ORDER BY channel";

    private static final String MISSED = "SELECT COALESCE(SUM(LENGTH(m.text)), 0) FROM event AS e"
            + " JOIN message AS m ON m.channel = e.channel AND m.seq = e.message"
            + " WHERE e.channel = :channel AND e.seq > :after";

    private static final String SINCE = Rows.EVENTS + " WHERE e.channel = :channel AND e.seq > :after";

    private static final String AUTHORS = "SELECT m.author" + SINCE + " AND m.author IS NOT NULL"
            + " UNION SELECT e.author" + SINCE + " AND (e.message IS NULL OR e.kind = 'deleted')"
            + " UNION SELECT e.person" + SINCE + " AND e.person IS NOT NULL";

    private final Readers readers;

    Openings(Readers readers) {
        this.readers = readers;
    }

    Opening opening(String person, Map<String, Cursor> cursors, long budget) {
        return readers.read(handle -> {
            var version = version(handle, person);
            var people = new LinkedHashSet<String>();
            people.add(person);
            var left = budget;
            var starts = new ArrayList<Opening.Start>();
            for (var place : places(handle, person, Changes.ALL)) {
                people.addAll(Views.partners(place.view()));
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

    Changes changes(String person, long since) {
        return readers.read(handle -> {
            var version = version(handle, person);
            var after = version < since && since != Long.MAX_VALUE ? Changes.ALL : since;
            if (version <= after) {
                return new Changes(version, List.of(), List.of());
            }
            var changed = places(handle, person, after).stream()
                    .map(place -> new Changes.Changed(place.view(), place.head(), place.version()))
                    .toList();
            var gone = handle.createQuery(GONE)
                    .bind("person", person)
                    .bind("since", after)
                    .mapTo(String.class)
                    .list();
            return new Changes(version, changed, gone);
        });
    }

    private static long version(Handle handle, String person) {
        return handle.createQuery("SELECT version FROM person WHERE id = :person")
                .bind("person", person)
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> new Refusal(
                        Refusal.Code.SIGNED_OUT, "Nobody of that id is known here (any more): sign in again"));
    }

    private static List<Place> places(Handle handle, String person, long since) {
        return handle.createQuery(CHANNELS)
                .bind("person", person)
                .bind("since", since)
                .map((row, context) -> new Place(
                        Views.view(row, person),
                        Rows.cursor(row, "seq", "mark").orElse(Cursor.START),
                        row.getLong("version")))
                .list();
    }

    /** Bytes of what was missed since the cursor; more than any budget where it is none of this store. */
    private static long cost(Handle handle, Place place, @Nullable Cursor cursor, long budget) {
        if (place.head().equals(cursor)) {
            // as most are: nothing is asked for a hundred channels in which nothing was said
            return 0;
        }
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

    private record Place(ChannelView view, Cursor head, long version) {}
}
