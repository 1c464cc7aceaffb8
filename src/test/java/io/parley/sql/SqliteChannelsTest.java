package io.parley.sql;

import io.parley.chat.ChannelsContract;
import io.parley.chat.JournalHouse;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The contract of channels, kept by SQLite. */
class SqliteChannelsTest extends ChannelsContract {
    @TempDir
    private Path folder;

    @RegisterExtension
    private final OpenHouse open = OpenHouse.inSqlite(() -> folder);

    @Override
    protected JournalHouse house() {
        return open.house();
    }
}
