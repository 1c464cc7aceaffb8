package io.parley.sql;

import java.sql.SQLException;

/** When PostgreSQL fails. */
class PostgresFailingIT extends FailingStoreContract {
    @Override
    Database database() throws SQLException {
        return ReadyPostgres.shared();
    }
}
