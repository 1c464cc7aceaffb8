package io.parley.sql;

import io.parley.chat.ChannelBookContract;
import io.parley.chat.JournalHouse;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract of the list of channels, kept by PostgreSQL. */
class PostgresChannelBookIT extends ChannelBookContract {
    @RegisterExtension
    private final OpenHouse open = OpenHouse.inPostgres();

    @Override
    protected JournalHouse house() {
        return open.house();
    }
}
