package io.parley.sql;

import io.parley.chat.Journal;
import io.parley.people.Person;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Reads what people show of themselves since when. */
final class Faces {
    private final Readers readers;

    Faces(Readers readers) {
        this.readers = readers;
    }

    long count() {
        return readers.read(handle -> handle.createQuery("SELECT count FROM showing")
                .mapTo(Long.class)
                .one());
    }

    /** What was changed together is read together: so there may be some more. */
    List<Journal.Shown> since(long since, int limit) {
        return readers.read(handle -> {
            var people = handle.createQuery("SELECT " + Rows.PERSON + ", p.shown FROM person AS p"
                            + " WHERE p.shown > 0 AND p.shown > :since AND p.shown <= COALESCE((SELECT q.shown"
                            + " FROM person AS q WHERE q.shown > 0 AND q.shown > :since"
                            + " ORDER BY q.shown LIMIT 1 OFFSET :limit), p.shown) ORDER BY p.shown, p.id")
                    .bind("since", since)
                    .bind("limit", limit - 1)
                    .map((row, context) -> Map.entry(Rows.person(row), row.getLong("shown")))
                    .list();
            var ids = people.stream().map(Map.Entry::getKey).map(Person::id).toList();
            var channels = channels(handle, ids);
            return people.stream()
                    .map(shown -> new Journal.Shown(
                            shown.getKey(), channels.getOrDefault(shown.getKey().id(), List.of()), shown.getValue()))
                    .toList();
        });
    }

    /** Where they are members, by person. */
    private static Map<String, List<String>> channels(Handle handle, List<String> people) {
        return Readers.pieces(people).stream()
                .flatMap(some -> handle
                        .createQuery("SELECT person, channel FROM member WHERE person IN (<people>)")
                        .bindList("people", some)
                        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                        .list()
                        .stream())
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }
}
