package io.parley.sql;

import io.parley.people.Audit;
import io.parley.people.Ceremonies;
import io.parley.people.PasskeyRows;
import io.parley.people.Refusal;
import io.parley.people.Trace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Passkeys in a SQL database, and what is asked of them. */
final class SqlPasskeys implements PasskeyRows {
    /** Unanswered, of one person who adds a passkey: he has turned from the earlier ones. */
    private static final int OF_PERSON = 5;
    /** Unanswered, of one network: a company behind one address, each of whose people opens the page. */
    private static final int OF_NETWORK = 1_000;
    /** Unanswered at all: some MiB. */
    private static final int OF_ALL = 20_000;

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

    @Override
    public void ask(Challenge challenge, long now) {
        var unused = writer.await(session -> {
            session.update("DELETE FROM challenge WHERE expires <= ?", now);
            if (challenge.person() == null) {
                checkRoom(session, challenge.network());
            } else {
                session.update(
                        "DELETE FROM challenge WHERE person = ? AND sha256 NOT IN"
                                + " (SELECT sha256 FROM challenge WHERE person = ? ORDER BY expires DESC LIMIT ?)",
                        challenge.person(),
                        challenge.person(),
                        OF_PERSON - 1);
            }
            return session.update(
                    "INSERT INTO challenge (sha256, person, network, expires) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    challenge.digest(),
                    challenge.person(),
                    challenge.network(),
                    challenge.expires());
        });
    }

    private static void checkRoom(Session session, String network) throws SQLException {
        if (count(session, "SELECT COUNT(*) FROM challenge WHERE network = ? AND person IS NULL", network)
                >= OF_NETWORK) {
            throw Refusal.slowDown(Duration.ofMinutes(1));
        }
        if (count(session, "SELECT COUNT(*) FROM challenge") >= OF_ALL) {
            throw new Refusal(
                    Refusal.Code.BUSY, "Too many want to sign in by a passkey. Try again, or use the password.");
        }
    }

    private static int count(Session session, String sql, @Nullable Object... arguments) throws SQLException {
        return session.one(sql, row -> row.getInt(1), arguments).orElse(0);
    }

    @Override
    public Optional<Challenge> answered(byte[] digest, long now) {
        return writer.await(session -> {
            var found = session.one(
                    "SELECT person, network, expires FROM challenge WHERE sha256 = ? AND expires > ?",
                    row -> new Challenge(digest, row.getString(1), row.getString(2), row.getLong(3)),
                    digest,
                    now);
            // another node may take it at the same moment: one of the two deletes it
            return session.update("DELETE FROM challenge WHERE sha256 = ?", digest) == 1 ? found : Optional.empty();
        });
    }

    @Override
    public void begin(Row row, int most, Trace trace) {
        var unused = writer.within(transaction -> {
            var session = transaction.session();
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
    public boolean used(String id, long counter, long now) {
        // the same once more, where it is unknown whether it was committed: at one moment there is one answer to a
        // challenge
        return writer.await(session -> session.update(
                        "UPDATE passkey SET counter = ?, seen = ? WHERE id = ?"
                                + " AND (counter < ? OR (counter = 0 AND ? = 0) OR (counter = ? AND seen = ?))",
                        counter,
                        now,
                        id,
                        counter,
                        counter,
                        counter,
                        now))
                == 1;
    }

    @Override
    public int rename(String person, String id, String name) {
        return writer.await(
                session -> session.update("UPDATE passkey SET name = ? WHERE person = ? AND id = ?", name, person, id));
    }

    @Override
    public int end(String person, String id, Trace trace) {
        return writer.await(session -> {
            var ended = session.update("DELETE FROM passkey WHERE person = ? AND id = ?", person, id);
            if (ended > 0) {
                audit.write(session, Audit.Kind.PASSKEY_REMOVED, trace, person, null);
            }
            return ended;
        });
    }

    /** All of a person's, in the transaction that gives his account back to him. */
    void endAll(Session session, String person, Trace trace) throws SQLException {
        var ended = session.update("DELETE FROM passkey WHERE person = ?", person);
        if (ended > 0) {
            audit.write(session, Audit.Kind.PASSKEY_REMOVED, trace, person, ended + " passkeys");
        }
    }

    @Override
    public void sweep(long now) {
        var unused = writer.await(session -> session.update("DELETE FROM challenge WHERE expires <= ?", now));
    }
}
