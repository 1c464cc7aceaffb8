package io.parley.sql;

import io.parley.chat.ChannelsContract;
import io.parley.chat.JournalHouse;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract of channels, kept by PostgreSQL. */
class PostgresChannelsIT extends ChannelsContract {
    @RegisterExtension
    private final OpenHouse open = OpenHouse.inPostgres();

    @Override
    protected JournalHouse house() {
        return open.house();
    }
}
