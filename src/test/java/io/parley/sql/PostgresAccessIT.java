package io.parley.sql;

import io.parley.people.AccessContract;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract of what gives and ends access, kept by PostgreSQL. */
class PostgresAccessIT extends AccessContract {
    private static House house;

    @BeforeAll
    static void open() throws SQLException {
        house = new House(
                PostgresServer.shared().database(PostgresServer.shared().schema()));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Override
    protected Stores stores() {
        var store = house.store;
        return new Stores(
                store.accounts(),
                store.government(),
                store.signIns(),
                store.accessTokens(),
                store.secondFactors(),
                store.audit());
    }

    @Override
    protected List<Map<String, Long>> touched() {
        return house.touched();
    }
}
