package io.parley.sql;

import io.parley.files.Attic;
import io.parley.files.Blob;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows about forgotten uploads and contents in a SQL database. */
final class SqlAttic implements Attic {
    /** Rows in one transaction, which senders wait for. */
    private static final int MOST = 200;
    /** Between the dooming of a content and its deletion are milliseconds; whoever is not done by then has died. */
    private static final Duration DEAD = Duration.ofHours(1);

    private static final String EXPIRED =
            "SELECT id, blob FROM upload WHERE channel IS NULL AND expires <= ? LIMIT " + MOST;

    private static final String REFERRED = " EXISTS (SELECT 1 FROM upload AS u WHERE u.blob = blob.sha256)"
            + " OR EXISTS (SELECT 1 FROM thumbnail AS t WHERE t.blob = blob.sha256)";

    private static final String DOOM = "UPDATE blob SET doomed = ?, deleter = ?"
            + " WHERE sha256 = ? AND doomed IS NULL AND freed < ? AND NOT (" + REFERRED + ")";

    private final Writer writer;

    SqlAttic(Writer writer) {
        this.writer = writer;
    }

    @Override
    public int expire(Instant now) {
        var all = 0;
        int some;
        do {
            some = writer.await(session -> expire(session, now.toEpochMilli()));
            all += some;
        } while (some == MOST);
        return all;
    }

    private static int expire(Session session, long now) throws SQLException {
        var expired = session.all(EXPIRED, row -> row.getString(1), now);
        for (var upload : expired) {
            // asked again: on another node a message may have posted it since
            var blob = session.one(
                    "DELETE FROM upload WHERE id = ? AND channel IS NULL AND expires <= ? RETURNING blob",
                    row -> Optional.ofNullable(row.getString(1)),
                    upload,
                    now);
            if (blob.isPresent() && blob.get().isPresent()) {
                free(session, blob.get().get(), now);
            }
        }
        return expired.size();
    }

    /** From now on it is looked whether anything else refers to it. */
    static void free(Session session, String sha256, long now) throws SQLException {
        session.update("UPDATE blob SET freed = ? WHERE sha256 = ?", now, sha256);
    }

    @Override
    public List<Blob> doom(Instant before, Instant now, String deleter) {
        return writer.await(session -> doom(session, before.toEpochMilli(), now.toEpochMilli(), deleter));
    }

    private static List<Blob> doom(Session session, long before, long now, String deleter) throws SQLException {
        // an index each
        var left = session.all(
                "SELECT sha256, size FROM blob WHERE freed IS NOT NULL AND doomed < ?",
                row -> new Blob(row.getString(1), row.getLong(2)),
                now - DEAD.toMillis());
        var doomed = new ArrayList<Blob>();
        for (var blob : left) {
            if (session.update(
                            "UPDATE blob SET doomed = ?, deleter = ? WHERE sha256 = ? AND doomed < ?",
                            now,
                            deleter,
                            blob.sha256(),
                            now - DEAD.toMillis())
                    == 1) {
                doomed.add(blob);
            }
        }
        var freed = session.all(
                "SELECT sha256, size FROM blob WHERE freed < ? AND doomed IS NULL ORDER BY freed LIMIT " + MOST,
                row -> new Blob(row.getString(1), row.getLong(2)),
                before);
        for (var blob : freed) {
            if (session.update(DOOM, now, deleter, blob.sha256(), before) == 1) {
                freeThumbnail(session, blob, now);
                doomed.add(blob);
            } else {
                session.update("UPDATE blob SET freed = NULL WHERE sha256 = ? AND (" + REFERRED + ")", blob.sha256());
            }
        }
        return doomed;
    }

    private static void freeThumbnail(Session session, Blob source, long now) throws SQLException {
        var thumbnail = session.one(
                "DELETE FROM thumbnail WHERE source = ? RETURNING blob", row -> row.getString(1), source.sha256());
        if (thumbnail.isPresent()) {
            free(session, thumbnail.get(), now);
        }
    }

    @Override
    public void deleted(Blob blob, String deleter) {
        writer.await(
                session -> session.update("DELETE FROM blob WHERE sha256 = ? AND deleter = ?", blob.sha256(), deleter));
    }
}
