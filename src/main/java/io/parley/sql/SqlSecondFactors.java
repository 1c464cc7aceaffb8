package io.parley.sql;

import io.parley.people.Audit;
import io.parley.people.Maker;
import io.parley.people.Refusal;
import io.parley.people.SecondFactorRows;
import io.parley.people.SignInRows;
import io.parley.people.Trace;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Second factors in a SQL database. */
final class SqlSecondFactors implements SecondFactorRows {
    private final Writer writer;
    private final Readers readers;
    private final AuditLog audit;

    SqlSecondFactors(Writer writer, Readers readers, AuditLog audit) {
        this.writer = writer;
        this.readers = readers;
        this.audit = audit;
    }

    @Override
    public void offer(String person, byte[] secret, Maker maker) {
        var unused = writer.await(session -> {
            requireSame(session, person, maker);
            var offered = session.update(
                    "INSERT INTO totp (person, secret) VALUES (?, ?) ON CONFLICT (person)"
                            + " DO UPDATE SET secret = excluded.secret WHERE totp.step IS NULL",
                    person,
                    secret);
            if (offered == 0) {
                throw new Refusal(Refusal.Code.CONFLICT, "You have an authenticator app already: remove it first.");
            }
            return offered;
        });
    }

    /** What throws somebody out ends what he is adding too: whoever adds it may be the one who is thrown out. */
    private static void requireSame(Session session, String person, Maker maker) throws SQLException {
        if (!SqlSignIns.stands(session, person, maker.hash()) || !SqlSignIns.holds(session, maker.signIn())) {
            throw new Refusal(
                    Refusal.Code.EXPIRED,
                    "Your password was changed, or you were signed out, meanwhile. Begin once more.");
        }
    }

    /** Whoever changes the password has it changed in that session already: what is offered after that is by the new one. */
    static void withdraw(Session session, String person) throws SQLException {
        session.update("DELETE FROM totp WHERE person = ? AND step IS NULL", person);
    }

    @Override
    public Optional<App> app(String person) {
        return readers.read(handle -> handle.createQuery("SELECT secret, step FROM totp WHERE person = :person")
                .bind("person", person)
                .map((row, context) -> new App(row.getBytes(1), Rows.number(row, "step") != null))
                .findOne());
    }

    @Override
    public int codesLeft(String person) {
        return readers.read(handle -> handle.createQuery(
                        "SELECT COUNT(*) FROM recovery_code WHERE person = :person AND attempt IS NULL")
                .bind("person", person)
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public void confirm(String person, byte[] secret, long step, List<byte[]> codes, Maker maker, Trace trace) {
        var unused = writer.await(session -> {
            requireSame(session, person, maker);
            if (session.update(
                            "UPDATE totp SET step = ? WHERE person = ? AND secret = ? AND step IS NULL",
                            step,
                            person,
                            secret)
                    == 1) {
                keep(session, person, codes);
                SqlSignIns.shows(session, maker.signIn(), SignInRows.Shown.CODE);
                audit.write(session, Audit.Kind.SECOND_FACTOR_ADDED, trace, person, null);
            } else if (session.one(
                            "SELECT 1 FROM totp WHERE person = ? AND secret = ? AND step = ?",
                            row -> 1,
                            person,
                            secret,
                            step)
                    .isEmpty()) {
                throw new Refusal(
                        Refusal.Code.CONFLICT, "This app is not the one that was offered last: begin once more.");
            }
            return true;
        });
    }

    private static void keep(Session session, String person, List<byte[]> codes) throws SQLException {
        session.update("DELETE FROM recovery_code WHERE person = ?", person);
        for (var code : codes) {
            session.update("INSERT INTO recovery_code (person, sha256) VALUES (?, ?)", person, code);
        }
    }

    @Override
    public boolean take(String person, long step, String attempt) {
        return writer.await(session -> session.update(
                        "UPDATE totp SET step = ?, attempt = ? WHERE person = ? AND (step < ? OR (step = ? AND attempt = ?))",
                        step,
                        attempt,
                        person,
                        step,
                        step,
                        attempt)
                == 1);
    }

    @Override
    public boolean use(String person, byte[] digest, String attempt, Trace trace) {
        return writer.await(session -> {
            var used = session.update(
                    "UPDATE recovery_code SET attempt = ? WHERE person = ? AND sha256 = ? AND attempt IS NULL",
                    attempt,
                    person,
                    digest);
            if (used == 1) {
                audit.write(session, Audit.Kind.RECOVERY_CODE_USED, trace, person, null);
                return true;
            }
            return session.one(
                            "SELECT 1 FROM recovery_code WHERE person = ? AND sha256 = ? AND attempt = ?",
                            row -> 1,
                            person,
                            digest,
                            attempt)
                    .isPresent();
        });
    }

    @Override
    public void renew(String person, List<byte[]> codes, Trace trace) {
        var unused = writer.await(session -> {
            if (session.one("SELECT 1 FROM totp WHERE person = ? AND step IS NOT NULL", row -> 1, person)
                    .isEmpty()) {
                throw new Refusal(Refusal.Code.CONFLICT, "You have no authenticator app: add one first.");
            }
            keep(session, person, codes);
            audit.write(session, Audit.Kind.RECOVERY_CODES_RENEWED, trace, person, null);
            return true;
        });
    }

    @Override
    public boolean end(String person, Trace trace) {
        return writer.within(transaction -> end(transaction, person, trace));
    }

    /** In a transaction of somebody else's. */
    boolean end(Transaction transaction, String person, Trace trace) throws SQLException {
        var session = transaction.session();
        session.update("DELETE FROM recovery_code WHERE person = ?", person);
        withdraw(session, person);
        var ended = session.update("DELETE FROM totp WHERE person = ?", person) == 1;
        if (ended) {
            SqlSignIns.unshow(session, person, SignInRows.Shown.CODE);
            transaction.touch(person);
            audit.write(session, Audit.Kind.SECOND_FACTOR_REMOVED, trace, person, null);
        }
        return ended;
    }
}
