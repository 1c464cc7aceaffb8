package io.parley.sql;

import io.parley.chat.Event;
import io.parley.chat.Journal;
import io.parley.chat.JournalContract;
import io.parley.people.Person;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The journal's contract, kept by SQLite. */
class SqliteJournalTest extends JournalContract {
    @TempDir
    private Path folder;

    private House house;

    @BeforeEach
    void open() {
        house = new House(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Override
    protected Journal journal() {
        return house.store.journal();
    }

    @Override
    protected Person person(String name) {
        return house.person(name);
    }

    @Override
    protected List<Event.Lasting> told() {
        return house.told;
    }

    @Override
    protected void clockIs(long millis) {
        house.clock.set(millis);
    }

    @Override
    protected String upload(Person person, String name) {
        return house.upload(person, name);
    }
}
