package io.parley.sql;

import io.parley.chat.Attachment;
import io.parley.chat.Cursor;
import io.parley.chat.Event;
import io.parley.chat.History;
import io.parley.chat.Journal;
import io.parley.chat.Page;
import io.parley.people.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads the logs of channels, in pieces and pages. A piece never holds much more than its bytes, however many events it may have. */
final class Logs {
    /** Rows that a driver may bring at once: each may be a text of megabytes. */
    private static final int FETCH = 20;

    /** Bytes of text beyond which a history page ends early. */
    private static final long PAGE_BYTES = 8 << 20;

    private static final String AFTER = "SELECT " + Rows.EVENT + Rows.EVENTS
            + " WHERE e.channel = :channel AND e.seq > :after AND" + Membership.HOLDS + " ORDER BY e.seq LIMIT :limit";

    private static final String HISTORY = "SELECT " + Rows.EVENT + " FROM message AS m"
            + " JOIN event AS e ON e.channel = m.channel AND e.seq = m.seq"
            + " WHERE m.channel = :channel AND m.seq <= :upTo AND" + Membership.HOLDS
            + " ORDER BY m.seq DESC LIMIT :limit";

    private static final String FROM = "SELECT m.seq, e.mark FROM message AS m"
            + " JOIN event AS e ON e.channel = m.channel AND e.seq = m.seq"
            + " WHERE m.channel = :channel AND m.seq >= :seq AND" + Membership.HOLDS
            + " ORDER BY m.seq LIMIT :limit";

    /** Events of the channel itself on a page. */
    private static final int MOST_LINES = 200;

    /** Stretches in one statement: three parameters each. */
    private static final int MOST_STRETCHES = 500;

    private static final String STRETCHES = "WITH stretch (channel, low, high) AS (VALUES ";

    /** Of the channel itself, the newest of a stretch: a page shows a few lines between messages, not a crowd that came at once. */
    private static final String OF_CHANNEL = "SELECT " + Rows.EVENT + Rows.EVENTS
            + " WHERE e.channel = :channel AND e.message IS NULL AND e.seq > :after AND e.seq <= :upTo"
            + " ORDER BY e.seq DESC LIMIT " + MOST_LINES;

    private static final String BETWEEN = ") SELECT e.channel, " + Rows.EVENT + " FROM stretch AS s"
            + " JOIN event AS e ON e.channel = s.channel AND e.seq > s.low AND e.seq <= s.high"
            + " LEFT JOIN message AS m ON m.channel = e.channel AND m.seq = e.message ORDER BY e.channel, e.seq";

    private final Readers readers;

    Logs(Readers readers) {
        this.readers = readers;
    }

    Page after(String person, String channel, long seq, int events, long bytes) {
        return readers.read(handle -> {
            var query = handle.createQuery(AFTER)
                    .bind("person", person)
                    .bind("channel", channel)
                    .bind("after", seq)
                    .bind("limit", events + 1);
            var piece = piece(handle, row -> channel, query, events, bytes)
                    .orElseGet(() -> nothing(handle, person, channel));
            return new Page(piece.events(), piece.rest().isEmpty());
        });
    }

    List<Event.Lasting> between(Collection<Journal.Stretch> stretches, long bytes) {
        if (stretches.isEmpty()) {
            return List.of();
        }
        var some = stretches.stream().limit(MOST_STRETCHES).toList();
        var values = some.stream().map(stretch -> "(?, ?, ?)").collect(Collectors.joining(", "));
        return readers.read(handle -> {
            var query = handle.createQuery(STRETCHES + values + BETWEEN);
            var parameter = 0;
            for (var stretch : some) {
                query.bind(parameter++, stretch.channel());
                query.bind(parameter++, stretch.after());
                query.bind(parameter++, stretch.upTo());
            }
            return piece(handle, row -> row.getString("channel"), query, Integer.MAX_VALUE, bytes)
                    .map(Piece::events)
                    .orElse(List.of());
        });
    }

    History history(String person, String channel, @Nullable Cursor to, int limit) {
        return readers.read(handle -> {
            var query = handle.createQuery(HISTORY)
                    .bind("person", person)
                    .bind("channel", channel)
                    .bind("upTo", to == null ? Long.MAX_VALUE : to.seq())
                    .bind("limit", limit + 1);
            var piece = piece(handle, row -> channel, query, limit, PAGE_BYTES)
                    .orElseGet(() -> nothing(handle, person, channel));
            if (to != null && !holds(handle, channel, to)) {
                throw new Refusal(Refusal.Code.UNKNOWN_CURSOR, "The cursor " + to + " is not of this store");
            }
            var messages = new ArrayList<Event.Posted>();
            piece.events().reversed().forEach(event -> messages.add((Event.Posted) event));
            var earlier = piece.rest().orElse(null);
            var events = ofChannel(
                    handle, channel, earlier == null ? 0 : earlier.seq(), to == null ? Long.MAX_VALUE : to.seq());
            return new History(
                    messages,
                    events,
                    Readers.people(handle, History.people(messages, events)),
                    earlier,
                    head(handle, channel));
        });
    }

