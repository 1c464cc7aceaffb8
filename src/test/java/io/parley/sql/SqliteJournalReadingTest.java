package io.parley.sql;

import io.parley.chat.JournalHouse;
import io.parley.chat.JournalReadingContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The journal's contract for those who read, kept by SQLite. */
class SqliteJournalReadingTest extends JournalReadingContract {
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
    protected JournalHouse house() {
        return house;
    }
}
