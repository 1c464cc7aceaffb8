package io.parley.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.it.Await;
import io.parley.people.AccountsContract;
import io.parley.people.Ceremonies;
import io.parley.people.Maker;
import io.parley.people.PasskeyRows;
import io.parley.people.SecondFactor;
import io.parley.people.SignInRows;
import io.parley.people.Tokens;
import io.parley.people.Trace;
import io.parley.people.Visit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Two nodes on one PostgreSQL remove somebody's last two passkeys at the same moment. */
class PostgresLastPasskeysIT {
    private static final Visit VISIT = new Visit("192.0.2.1", "Firefox on Linux");
    private static final Trace ANN = VISIT.trace("id-ann");
    private static final PostgresServer SERVER = PostgresServer.shared();

    /** ASVS 5.0, 6.3.3. */
    @Test
    void of_the_last_two_passkeys_removed_at_once_none_counts_any_more() throws Exception {
        var schema = SERVER.schema();
        try (var here = new House(SERVER.database(schema));
                var there = SERVER.connect()) {
            comesWithTwo(here.store);
            there.setSchema(schema);
            there.setAutoCommit(false);
            run(there, "UPDATE person SET active = active WHERE id = 'id-ann'");
            run(there, "DELETE FROM passkey WHERE id = 'k1'");
            var ending =
                    CompletableFuture.supplyAsync(() -> here.store.passkeys().end("id-ann", "k2", ANN));
            Await.until(() -> "neither ended nor waiting", () -> ending.isDone() || somebodyWaits(schema));
            there.commit();

            assertEquals(1, ending.join());
            var demanded = new SignInRows.Bounds(950, 500, SecondFactor.REQUIRED);
            assertEquals(Set.of(), here.store.signIns().standing(Set.of("s1"), demanded));
        }
    }

    /** By one of them. */
    private static void comesWithTwo(SqlStore store) {
        var unused = store.accounts().setupCode();
        store.accounts().setUp(AccountsContract.account("ann"), VISIT);
        var hash = store.accounts().credentialOf("id-ann").orElseThrow().hash();
        var signIn = new SignInRows.Row("s1", "id-ann", "Firefox", "192.0.2.1", 100, 900, Long.MAX_VALUE);
        store.signIns().begin(signIn, Tokens.digest("s1"), SignInRows.Shown.PASSWORD, "password", hash);
        for (var id : new String[] {"k1", "k2"}) {
            var kept = new Ceremonies.Kept(Tokens.digest(id), Tokens.digest("key of " + id), 7);
            var row = new PasskeyRows.Row(id, "id-ann", "chat.example.org", kept, Set.of("usb"), id, 900, null);
            var answer = new PasskeyRows.Answer(Tokens.digest("for " + id), 2_000, id);
            store.passkeys().begin(row, answer, new Maker("s1", hash), 2, ANN);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            assertEquals(1, statement.executeUpdate(sql), sql);
        }
    }

    /** For a row of that schema; others have schemas of their own. */
    private static boolean somebodyWaits(String schema) throws SQLException {
        try (var looking = SERVER.connect();
                var statement = looking.prepareStatement("SELECT 1 FROM pg_locks AS waiting"
                        + " JOIN pg_locks AS held ON held.pid = waiting.pid AND held.locktype = 'relation'"
                        + " WHERE NOT waiting.granted AND held.relation = (? || '.person')::regclass")) {
            statement.setString(1, schema);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
