package io.parley.sql;

import io.parley.files.Blob;
import io.parley.files.Catalog;
import io.parley.people.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;

/** The rows about files in a SQL database. */
final class SqlCatalog implements Catalog {
    /** A posted file is its channel's: its uploader too has to be a member to read it. */
    private static final String READABLE = "SELECT " + Rows.ATTACHMENT + ", u.uploader, b.sha256 FROM upload AS u"
            + " JOIN blob AS b ON b.sha256 = u.blob WHERE u.id = :file AND ("
            + "(u.channel IS NULL AND u.uploader = :person)"
            + " OR EXISTS (SELECT 1 FROM member AS p WHERE p.channel = u.channel AND p.person = :person))";

    /** How long an upload waits for the message that posts it. */
    private static final Duration UNPOSTED = Duration.ofHours(24);

    private final Writer writer;
    private final Readers readers;
    private final InstantSource clock;

    SqlCatalog(Writer writer, Readers readers, InstantSource clock) {
        this.writer = writer;
        this.readers = readers;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Void> register(Upload upload) {
        var chore = new Chore<>(session -> insert(session, upload));
        writer.submit(chore);
        return chore.done().thenAccept(id -> {});
    }

    private String insert(Session session, Upload upload) throws SQLException {
        var file = upload.file();
        var blob = upload.blob();
        session.update(
                "INSERT INTO blob (sha256, size, type, width, height, thumbnail) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                blob.sha256(),
                blob.size(),
                file.type(),
                file.width(),
                file.height(),
                file.thumbnail() == null ? 0 : 1);
        session.update(
                "INSERT INTO upload (id, uploader, name, declared, length, blob, at, expires)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                file.id(),
                upload.uploader(),
                file.name(),
                file.declared(),
                blob.size(),
                blob.sha256(),
                clock.millis(),
                clock.millis() + UNPOSTED.toMillis());
        return file.id();
    }

    @Override
    public Upload readable(String person, String file) {
        return readers.read(handle -> handle.createQuery(READABLE)
                        .bind("file", file)
                        .bind("person", person)
                        .map((row, context) -> upload(row))
                        .findOne())
                .orElseThrow(SqlCatalog::noFile);
    }

    private static Upload upload(ResultSet row) throws SQLException {
        var file = Rows.attachment(row);
        return new Upload(file, row.getString(12), new Blob(row.getString(13), file.size()));
    }

    @Override
    public Blob blob(String file) {
        return readers.read(handle -> handle.createQuery("SELECT b.sha256, b.size FROM upload AS u"
                                + " JOIN blob AS b ON b.sha256 = u.blob WHERE u.id = :file AND u.channel IS NOT NULL")
                        .bind("file", file)
                        .map((row, context) -> new Blob(row.getString(1), row.getLong(2)))
                        .findOne())
                .orElseThrow(SqlCatalog::noFile);
    }

    private static Refusal noFile() {
        return new Refusal(Refusal.Code.NO_FILE, "There is no such file for you");
    }
}
