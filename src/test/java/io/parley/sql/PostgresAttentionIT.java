package io.parley.sql;

import io.parley.chat.AttentionContract;
import io.parley.chat.JournalHouse;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract of what people attend to, kept by PostgreSQL. */
class PostgresAttentionIT extends AttentionContract {
    @RegisterExtension
    private final OpenHouse open = OpenHouse.inPostgres();

    @Override
    protected JournalHouse house() {
        return open.house();
    }
}