    History around(String person, String channel, long seq, int limit) {
        var half = limit / 2;
        var after = readers.read(handle -> handle.createQuery(FROM)
                .bind("person", person)
                .bind("channel", channel)
                .bind("seq", seq)
                .bind("limit", half + 2)
                .map((row, context) -> new Cursor(row.getLong(1), row.getString(2)))
                .list());
        if (after.size() < half + 2) {
            return history(person, channel, null, limit);
        }
        var end = after.get(half);
        return history(person, channel, end, limit).before(end);
    }

    private static List<Event.OfChannel> ofChannel(Handle handle, String channel, long after, long upTo) {
        var query = handle.createQuery(OF_CHANNEL)
                .bind("channel", channel)
                .bind("after", after)
                .bind("upTo", upTo);
        var events = new ArrayList<Event.OfChannel>();
        piece(handle, row -> channel, query, MOST_LINES, Long.MAX_VALUE)
                .ifPresent(piece -> piece.events().reversed().forEach(event -> events.add((Event.OfChannel) event)));
        return events;
    }

    /** Membership and head in one statement. */
    Cursor head(String person, String channel) {
        return readers.read(handle -> handle.createQuery("SELECT e.seq, e.mark FROM member AS p"
                        + " JOIN channel AS c ON c.id = p.channel"
                        + " LEFT JOIN event AS e ON e.channel = c.id AND e.seq = c.head"
                        + " WHERE p.channel = :channel AND p.person = :person")
                .bind("channel", channel)
                .bind("person", person)
                .map((row, context) -> Rows.cursor(row, "seq", "mark").orElse(Cursor.START))
                .findOne()
                .orElseThrow(() -> Transaction.noChannel(channel)));
    }

    /** What a member is given where there is nothing. */
    private static Piece nothing(Handle handle, String person, String channel) {
        Membership.require(handle, person, channel);
        return new Piece(List.of(), Optional.empty());
    }

    /** Whether that place with that mark is in the journal. */
    static boolean holds(Handle handle, String channel, Cursor cursor) {
        return cursor.equals(Cursor.START)
                || handle.createQuery("SELECT mark FROM event WHERE channel = :channel AND seq = :seq")
                        .bind("channel", channel)
                        .bind("seq", cursor.seq())
                        .mapTo(String.class)
                        .findOne()
                        .filter(cursor.mark()::equals)
                        .isPresent();
    }

    private static Cursor head(Handle handle, String channel) {
        return handle.createQuery("SELECT e.seq, e.mark FROM event AS e JOIN channel AS c ON c.id = e.channel"
                        + " WHERE e.channel = :channel AND e.seq = c.head")
                .bind("channel", channel)
                .map((row, context) -> new Cursor(row.getLong(1), row.getString(2)))
                .findOne()
                .orElse(Cursor.START);
    }

    /**
     * Takes at least one event and then as many as fit; of the rest only the first is looked at, without its text. Empty
     * when there is no row.
     */
    private static Optional<Piece> piece(Handle handle, Named channel, Query query, int most, long bytes) {
        return query.setFetchSize(FETCH).scanResultSet((rows, context) -> {
            try (context) {
                var row = rows.get();
                return row.next() ? Optional.of(piece(handle, channel, row, most, bytes)) : Optional.<Piece>empty();
            }
        });
    }

    private static Piece piece(Handle handle, Named named, ResultSet row, int most, long bytes) throws SQLException {
        var events = new ArrayList<Event.Lasting>();
        var weight = 0L;
        do {
            var cursor = Rows.cursor(row, "e_seq", "mark");
            if (!events.isEmpty() && (events.size() >= most || weight >= bytes)) {
                return new Piece(events, cursor);
            }
            var channel = named.in(row);
            var files = row.getInt("files") == 0
                    ? List.<Attachment>of()
                    : Readers.files(handle, channel, row.getLong("m_seq"));
            var event = Rows.event(channel, row, files);
            events.add(event);
            weight += event.weight();
        } while (row.next());
        return new Piece(events, Optional.empty());
    }

    /** The channel of a row. */
    private interface Named {
        String in(ResultSet row) throws SQLException;
    }

    /** @param rest where what did not fit begins */
    private record Piece(List<Event.Lasting> events, Optional<Cursor> rest) {}
}
