package io.parley.sql;

import io.parley.chat.Changes;
import io.parley.chat.Cursor;
import io.parley.chat.Journal;
import io.parley.chat.Opening;
import io.parley.people.Person;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Reads how connections begin, and what of people's own state changed: of several at once with as many statements as of one. */
final class Openings {
    private static final String CHANNELS = "SELECT " + Views.COLUMNS + ", e.seq, e.mark, p.version" + Views.FROM
            + " LEFT JOIN event AS e ON e.channel = c.id AND e.seq = c.head"
            + " WHERE p.person = :person AND p.version > :since ORDER BY c.id";

    private static final String GONE =
            "SELECT channel FROM parted WHERE person = :person AND version > :since ORDER BY channel";

    private static final String PEOPLE = "SELECT p.version, " + Rows.PERSON + " FROM person AS p WHERE p.id IN (<ids>)";

    private static final String VERSIONS = "SELECT id, version FROM person WHERE id IN (<ids>)";

    private final Readers readers;

    Openings(Readers readers) {
        this.readers = readers;
    }

    List<Optional<Opening>> openings(List<Journal.Hello> hellos, long budget) {
        return readers.read(handle -> {
            var people =
                    people(handle, hellos.stream().map(Journal.Hello::person).toList());
            var places = Place.of(handle, people.keySet());
            var missed = new HashMap<Missed.Since, Missed>();
            var resumes = new ArrayList<Resumption>();
            Set<Missed.Since> lacks;
            do {
                lacks = new LinkedHashSet<>();
                resumes.clear();
                for (var hello : hellos) {
                    var his = places.getOrDefault(hello.person(), List.of());
                    resumes.add(Resumption.plan(his, hello.cursors(), budget, missed, lacks));
                }
                missed.putAll(Missed.read(handle, lacks));
            } while (!lacks.isEmpty());
            var all = new HashMap<String, Person>();
            people.forEach((id, known) -> all.put(id, known.person()));
            meet(handle, resumes, all);
            var openings = new ArrayList<Optional<Opening>>();
            for (var n = 0; n < hellos.size(); n++) {
                var known = Optional.ofNullable(people.get(hellos.get(n).person()));
                var resumption = resumes.get(n);
                openings.add(known.map(who -> resumption.opening(who.person(), who.version(), all)));
            }
            return openings;
        });
    }

    /** Learns those who are named and not known yet. */
    private static void meet(Handle handle, List<Resumption> resumes, Map<String, Person> known) {
        var strangers = new HashSet<String>();
        resumes.forEach(resumption -> strangers.addAll(resumption.people()));
        strangers.removeAll(known.keySet());
        Readers.people(handle, strangers).forEach(person -> known.put(person.id(), person));
    }

    private static Map<String, Known> people(Handle handle, List<String> ids) {
        var people = new HashMap<String, Known>();
        for (var some : Readers.pieces(new LinkedHashSet<>(ids))) {
            handle.createQuery(PEOPLE)
                    .bindList("ids", some)
                    .map((row, context) -> new Known(Rows.person(row), row.getLong(1)))
                    .forEach(known -> people.put(known.person().id(), known));
        }
        return people;
    }

    private record Known(Person person, long version) {}

    Changes changes(String person, long since) {
        return Optional.ofNullable(changes(Map.of(person, since)).get(person)).orElseThrow(Opening::ofNobody);
    }

    Map<String, Changes> changes(Map<String, Long> since) {
        return readers.read(handle -> {
            var changes = new HashMap<String, Changes>();
            var versions = versions(handle, since.keySet());
            since.forEach((person, known) -> {
                var version = versions.get(person);
                if (version != null) {
                    changes.put(person, changes(handle, person, known, version));
                }
            });
            return changes;
        });
    }

    private static Map<String, Long> versions(Handle handle, Collection<String> people) {
        var versions = new HashMap<String, Long>();
        for (var some : Readers.pieces(people)) {
            handle.createQuery(VERSIONS)
                    .bindList("ids", some)
                    .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                    .forEach(version -> versions.put(version.getKey(), version.getValue()));
        }
        return versions;
    }

    private static Changes changes(Handle handle, String person, long since, long version) {
        var after = version < since && since != Long.MAX_VALUE ? Changes.ALL : since;
        if (version <= after) {
            return new Changes(version, List.of(), List.of());
        }
        var changed = handle.createQuery(CHANNELS)
                .bind("person", person)
                .bind("since", after)
                .map((row, context) -> new Changes.Changed(
                        Views.view(row, person),
                        Rows.cursor(row, "seq", "mark").orElse(Cursor.START),
                        row.getLong("version")))
                .list();
        var gone = handle.createQuery(GONE)
                .bind("person", person)
                .bind("since", after)
                .mapTo(String.class)
                .list();
        return new Changes(version, changed, gone);
    }
}
