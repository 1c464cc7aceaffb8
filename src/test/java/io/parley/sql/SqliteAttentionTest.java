package io.parley.sql;

import io.parley.chat.AttentionContract;
import io.parley.chat.JournalHouse;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The contract of what people attend to, kept by SQLite. */
class SqliteAttentionTest extends AttentionContract {
    @TempDir
    private Path folder;

    @RegisterExtension
    private final OpenHouse open = OpenHouse.inSqlite(() -> folder);

    @Override
    protected JournalHouse house() {
        return open.house();
    }
}
