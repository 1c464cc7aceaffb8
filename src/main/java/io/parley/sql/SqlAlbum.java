package io.parley.sql;

import io.parley.files.Album;
import io.parley.files.Blob;
import java.util.Optional;

/** The rows about thumbnails in a SQL database. */
final class SqlAlbum implements Album {
    private final Writer writer;
    private final Readers readers;

    SqlAlbum(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Optional<Blob> thumbnail(Blob source) {
        return readers.read(handle -> handle.createQuery("SELECT b.sha256, b.size FROM thumbnail AS t"
                        + " JOIN blob AS b ON b.sha256 = t.blob WHERE t.source = :source")
                .bind("source", source.sha256())
                .map((row, context) -> new Blob(row.getString(1), row.getLong(2)))
                .findOne());
    }

    @Override
    public void made(Blob source, Blob thumbnail) {
        // of a source that is being deleted none is kept: nothing refers to it, so it goes with the next sweep
        writer.await(session -> session.update(
                "INSERT INTO thumbnail (source, blob) SELECT sha256, ? FROM blob WHERE sha256 = ? AND doomed IS NULL"
                        + " ON CONFLICT DO NOTHING",
                thumbnail.sha256(),
                source.sha256()));
    }

    @Override
    public void none(Blob source) {
        writer.await(session -> session.update("UPDATE blob SET thumbnail = 0 WHERE sha256 = ?", source.sha256()));
    }
}
