package io.parley.sql;

import io.parley.files.Portraits;
import java.util.Optional;

/** People's pictures in a SQL database. */
final class SqlPortraits implements Portraits {
    private final Writer writer;
    private final Readers readers;

    SqlPortraits(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void hang(String person, Portrait portrait) {
        var unused = writer.within(transaction -> {
            var session = transaction.session();
            session.update(
                    "INSERT INTO portrait (person, tag, picture) VALUES (?, ?, ?) ON CONFLICT (person)"
                            + " DO UPDATE SET tag = excluded.tag, picture = excluded.picture",
                    person,
                    portrait.tag(),
                    portrait.picture());
            session.update("UPDATE person SET avatar = ? WHERE id = ?", portrait.tag(), person);
            transaction.show(person);
            return true;
        });
    }

    @Override
    public void takeDown(String person) {
        var unused = writer.within(transaction -> {
            transaction.session().update("DELETE FROM portrait WHERE person = ?", person);
            transaction.session().update("UPDATE person SET avatar = NULL WHERE id = ?", person);
            transaction.show(person);
            return true;
        });
    }

    @Override
    public Optional<Portrait> of(String viewer, String person) {
        return readers.read(handle -> handle.createQuery("SELECT f.tag, f.picture FROM portrait AS f"
                        + " JOIN person AS p ON p.id = f.person WHERE f.person = :person AND " + Sight.OF_PERSON)
                .bind("person", person)
                .bind("viewer", viewer)
                .map((row, context) -> new Portrait(row.getString(1), row.getBytes(2)))
                .findOne());
    }
}
