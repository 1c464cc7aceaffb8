package io.parley.sql;

import io.parley.people.Accounts;
import io.parley.people.Audit;
import io.parley.people.Government;
import io.parley.people.PasskeyRows;
import io.parley.people.PasskeysContract;
import io.parley.people.SecondFactorRows;
import io.parley.people.SignInRows;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The passkeys' contract, kept by PostgreSQL. */
class PostgresPasskeysIT extends PasskeysContract {
    @RegisterExtension
    private final OpenHouse open = OpenHouse.inPostgres();

    @Override
    protected PasskeyRows passkeys() {
        return open.house().store.passkeys();
    }

    @Override
    protected Accounts accounts() {
        return open.house().store.accounts();
    }

    @Override
    protected Government government() {
        return open.house().store.government();
    }

    @Override
    protected SignInRows signIns() {
        return open.house().store.signIns();
    }

    @Override
    protected SecondFactorRows factors() {
        return open.house().store.secondFactors();
    }

    @Override
    protected Audit audit() {
        return open.house().store.audit();
    }
}
