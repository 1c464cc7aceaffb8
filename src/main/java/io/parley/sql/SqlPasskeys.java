package io.parley.sql;

import io.parley.people.Audit;
import io.parley.people.Ceremonies;
import io.parley.people.Maker;
import io.parley.people.PasskeyRows;
import io.parley.people.Refusal;
import io.parley.people.SignInRows;
import io.parley.people.Trace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Passkeys in a SQL database, and what was answered by them. */
final class SqlPasskeys implements PasskeyRows {
    private static final String COLUMNS =
            "k.id, k.person, k.host, k.credential, k.public_key, k.counter, k.transports, k.name, k.created, k.seen";

    private final Writer writer;
    private final Readers readers;
    private final AuditLog audit;

    SqlPasskeys(Writer writer, Readers readers, AuditLog audit) {
        this.writer = writer;
        this.readers = readers;
        this.audit = audit;
    }

    private static int count(Session session, String sql, @Nullable Object... arguments) throws SQLException {
        return session.one(sql, row -> row.getInt(1), arguments).orElse(0);
    }

    /** Whether it is the first, on whatever node: of two at once, one waits for the other. */
    private static boolean first(Session session, Answer answer) throws SQLException {
        return session.update(
                                "INSERT INTO challenge (sha256, expires, attempt) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                                answer.digest(),
                                answer.expires(),
                                answer.attempt())
                        == 1
                || session.one(
                                "SELECT 1 FROM challenge WHERE sha256 = ? AND attempt = ?",
                                row -> 1,
                                answer.digest(),
                                answer.attempt())
                        .isPresent();
    }

    @Override
    public void begin(Row row, Answer answer, Maker maker, int most, Trace trace) {
        var unused = writer.within(transaction -> {
            var session = transaction.session();
            if (!SqlSignIns.stands(session, row.person(), maker.hash())
                    || !SqlSignIns.holds(session, maker.signIn())
                    || !first(session, answer)) {
                throw new Refusal(
                        Refusal.Code.EXPIRED,
                        "That was answered before, or your password was changed, or you were signed out, meanwhile. Try again.");
            }
            var has =
                    count(session, "SELECT COUNT(*) FROM passkey WHERE person = ? AND id <> ?", row.person(), row.id());
            if (has >= most) {
                throw new Refusal(
                        Refusal.Code.CONFLICT, "You have " + has + " passkeys; remove one before you add another.");
            }
            var credential = row.kept().credential();
            if (count(session, "SELECT COUNT(*) FROM passkey WHERE credential = ? AND id <> ?", credential, row.id())
                    > 0) {
                throw new Refusal(Refusal.Code.CONFLICT, "This passkey is here already.");
            }
            var begun = session.update(
                    "INSERT INTO passkey (id, person, host, credential, public_key, counter, transports, name, created)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    row.id(),
                    row.person(),
                    row.host(),
                    credential,
                    row.kept().key(),
                    row.kept().counter(),
                    row.transports().stream().sorted().collect(Collectors.joining(" ")),
                    row.name(),
                    row.created());
            if (begun == 1) {
                SqlSignIns.shows(session, maker.signIn(), SignInRows.Shown.PASSKEY);
                audit.write(session, Audit.Kind.PASSKEY_ADDED, trace, row.person(), row.host());
            }
            return begun;
        });
    }

    @Override
    public Optional<Found> by(byte[] credential) {
        return readers.read(handle -> handle.createQuery(
                        "SELECT " + COLUMNS
                                + ", p.active FROM passkey AS k JOIN person AS p ON p.id = k.person WHERE k.credential = :credential")
                .bind("credential", credential)
                .map((row, context) -> new Found(read(row), row.getInt("active") == 1))
                .findOne());
    }

    @Override
    public List<Row> of(String person) {
        return readers.read(handle -> handle.createQuery("SELECT " + COLUMNS
                        + " FROM passkey AS k WHERE k.person = :person ORDER BY k.created DESC, k.id")
                .bind("person", person)
                .map((row, context) -> read(row))
                .list());
    }

    private static Row read(ResultSet row) throws SQLException {
        var transports = row.getString("transports");
        return new Row(
                row.getString("id"),
                row.getString("person"),
                row.getString("host"),
                new Ceremonies.Kept(row.getBytes("credential"), row.getBytes("public_key"), row.getLong("counter")),
                transports.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(transports.split(" "))),
                String.valueOf(Escaped.text(row.getString("name"))),
                row.getLong("created"),
                row.getLong("seen") == 0 ? null : row.getLong("seen"));
    }

    @Override
    public Use used(String id, long counter, Answer answer, long now) {
        return writer.await(session -> {
            if (!first(session, answer)) {
                return Use.AGAIN;
            }
            // the same once more, where it is unknown whether it was committed: at one moment there is one answer
            var used = session.update(
                    "UPDATE passkey SET counter = ?, seen = ? WHERE id = ?"
                            + " AND (counter < ? OR (counter = 0 AND ? = 0) OR (counter = ? AND seen = ?))",
                    counter,
                    now,
                    id,
                    counter,
                    counter,
                    counter,
                    now);
            return used == 1 ? Use.RIGHT : Use.COUNTER;
        });
    }

    @Override
    public boolean answered(byte[] digest) {
        return readers.read(handle -> handle.createQuery("SELECT 1 FROM challenge WHERE sha256 = :digest")
                .bind("digest", digest)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    @Override
    public int rename(String person, String id, String name) {
        return writer.await(
                session -> session.update("UPDATE passkey SET name = ? WHERE person = ? AND id = ?", name, person, id));
    }

    @Override
    public int end(String person, String id, Trace trace) {
        return writer.within(transaction -> {
            var session = transaction.session();
            // of two nodes that remove his last two at once, the later one is to see that none is left
            SqlSignIns.hold(session, person);
            var ended = session.update("DELETE FROM passkey WHERE person = ? AND id = ?", person, id);
            if (ended > 0) {
                audit.write(session, Audit.Kind.PASSKEY_REMOVED, trace, person, null);
            }
            if (ended > 0 && count(session, "SELECT COUNT(*) FROM passkey WHERE person = ?", person) == 0) {
                SqlSignIns.unshow(session, person, SignInRows.Shown.PASSKEY);
                transaction.touch(person);
            }
            return ended;
        });
    }

    /** All of a person's, in the transaction of what changes his password; whoever calls it {@link Transaction#touch}es him. */
    void endAll(Session session, String person, Trace trace) throws SQLException {
        var ended = session.update("DELETE FROM passkey WHERE person = ?", person);
        if (ended > 0) {
            SqlSignIns.unshow(session, person, SignInRows.Shown.PASSKEY);
            audit.write(session, Audit.Kind.PASSKEY_REMOVED, trace, person, AuditLog.counted(ended, "passkey"));
        }
    }

    @Override
    public void sweep(long now) {
        var unused = writer.await(session -> session.update("DELETE FROM challenge WHERE expires <= ?", now));
    }
}
