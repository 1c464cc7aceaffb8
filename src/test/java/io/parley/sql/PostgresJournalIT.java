package io.parley.sql;

import io.parley.chat.JournalContract;
import io.parley.chat.JournalHouse;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The journal's contract for those who write, kept by PostgreSQL. */
class PostgresJournalIT extends JournalContract {
    @RegisterExtension
    private final OpenHouse open = OpenHouse.inPostgres();

    @Override
    protected JournalHouse house() {
        return open.house();
    }
}
