package io.parley.sql;

import io.parley.chat.Edits;
import io.parley.people.Refusal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;

/**
 * Reads what messages said over time. What a message said before an edit lies with that edit; so each text belongs to the change before
 * the one it lies with.
 */
final class Versions {
    private static final int FETCH = 20;

    /** Bytes of text beyond which a page ends early. */
    private static final long PAGE_BYTES = 8 << 20;

    private static final String MESSAGE =
            "SELECT (SELECT MAX(seq) FROM edit WHERE channel = :channel AND message = :message)"
                    + " FROM message AS m WHERE m.channel = :channel AND m.seq = :message AND m.deleted = 0 AND"
                    + Membership.HOLDS;

    /** Texts by the seq of the change that ended them: those of edits, and at the very end what it says now. */
    private static final String TEXTS = "SELECT b.since, e.at, b.text FROM ("
            + "SELECT COALESCE((SELECT MAX(d.seq) FROM edit AS d WHERE d.channel = t.channel AND d.message = t.message"
            + " AND d.seq < t.seq), t.message) AS since, t.text FROM edit AS t"
            + " WHERE t.channel = :channel AND t.message = :message"
            + " UNION ALL SELECT CAST(:last AS BIGINT), m.text FROM message AS m"
            + " WHERE m.channel = :channel AND m.seq = :message) AS b"
            + " JOIN event AS e ON e.channel = :channel AND e.seq = b.since"
            + " WHERE b.since > :after AND" + Membership.HOLDS + " ORDER BY b.since LIMIT :limit";

    private final Readers readers;

    Versions(Readers readers) {
        this.readers = readers;
    }

    Edits read(String person, String channel, long message, long after, int limit) {
        return readers.read(handle -> {
            Membership.require(handle, person, channel);
            var last = handle.createQuery(MESSAGE)
                    .bind("channel", channel)
                    .bind("message", message)
                    .bind("person", person)
                    .map((row, context) -> row.getLong(1) == 0 ? message : row.getLong(1))
                    .findOne()
                    .orElseThrow(() -> new Refusal(
                            Refusal.Code.NO_MESSAGE,
                            "There is no message " + message + " in " + channel + " (any more)"));
            return handle.createQuery(TEXTS)
                    .bind("channel", channel)
                    .bind("message", message)
                    .bind("person", person)
                    .bind("last", last)
                    .bind("after", after)
                    .bind("limit", limit + 1)
                    .setFetchSize(FETCH)
                    .scanResultSet((rows, context) -> {
                        try (context) {
                            return page(rows.get(), limit);
                        }
                    });
        });
    }

    private static Edits page(ResultSet row, int limit) throws SQLException {
        var versions = new ArrayList<Edits.Version>();
        var bytes = 0L;
        while (row.next()) {
            if (!versions.isEmpty() && (versions.size() == limit || bytes >= PAGE_BYTES)) {
                return new Edits(versions, versions.getLast().seq());
            }
            var text = row.getBytes(3);
            bytes += text.length;
            versions.add(new Edits.Version(row.getLong(1), row.getLong(2), new String(text, StandardCharsets.UTF_8)));
        }
        return new Edits(versions, null);
    }
}
