package io.parley.sql;

import io.parley.chat.JournalHouse;
import io.parley.chat.JournalReadingContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The journal's contract for those who read, kept by PostgreSQL. */
class PostgresJournalReadingIT extends JournalReadingContract {
    @RegisterExtension
    private final OpenHouse open = OpenHouse.inPostgres();

    @Override
    protected JournalHouse house() {
        return open.house();
    }
}
