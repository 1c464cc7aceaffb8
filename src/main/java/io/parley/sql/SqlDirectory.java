package io.parley.sql;

import io.parley.chat.ChannelView;
import io.parley.people.Directory;
import io.parley.people.Name;
import io.parley.people.Person;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** The people in a SQL database. */
final class SqlDirectory implements Directory {
    private final Writer writer;
    private final Readers readers;
    private final Marks marks;

    /** @param marks used on the writer's thread only */
    SqlDirectory(Writer writer, Readers readers, Marks marks) {
        this.writer = writer;
        this.readers = readers;
        this.marks = marks;
    }

    @Override
    public Person named(Name name) {
        return readers.read(handle -> handle.createQuery("SELECT id, name FROM person WHERE name = :name")
                        .bind("name", name.text())
                        .map((row, context) -> Rows.person(row))
                        .findOne())
                .orElseGet(() -> writer.await(session -> make(session, name)));
    }

    /** Looks again first: somebody may have taken the name since. */
    private Person make(Session session, Name name) throws SQLException {
        var there = session.one("SELECT id, name FROM person WHERE name = ?", Rows::person, name.text());
        if (there.isPresent()) {
            return there.get();
        }
        var person = new Person(marks.id(), name.text());
        session.update("INSERT INTO person (id, name) VALUES (?, ?)", person.id(), person.name());
        session.update("INSERT INTO member (channel, person) VALUES (?, ?)", ChannelView.LOBBY, person.id());
        return person;
    }

    @Override
    public List<Person> byIds(Collection<String> ids) {
        return readers.read(handle -> Readers.people(handle, ids));
    }
}
