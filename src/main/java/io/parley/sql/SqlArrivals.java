package io.parley.sql;

import io.parley.chat.Attachment;
import io.parley.files.Arrivals;
import io.parley.files.Blob;
import io.parley.files.Looks;
import io.parley.people.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The rows about uploads in a SQL database. */
final class SqlArrivals implements Arrivals {
    private static final String FIND = "SELECT id, uploader, name, declared, length, expires, unverified, blob, channel"
            + " FROM upload WHERE id = :upload AND uploader = :person";

    /** One statement, so that of a deletion and a want at the same time one comes first. */
    private static final String WANT = "INSERT INTO blob (sha256, size, type, state, freed) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (sha256) DO UPDATE SET freed = excluded.freed WHERE blob.doomed IS NULL"
            + " RETURNING state";

    private final Writer writer;
    private final Readers readers;
    private final InstantSource clock;

    SqlArrivals(Writer writer, Readers readers, InstantSource clock) {
        this.writer = writer;
        this.readers = readers;
        this.clock = clock;
    }

    @Override
    public void begin(Arrival arrival, long quota) {
        if (!writer.await(session -> insert(session, arrival, quota))) {
            throw new Refusal(
                    Refusal.Code.OVER_QUOTA,
                    "Your files would have more than the " + quota + " bytes that one person may keep here.");
        }
    }

    private boolean insert(Session session, Arrival arrival, long quota) throws SQLException {
        if (quota > 0 && kept(session, arrival) > quota - arrival.length()) {
            return false;
        }
        // it may be there: the outcome of a COMMIT before this one may have been unknown
        session.update(
                "INSERT INTO upload (id, uploader, name, declared, length, at, expires) VALUES (?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                arrival.id(),
                arrival.uploader(),
                arrival.name(),
                arrival.declared(),
                arrival.length(),
                clock.millis(),
                arrival.expires().toEpochMilli());
        return true;
    }

    private static long kept(Session session, Arrival but) throws SQLException {
        return session.one(
                        "SELECT COALESCE(SUM(length), 0) FROM upload WHERE uploader = ? AND id <> ?",
                        row -> row.getLong(1),
                        but.uploader(),
                        but.id())
                .orElse(0L);
    }

    @Override
    public Arrival find(String person, String upload) {
        return readers.read(handle -> handle.createQuery(FIND)
                        .bind("upload", upload)
                        .bind("person", person)
                        .map((row, context) -> arrival(row))
                        .findOne())
                .orElseThrow(SqlArrivals::noUpload);
    }

    private static Arrival arrival(ResultSet row) throws SQLException {
        var whole = row.getString(8) != null;
        var posted = row.getString(9) != null;
        return new Arrival(
                row.getString(1),
                row.getString(2),
                Escaped.text(row.getString(3)),
                Escaped.text(row.getString(4)),
                row.getLong(5),
                Instant.ofEpochMilli(row.getLong(6)),
                Rows.number(row, 7),
                posted ? State.POSTED : whole ? State.WHOLE : State.ARRIVING);
    }

    @Override
    public boolean grew(String upload, Instant expires, @Nullable Long unverified) {
        return writer.await(session -> session.update(
                        "UPDATE upload SET expires = ?, unverified = ? WHERE id = ? AND blob IS NULL",
                        expires.toEpochMilli(),
                        unverified,
                        upload)
                == 1);
    }

    @Override
    public void forget(String person, String upload) {
        var forgotten = writer.await(session -> forget(session, person, upload));
        if (!forgotten) {
            var found = find(person, upload);
            throw found.state() == State.POSTED
                    ? new Refusal(Refusal.Code.CONFLICT, "The file is in a message already.")
                    : noUpload();
        }
    }

    private boolean forget(Session session, String person, String upload) throws SQLException {
        var gone = session.one(
                "DELETE FROM upload WHERE id = ? AND uploader = ? AND channel IS NULL RETURNING blob",
                row -> Optional.ofNullable(row.getString(1)),
                upload,
                person);
        if (gone.isPresent() && gone.get().isPresent()) {
            SqlAttic.free(session, gone.get().get(), clock.millis());
        }
        return gone.isPresent();
    }

    @Override
    public boolean want(Blob blob, boolean held) {
        var state = writer.await(session -> session.one(
                WANT,
                row -> Optional.ofNullable(row.getString(1)),
                blob.sha256(),
                blob.size(),
                Attachment.BYTES,
                held ? Attachment.HELD : null,
                clock.millis()));
        return !state.orElseThrow(SqlArrivals::beingDeleted)
                .filter(Attachment.INFECTED::equals)
                .isPresent();
    }

    @Override
    public CompletionStage<Void> whole(String upload, Blob blob, Looks looks, Instant expires) {
        var chore = Chore.of(session -> whole(session, upload, blob, looks, expires));
        writer.submit(chore);
        return chore.done().thenAccept(kept -> {
            if (!kept) {
                throw new Refusal(Refusal.Code.NO_FILE, "The upload was cancelled.");
            }
        });
    }

    private static boolean whole(Session session, String upload, Blob blob, Looks looks, Instant expires)
            throws SQLException {
        session.update(
                "UPDATE blob SET type = ?, width = ?, height = ?, thumbnail = ? WHERE sha256 = ?",
                looks.type(),
                looks.width(),
                looks.height(),
                looks.thumbnail() ? 1 : 0,
                blob.sha256());
        return session.update(
                        "UPDATE upload SET blob = ?, length = ?, expires = ?, unverified = NULL"
                                + " WHERE id = ? AND (blob IS NULL OR blob = ?)",
                        blob.sha256(),
                        blob.size(),
                        expires.toEpochMilli(),
                        upload,
                        blob.sha256())
                == 1;
    }

    private static Refusal noUpload() {
        return new Refusal(Refusal.Code.NO_FILE, "There is no such upload of yours. It may have expired.");
    }

    private static Refusal beingDeleted() {
        return new Refusal(Refusal.Code.BUSY, "An old file of the same content is being removed. Try again.");
    }
}
