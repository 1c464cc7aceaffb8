package io.parley.sql;

import io.parley.people.Directory;
import io.parley.people.DirectoryContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The directory's contract, kept by SQLite. */
class SqliteDirectoryTest extends DirectoryContract {
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
    protected Directory directory() {
        return house.store.directory();
    }
}
