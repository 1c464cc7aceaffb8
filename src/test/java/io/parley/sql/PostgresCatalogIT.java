package io.parley.sql;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The catalog's contract, kept by PostgreSQL. */
class PostgresCatalogIT extends SqlCatalogContract {
    @RegisterExtension
    private final OpenHouse open = OpenHouse.inPostgres();

    @Override
    House house() {
        return open.house();
    }
}
