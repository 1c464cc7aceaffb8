package io.parley.sql;

import io.parley.people.Accounts;
import io.parley.people.Audit;
import io.parley.people.Government;
import io.parley.people.PasskeyRows;
import io.parley.people.PasskeysContract;
import io.parley.people.SecondFactorRows;
import io.parley.people.SignInRows;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The passkeys' contract, kept by SQLite. */
class SqlitePasskeysTest extends PasskeysContract {
    @TempDir
    private Path folder;

    private House house;

    @BeforeEach
    void open() {
        house = new House(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Override
    protected PasskeyRows passkeys() {
        return house.store.passkeys();
    }

    @Override
    protected Accounts accounts() {
        return house.store.accounts();
    }

    @Override
    protected Government government() {
        return house.store.government();
    }

    @Override
    protected SignInRows signIns() {
        return house.store.signIns();
    }

    @Override
    protected SecondFactorRows factors() {
        return house.store.secondFactors();
    }

    @Override
    protected Audit audit() {
        return house.store.audit();
    }
}
