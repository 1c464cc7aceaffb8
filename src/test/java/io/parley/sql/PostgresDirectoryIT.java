package io.parley.sql;

import io.parley.people.Directory;
import io.parley.people.DirectoryContract;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The directory's contract, kept by PostgreSQL. */
class PostgresDirectoryIT extends DirectoryContract {
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
    protected Directory directory() {
        return house.store.directory();
    }
}
