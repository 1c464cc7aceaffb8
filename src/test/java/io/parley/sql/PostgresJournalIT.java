package io.parley.sql;

import io.parley.chat.JournalContract;
import io.parley.chat.JournalHouse;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The journal's contract for those who write, kept by PostgreSQL. */
class PostgresJournalIT extends JournalContract {
    private House house;

    @BeforeEach
    void open() throws SQLException {
        house = new House(
                PostgresServer.shared().database(PostgresServer.shared().schema()));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Override
    protected JournalHouse house() {
        return house;
    }
}
