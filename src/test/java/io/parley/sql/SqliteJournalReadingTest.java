package io.parley.sql;

import io.parley.chat.JournalHouse;
import io.parley.chat.JournalReadingContract;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The journal's contract for those who read, kept by SQLite. */
class SqliteJournalReadingTest extends JournalReadingContract {
    @TempDir
    private Path folder;

    @RegisterExtension
    private final OpenHouse open = OpenHouse.inSqlite(() -> folder);

    @Override
    protected JournalHouse house() {
        return open.house();
    }
}
