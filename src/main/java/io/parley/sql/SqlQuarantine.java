package io.parley.sql;

import io.parley.chat.Attachment;
import io.parley.files.Blob;
import io.parley.files.Quarantine;
import java.util.List;
import java.util.concurrent.CompletionException;

/** The rows about held contents in a SQL database. */
final class SqlQuarantine implements Quarantine {
    private static final String HELD = "SELECT sha256, size FROM blob WHERE state = 'held'"
            + " AND EXISTS (SELECT 1 FROM upload AS u WHERE u.blob = blob.sha256) LIMIT 200";

    private final Writer writer;
    private final Readers readers;

    SqlQuarantine(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public List<Blob> held() {
        return readers.read(handle -> handle.createQuery(HELD)
                .map((row, context) -> new Blob(row.getString(1), row.getLong(2)))
                .list());
    }

    @Override
    public void checked(Blob blob, boolean infected) {
        var channels = readers.read(handle -> handle.createQuery(
                        "SELECT DISTINCT channel FROM upload WHERE blob = :blob AND channel IS NOT NULL")
                .bind("blob", blob.sha256())
                .mapTo(String.class)
                .list());
        var checking = new Checking(blob, infected ? Attachment.INFECTED : null, channels);
        writer.submit(checking);
        try {
            checking.done().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
