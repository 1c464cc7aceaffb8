package io.parley.sql;

import io.parley.chat.Journal;
import io.parley.people.AccessTokenRows;
import io.parley.people.Accounts;
import io.parley.people.AccountsContract;
import io.parley.people.Attempts;
import io.parley.people.Audit;
import io.parley.people.Directory;
import io.parley.people.SignInRows;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The accounts' contract, kept by PostgreSQL. */
class PostgresAccountsIT extends AccountsContract {

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
    protected Accounts accounts() {
        return house.store.accounts();
    }

    @Override
    protected SignInRows signIns() {
        return house.store.signIns();
    }

    @Override
    protected AccessTokenRows accessTokens() {
        return house.store.accessTokens();
    }

    @Override
    protected Attempts attempts() {
        return house.store.attempts();
    }

    @Override
    protected Audit audit() {
        return house.store.audit();
    }

    @Override
    protected Directory directory() {
        return house.store.directory();
    }

    @Override
    protected Journal journal() {
        return house.store.journal();
    }

    @Override
    protected void clockIs(long millis) {
        house.clockIs(millis);
    }
}
