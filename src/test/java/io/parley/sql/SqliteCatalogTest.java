package io.parley.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The catalog's contract, kept by SQLite. */
class SqliteCatalogTest extends SqlCatalogContract {
    @TempDir
    private Path folder;

    @RegisterExtension
    private final OpenHouse open = OpenHouse.inSqlite(() -> folder);

    @Override
    House house() {
        return open.house();
    }
}
