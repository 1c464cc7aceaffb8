package io.parley.sql;

import io.parley.chat.ChangesContract;
import io.parley.chat.JournalHouse;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract of changed messages, kept by PostgreSQL. */
class PostgresChangesIT extends ChangesContract {
    @RegisterExtension
    private final OpenHouse open = OpenHouse.inPostgres();

    @Override
    protected JournalHouse house() {
        return open.house();
    }
}
