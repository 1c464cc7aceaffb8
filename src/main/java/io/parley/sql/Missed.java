package io.parley.sql;

import io.parley.chat.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What somebody missed of a channel.
 *
 * @param holds whether what he holds is the journal's
 * @param bytes of texts, and of what events have besides
 * @param authors ids of whom it names
 */
record Missed(boolean holds, long bytes, Set<String> authors) {
    /** Bytes an event weighs in the budget besides its text. */
    static final long EVENT = 200;

    /** In one statement: three parameters each. */
    private static final int MOST = 300;

    // the end is named, so that PostgreSQL expects few rows of each and reads them by the index
    private static final String READ = ") SELECT s.channel, s.low, h.mark, m.author,"
            + " CASE WHEN e.message IS NULL OR e.kind = 'deleted' THEN e.author END, e.person,"
            + " COALESCE(SUM(LENGTH(m.text)), 0), COUNT(e.seq) FROM since AS s"
            + " LEFT JOIN event AS h ON h.channel = s.channel AND h.seq = s.low"
            + " LEFT JOIN event AS e ON e.channel = s.channel AND e.seq > s.low AND e.seq <= s.high"
            + " LEFT JOIN message AS m ON m.channel = e.channel AND m.seq = e.message GROUP BY 1, 2, 3, 4, 5, 6";

    /** A channel after somebody's cursor, up to its head. */
    record Since(String channel, Cursor cursor, long head) {
        /** What at least it weighs. */
        long least() {
            return (head - cursor.seq()) * EVENT;
        }
    }

    static Map<Since, Missed> read(Handle handle, Collection<Since> all) {
        var missed = new HashMap<Since, Missed>();
        // cursors that differ in nothing but their marks are one place to read from
        var stretches = new ArrayList<>(all.stream()
                .collect(Collectors.toMap(
                        since -> Map.entry(since.channel(), since.cursor().seq()), since -> since, (one, same) -> one))
                .values());
        var parts = new HashMap<Map.Entry<String, Long>, List<Part>>();
        for (var from = 0; from < stretches.size(); from += MOST) {
            for (var part : parts(handle, stretches.subList(from, Math.min(from + MOST, stretches.size())))) {
                parts.computeIfAbsent(Map.entry(part.channel(), part.low()), place -> new ArrayList<>())
                        .add(part);
            }
        }
        for (var since : all) {
            var place = Map.entry(since.channel(), since.cursor().seq());
            missed.put(since, of(since, parts.getOrDefault(place, List.of())));
        }
        return missed;
    }

    private static Missed of(Since since, List<Part> parts) {
        var authors = new HashSet<String>();
        var bytes = 0L;
        var holds = since.cursor().equals(Cursor.START);
        for (var part : parts) {
            holds |= since.cursor().mark().equals(part.mark());
            bytes += part.bytes() + part.events() * EVENT;
            Collections.addAll(authors, part.author(), part.doer(), part.person());
        }
        authors.removeIf(Objects::isNull);
        return new Missed(holds, bytes, Set.copyOf(authors));
    }

    private static List<Part> parts(Handle handle, List<Since> stretches) {
        var values = stretches.stream().map(since -> "(?, ?, ?)").collect(Collectors.joining(", "));
        var query = handle.createQuery("WITH since (channel, low, high) AS (VALUES " + values + READ);
        var parameter = 0;
        for (var since : stretches) {
            query.bind(parameter++, since.channel());
            query.bind(parameter++, since.cursor().seq());
            query.bind(parameter++, since.head());
        }
        return query.map((row, context) -> Part.of(row)).list();
    }

    /**
     * Events of one kind of a stretch.
     *
     * @param mark of the event before it
     */
    private record Part(
            String channel,
            long low,
            @Nullable String mark,
            @Nullable String author,
            @Nullable String doer,
            @Nullable String person,
            long bytes,
            long events) {
        static Part of(ResultSet row) throws SQLException {
            return new Part(
                    row.getString(1),
                    row.getLong(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getLong(7),
                    row.getLong(8));
        }
    }
}
