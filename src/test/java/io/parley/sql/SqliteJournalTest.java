package io.parley.sql;

import io.parley.chat.JournalContract;
import io.parley.chat.JournalHouse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The journal's contract for those who write, kept by SQLite. */
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
    protected JournalHouse house() {
        return house;
    }
}
