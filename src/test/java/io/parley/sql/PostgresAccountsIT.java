package io.parley.sql;

import io.parley.chat.Journal;
import io.parley.people.AccessTokenRows;
import io.parley.people.Accounts;
import io.parley.people.AccountsContract;
import io.parley.people.Attempts;
import io.parley.people.Audit;
import io.parley.people.Directory;
import io.parley.people.SignInRows;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The accounts' contract, kept by PostgreSQL. */
class PostgresAccountsIT extends AccountsContract {
    @RegisterExtension
    private final OpenHouse open = OpenHouse.inPostgres();

    @Override
    protected Accounts accounts() {
        return open.house().store.accounts();
    }

    @Override
    protected SignInRows signIns() {
        return open.house().store.signIns();
    }

    @Override
    protected AccessTokenRows accessTokens() {
        return open.house().store.accessTokens();
    }

    @Override
    protected Attempts attempts() {
        return open.house().store.attempts();
    }

    @Override
    protected Audit audit() {
        return open.house().store.audit();
    }

    @Override
    protected Directory directory() {
        return open.house().store.directory();
    }

    @Override
    protected Journal journal() {
        return open.house().store.journal();
    }

    @Override
    protected void clockIs(long millis) {
        open.house().clockIs(millis);
    }
}
