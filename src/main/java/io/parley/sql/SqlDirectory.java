package io.parley.sql;

import io.parley.people.Directory;
import io.parley.people.Name;
import io.parley.people.PeopleSearch;
import io.parley.people.Person;
import io.parley.people.Profile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The people in a SQL database. */
final class SqlDirectory implements Directory, PeopleSearch {
    private final Writer writer;
    private final Readers readers;
    private final Marks marks;
    private final InstantSource clock;

    /** @param marks used on the writer's thread only */
    SqlDirectory(Writer writer, Readers readers, Marks marks, InstantSource clock) {
        this.writer = writer;
        this.readers = readers;
        this.marks = marks;
        this.clock = clock;
    }

    @Override
    public Person named(Name name) {
        return readers.read(handle -> handle.createQuery(
                                "SELECT " + Rows.PERSON + " FROM person AS p WHERE p.sha256 = :sha256")
                        .bind("sha256", sha256(name))
                        .map((row, context) -> Rows.person(row))
                        .findOne())
                .orElseGet(() -> writer.await(session -> make(session, name)));
    }

    /** Somebody may have taken the name since, here or on another node: then he is the one. */
    private Person make(Session session, Name name) throws SQLException {
        var key = sha256(name);
        var person = new Person(marks.id(), name.text());
        var made = session.update(
                "INSERT INTO person (id, name, sha256, sought) VALUES (?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
                person.id(),
                person.name(),
                key,
                name.text().toLowerCase(Locale.ROOT));
        if (made == 0) {
            return session.one("SELECT " + Rows.PERSON + " FROM person AS p WHERE p.sha256 = ?", Rows::person, key)
                    .orElseThrow();
        }
        ChannelChanges.begin(session, person.id(), clock.millis());
        return person;
    }

    private static byte[] sha256(Name name) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(name.text().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public List<Profile> page(Search search) {
        var sql = "SELECT " + Rows.PROFILE + " FROM person AS p WHERE p.sought LIKE :pattern ESCAPE '\\'"
                + (search.inactive() ? "" : " AND p.active = 1")
                + (search.after() == null
                        ? ""
                        : " AND (p.sought, p.id) > (SELECT a.sought, a.id FROM person AS a WHERE a.id = :after"
                                + (search.known() == null ? ")" : " AND " + meets("a") + ")"))
                + (search.known() == null ? "" : " AND " + meets("p"))
                + " ORDER BY p.sought, p.id LIMIT :limit";
        return readers.read(handle -> {
            var query = handle.createQuery(sql)
                    .bind("pattern", "%" + literal(search.query().strip().toLowerCase(Locale.ROOT)) + "%")
                    .bind("limit", search.limit());
            if (search.after() != null) {
                query.bind("after", search.after());
            }
            if (search.known() != null) {
                query.bind("known", search.known());
            }
            return query.map((row, context) -> Rows.profile(row)).list();
        });
    }

    /** Where the people's alias is somebody with whom who asks shares a channel. */
    private static String meets(String alias) {
        return "EXISTS (SELECT 1 FROM member AS m JOIN member AS k ON k.channel = m.channel WHERE m.person = " + alias
                + ".id AND k.person = :known)";
    }

    private static String literal(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    @Override
    public List<Person> byIds(Collection<String> ids) {
        return readers.read(handle -> Readers.people(handle, ids));
    }

    @Override
    public List<Person> knownTo(String viewer, Collection<String> ids) {
        return readers.read(handle -> {
            var people = new ArrayList<Person>();
            for (var some : Readers.pieces(ids)) {
                people.addAll(handle.createQuery("SELECT " + Rows.PERSON
                                + " FROM person AS p WHERE p.id IN (<ids>) AND " + Sight.OF_PERSON)
                        .bindList("ids", some)
                        .bind("viewer", viewer)
                        .map((row, context) -> Rows.person(row))
                        .list());
            }
            return people;
        });
    }
}
