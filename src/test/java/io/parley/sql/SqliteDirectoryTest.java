package io.parley.sql;

import io.parley.people.Directory;
import io.parley.people.DirectoryContract;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The directory's contract, kept by SQLite. */
class SqliteDirectoryTest extends DirectoryContract {
    @TempDir
    private Path folder;

    @RegisterExtension
    private final OpenHouse open = OpenHouse.inSqlite(() -> folder);

    @Override
    protected Directory directory() {
        return open.house().store.directory();
    }
}
