package io.parley.sql;

import io.parley.people.Audit;
import io.parley.people.Trace;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit log in a SQL database. Others of this package write into it in their own transactions. */
final class AuditLog implements Audit {
    private static final int STEP = 200;

    /** By the index of times, so that what is not old is not looked at, however long the log is. */
    static final String FORGET =
            "DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE at < ? ORDER BY at LIMIT " + STEP + ")";

    private final Writer writer;
    private final Readers readers;
    private final InstantSource clock;

    AuditLog(Writer writer, Readers readers, InstantSource clock) {
        this.writer = writer;
        this.readers = readers;
        this.clock = clock;
    }

    /** In a transaction of somebody else's; on the writer's thread. */
    void write(Session session, Kind kind, Trace trace, @Nullable String person, @Nullable String detail)
            throws SQLException {
        write(session, clock.millis(), kind, trace.person(), person, trace.address(), detail);
    }

    /** The same for what has no address. */
    static void write(Transaction transaction, Kind kind, String doer, @Nullable String person, String detail)
            throws SQLException {
        write(transaction.session(), transaction.now(), kind, doer, person, null, detail);
    }

    private static void write(
            Session session,
            long at,
            Kind kind,
            @Nullable String doer,
            @Nullable String person,
            @Nullable String address,
            @Nullable String detail)
            throws SQLException {
        session.update(
                "INSERT INTO audit (at, kind, doer, person, address, detail) VALUES (?, ?, ?, ?, ?, ?)",
                at,
                kind.wireName(),
                doer,
                person,
                address,
                detail);
    }

    /** How many there were of something, for the detail: {@code 1 use}, {@code 2 uses}. */
    static String counted(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    @Override
    public void record(Kind kind, Trace trace, @Nullable String person, @Nullable String detail) {
        var unused = writer.await(session -> {
            write(session, kind, trace, person, detail);
            return true;
        });
    }

    @Override
    public void forget(long before) {
        // in steps, as senders wait behind it
        for (var gone = STEP; gone == STEP; ) {
            gone = writer.await(session -> session.update(FORGET, before));
        }
    }

    @Override
    public List<Entry> page(@Nullable Long after, @Nullable Kind kind, @Nullable String person, int limit) {
        var sql = "SELECT id, at, kind, doer, person, address, detail FROM audit WHERE id < :before"
                + (kind == null ? "" : " AND kind = :kind")
                + (person == null ? "" : " AND (person = :person OR doer = :person)")
                + " ORDER BY id DESC LIMIT :limit";
        return readers.read(handle -> {
            var query = handle.createQuery(sql)
                    .bind("before", after == null ? Long.MAX_VALUE : after)
                    .bind("limit", limit);
            if (kind != null) {
                query.bind("kind", kind.wireName());
            }
            if (person != null) {
                query.bind("person", person);
            }
            return query.map((row, context) -> new Entry(
                            row.getLong("id"),
                            row.getLong("at"),
                            row.getString("kind"),
                            row.getString("doer"),
                            row.getString("person"),
                            row.getString("address"),
                            Escaped.text(row.getString("detail"))))
                    .list();
        });
    }
}
