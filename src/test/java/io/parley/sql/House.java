package io.parley.sql;

import io.parley.chat.Attention;
import io.parley.chat.ChannelBook;
import io.parley.chat.Committed;
import io.parley.chat.Event;
import io.parley.chat.Journal;
import io.parley.chat.JournalHouse;
import io.parley.files.Arrivals;
import io.parley.files.Blob;
import io.parley.files.Looks;
import io.parley.people.Directory;
import io.parley.people.Name;
import io.parley.people.Person;
import io.parley.people.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A store in a folder of its own, with what it tells and a clock that is set by hand. */
final class House implements JournalHouse, AutoCloseable {
    final List<Event.Lasting> told = new CopyOnWriteArrayList<>();
    final List<Map<String, Long>> touched = new CopyOnWriteArrayList<>();
    final AtomicInteger interruptions = new AtomicInteger();
    final AtomicLong clock = new AtomicLong(1_790_000_000_000L);
    final SqlStore store;
    private final Database database;
    private final AtomicInteger uploads = new AtomicInteger();

    House(Path folder) {
        this(in(folder));
    }

    House(Database database) {
        this.database = database;
        var commits = new Committed() {
            @Override
            public void committed(List<Event.Lasting> events) {
                told.addAll(events);
            }

            @Override
            public void touched(Map<String, Long> versions) {
                touched.add(versions);
            }

            @Override
            public void interrupted() {
                interruptions.incrementAndGet();
            }
        };
        store = SqlStore.open(database, commits, () -> Instant.ofEpochMilli(clock.get()), new SplittableRandom());
    }

    static Database in(Path folder) {
        return Sqlite.in(file(folder), folder.resolve("tmp"));
    }

    static Path file(Path folder) {
        return folder.resolve("parley.db");
    }

    @Override
    public Journal journal() {
        return store.journal();
    }

    @Override
    public ChannelBook book() {
        return store.channels();
    }

    @Override
    public List<Event.Lasting> told() {
        return told;
    }

    @Override
    public void clockIs(long millis) {
        clock.set(millis);
    }

    @Override
    public Person person(String name) {
        return store.directory().named(new Name(name));
    }

    @Override
    public Attention attention() {
        return store.attention();
    }

    @Override
    public Person known(String name) {
        var person = person(name);
        update("UPDATE person SET handle = '" + name.toLowerCase(Locale.ROOT) + "' WHERE id = '" + person.id() + "'");
        return person;
    }

    @Override
    public Directory directory() {
        return store.directory();
    }

    @Override
    public boolean holds(String text) {
        var bytes = HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_8));
        try (var connection = database.writing().getConnection()) {
            var sqlite = connection.getMetaData().getURL().startsWith("jdbc:sqlite:");
            try (var columns = connection.getMetaData().getColumns(null, connection.getSchema(), "%", "%")) {
                while (columns.next()) {
                    var column = '"' + columns.getString("COLUMN_NAME") + '"';
                    var hex = sqlite
                            ? "hex(CAST(" + column + " AS BLOB))"
                            : columns.getString("TYPE_NAME").equals("bytea")
                                    ? "upper(encode(" + column + ", 'hex'))"
                                    : "upper(encode(convert_to(" + column + "::text, 'UTF8'), 'hex'))";
                    try (var statement = connection.createStatement();
                            var found =
                                    statement.executeQuery("SELECT COUNT(*) FROM \"" + columns.getString("TABLE_NAME")
                                            + "\" WHERE " + hex + " LIKE '%" + bytes + "%'")) {
                        if (found.next() && found.getLong(1) > 0) {
                            return true;
                        }
                    }
                }
            }
            return false;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void is(Person person, Role role) {
        update("UPDATE person SET role = '" + role.wireName() + "' WHERE id = '" + person.id() + "'");
    }

    @Override
    public void isInactive(Person person) {
        update("UPDATE person SET active = 0 WHERE id = '" + person.id() + "'");
    }

    private void update(String sql) {
        try (var connection = database.writing().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<Map<String, Long>> touched() {
        return touched;
    }

    @Override
    public String upload(Person person, String name) {
        var id = "f" + uploads.incrementAndGet();
        store.arrivals()
                .begin(
                        new Arrivals.Arrival(
                                id,
                                person.id(),
                                name,
                                "text/plain",
                                5,
                                Instant.ofEpochMilli(Long.MAX_VALUE),
                                null,
                                Arrivals.State.ARRIVING),
                        0);
        var blob = new Blob("0a".repeat(32), 5);
        store.arrivals().want(blob, false);
        var unused = store.arrivals().whole(id, blob, Looks.UNKNOWN, Instant.ofEpochMilli(Long.MAX_VALUE));
        return id;
    }

    /** Waits until it is so: generous, since it only ends a test that fails. */
    void await(BooleanSupplier condition) {
        var end = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not come");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
