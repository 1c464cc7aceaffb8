package io.parley.sql;

import java.sql.SQLException;

/** When PostgreSQL fails. */
class PostgresFailingIT extends FailingStoreContract {
    @Override
    Database database() throws SQLException {
        return PostgresServer.shared().database(PostgresServer.shared().schema());
    }
}
