package io.parley.sql;

import io.parley.chat.Attachment;
import io.parley.chat.Event;
import io.parley.files.Blob;
import io.parley.files.Catalog;
import io.parley.people.Name;
import io.parley.people.Person;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** A store in a folder of its own, with what it tells and a clock that is set by hand. */
final class House implements AutoCloseable {
    final List<Event.Lasting> told = new CopyOnWriteArrayList<>();
    final AtomicLong clock = new AtomicLong(1_790_000_000_000L);
    final SqlStore store;
    private final AtomicInteger uploads = new AtomicInteger();

    House(Path folder) {
        this(folder, database -> database);
    }

    /** @param wrap what lies between the store and its database */
    House(Path folder, UnaryOperator<Database> wrap) {
        var database = Sqlite.in(folder.resolve("parley.db"), folder.resolve("tmp"));
        store = SqlStore.open(
                wrap.apply(database), told::addAll, () -> Instant.ofEpochMilli(clock.get()), new SplittableRandom());
    }

    Person person(String name) {
        return store.directory().named(new Name(name));
    }

    String upload(Person person, String name) {
        var id = "f" + uploads.incrementAndGet();
        store.catalog()
                .register(new Catalog.Upload(
                        new Attachment(id, name, "text/plain", 5), person.id(), new Blob("0a".repeat(32), 5)));
        return id;
    }

    @Override
    public void close() {
        store.close();
    }
}
