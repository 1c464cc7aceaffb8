package io.parley.sql;

import io.parley.people.AccessTokenRows;
import io.parley.people.Audit;
import io.parley.people.Refusal;
import io.parley.people.Scope;
import io.parley.people.SecondFactor;
import io.parley.people.SignInRows;
import io.parley.people.SignedIn;
import io.parley.people.Trace;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Access tokens in a SQL database. */
final class SqlAccessTokens implements AccessTokenRows {
    private final Writer writer;
    private final Readers readers;
    private final AuditLog audit;

    SqlAccessTokens(Writer writer, Readers readers, AuditLog audit) {
        this.writer = writer;
        this.readers = readers;
        this.audit = audit;
    }

    @Override
    public void begin(Row row, byte[] token, int most, Trace trace) {
        var unused = writer.within(transaction -> {
            var session = transaction.session();
            var good = session.one(
                            "SELECT COUNT(*) FROM access_token WHERE person = ? AND expires > ? AND id <> ?",
                            found -> found.getInt(1),
                            row.person(),
                            row.created(),
                            row.id())
                    .orElse(0);
            if (good >= most) {
                throw new Refusal(
                        Refusal.Code.CONFLICT, "You have " + good + " tokens; revoke one before you make another.");
            }
            var begun = session.update(
                    "INSERT INTO access_token (id, sha256, person, name, scopes, created, expires)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    row.id(),
                    token,
                    row.person(),
                    row.name(),
                    text(row.scopes()),
                    row.created(),
                    row.expires());
            if (begun == 1) {
                audit.write(session, Audit.Kind.TOKEN_MADE, trace, row.person(), text(row.scopes()));
            }
            return begun;
        });
    }

    @Override
    public Optional<SignInRows.Found> by(byte[] token, long now, SecondFactor demanded) {
        return readers.read(handle -> handle.createQuery("SELECT t.id AS token, t.scopes, t.seen, "
                        + Rows.EQUIPPED + " AS equipped, " + Rows.PERSON
                        + " FROM access_token AS t JOIN person AS p ON p.id = t.person"
                        + " WHERE t.sha256 = :token AND t.expires > :now AND p.active = 1")
                .bind("token", token)
                .bind("now", now)
                .map((row, context) -> new SignInRows.Found(
                        Rows.visitor(
                                new SignedIn(Rows.person(row), row.getString("token"), scopes(row.getString("scopes"))),
                                row,
                                demanded,
                                row.getInt("equipped") == 1),
                        row.getLong("seen")))
                .findOne());
    }

    @Override
    public List<Row> of(String person, long now) {
        return readers.read(handle -> handle.createQuery(
                        "SELECT id, person, name, scopes, created, seen, expires FROM access_token"
                                + " WHERE person = :person AND expires > :now ORDER BY created DESC, id")
                .bind("person", person)
                .bind("now", now)
                .map((row, context) -> new Row(
                        row.getString("id"),
                        row.getString("person"),
                        String.valueOf(Escaped.text(row.getString("name"))),
                        scopes(row.getString("scopes")),
                        row.getLong("created"),
                        row.getLong("seen") == 0 ? null : row.getLong("seen"),
                        row.getLong("expires")))
                .list());
    }

    @Override
    public int end(String person, String id, Trace trace) {
        return writer.within(transaction -> {
            var ended =
                    transaction.session().update("DELETE FROM access_token WHERE person = ? AND id = ?", person, id);
            if (ended > 0) {
                audit.write(transaction.session(), Audit.Kind.TOKEN_REVOKED, trace, person, null);
                transaction.touch(person);
            }
            return ended;
        });
    }

    /** All of a person's, in the transaction that ends his access; whoever calls it {@link Transaction#touch}es him. */
    void endAll(Session session, String person, Trace trace) throws SQLException {
        var ended = session.update("DELETE FROM access_token WHERE person = ?", person);
        if (ended > 0) {
            audit.write(session, Audit.Kind.TOKEN_REVOKED, trace, person, AuditLog.counted(ended, "token"));
        }
    }

    private static String text(Set<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::wireName).collect(Collectors.joining(" "));
    }

    private static Set<Scope> scopes(String text) {
        return Arrays.stream(text.split(" "))
                .flatMap(name -> Scope.of(name).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
