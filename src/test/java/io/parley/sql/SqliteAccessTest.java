package io.parley.sql;

import io.parley.people.AccessContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract of what gives and ends access, kept by SQLite. */
class SqliteAccessTest extends AccessContract {
    @TempDir
    private static Path folder;

    private static House house;

    @BeforeAll
    static void open() {
        house = new House(folder);
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
