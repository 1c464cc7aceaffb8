package io.parley.sql;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.chat.Journal;
import io.parley.people.AccessTokenRows;
import io.parley.people.Accounts;
import io.parley.people.AccountsContract;
import io.parley.people.Attempts;
import io.parley.people.Audit;
import io.parley.people.Directory;
import io.parley.people.SignInRows;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** The accounts' contract, kept by SQLite. */
class SqliteAccountsTest extends AccountsContract {
    @TempDir
    private Path folder;

    @RegisterExtension
    private final OpenHouse open = OpenHouse.inSqlite(() -> folder);

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

    /** Ten million entries are kept for a year; each hour asks which are older. */
    @Test
    void what_is_old_in_the_audit_log_is_found_by_its_time() throws SQLException {
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve("parley.db"));
        try (var connection = source.getConnection();
                var plan = connection.prepareStatement("EXPLAIN QUERY PLAN " + AuditLog.FORGET)) {
            plan.setLong(1, 1);
            try (var steps = plan.executeQuery()) {
                var words = new StringBuilder();
                while (steps.next()) {
                    words.append(steps.getString("detail")).append('\n');
                }
                assertTrue(words.toString().contains("USING COVERING INDEX audit_at (at<?)"), words.toString());
                assertFalse(words.toString().contains("SCAN"), words.toString());
            }
        }
    }
}
