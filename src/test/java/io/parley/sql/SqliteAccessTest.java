package io.parley.sql;

import io.parley.people.AccessContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The contract of what ends access, kept by SQLite. */
class SqliteAccessTest extends AccessContract {
    @TempDir
    private Path folder;

    @RegisterExtension
    private final OpenHouse open = new OpenHouse(() -> House.in(folder));

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
