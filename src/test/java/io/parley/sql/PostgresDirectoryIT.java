package io.parley.sql;

import io.parley.people.Directory;
import io.parley.people.DirectoryContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The directory's contract, kept by PostgreSQL. */
class PostgresDirectoryIT extends DirectoryContract {
    @RegisterExtension
    private final OpenHouse open = OpenHouse.inPostgres();

    @Override
    protected Directory directory() {
        return open.house().store.directory();
    }
}
