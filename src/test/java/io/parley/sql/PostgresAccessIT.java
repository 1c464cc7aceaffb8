package io.parley.sql;

import io.parley.people.AccessContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract of what ends access, kept by PostgreSQL. */
class PostgresAccessIT extends AccessContract {
    @RegisterExtension
    private final OpenHouse open = OpenHouse.inPostgres();

    @Override
    protected Stores stores() {
        var store = open.house().store;
        return new Stores(store.accounts(), store.government(), store.signIns(), store.accessTokens(), store.audit());
    }

    @Override
    protected List<Map<String, Long>> touched() {
        return open.house().touched();
    }
}
