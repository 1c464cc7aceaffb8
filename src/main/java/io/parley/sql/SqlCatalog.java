package io.parley.sql;

import io.parley.files.Blob;
import io.parley.files.Catalog;
import io.parley.people.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The rows about files in a SQL database. */
final class SqlCatalog implements Catalog {
    /** A posted file is its channel's: its uploader too has to be a member to read it. */
    private static final String READABLE = "SELECT " + Rows.ATTACHMENT + ", u.uploader, b.sha256 FROM upload AS u"
            + " JOIN blob AS b ON b.sha256 = u.blob WHERE u.id = :file AND ("
            + "(u.channel IS NULL AND u.uploader = :person)"
            + " OR EXISTS (SELECT 1 FROM member AS p WHERE p.channel = u.channel AND p.person = :person))";

    private final Readers readers;

    SqlCatalog(Readers readers) {
        this.readers = readers;
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
        return readers.read(handle -> handle.createQuery(
                                "SELECT b.sha256, b.size FROM upload AS u"
                                        + " JOIN blob AS b ON b.sha256 = u.blob WHERE u.id = :file AND u.channel IS NOT NULL AND b.state IS NULL")
                        .bind("file", file)
                        .map((row, context) -> new Blob(row.getString(1), row.getLong(2)))
                        .findOne())
                .orElseThrow(SqlCatalog::noFile);
    }

    private static Refusal noFile() {
        return new Refusal(Refusal.Code.NO_FILE, "There is no such file for you");
    }
}
