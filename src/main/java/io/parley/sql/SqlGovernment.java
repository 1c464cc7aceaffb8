package io.parley.sql;

import io.parley.people.Audit;
import io.parley.people.Government;
import io.parley.people.Profile;
import io.parley.people.Refusal;
import io.parley.people.Role;
import io.parley.people.ShownName;
import io.parley.people.SignInRows;
import io.parley.people.Trace;
import io.parley.people.Visit;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What administrators do to accounts, in a SQL database. */
final class SqlGovernment implements Government {
    private final Writer writer;
    private final Readers readers;
    private final AuditLog audit;
    private final SqlAccessTokens tokens;
    private final SqlSecondFactors factors;
    private final SqlPasskeys passkeys;
    private final InstantSource clock;

    SqlGovernment(
            Writer writer,
            Readers readers,
            AuditLog audit,
            SqlAccessTokens tokens,
            SqlSecondFactors factors,
            SqlPasskeys passkeys,
            InstantSource clock) {
        this.writer = writer;
        this.readers = readers;
        this.audit = audit;
        this.tokens = tokens;
        this.factors = factors;
        this.passkeys = passkeys;
        this.clock = clock;
    }

    /** Somebody's; of who is unknown or inactive the least. */
    static Role role(Session session, @Nullable String person) throws SQLException {
        return session.one("SELECT role FROM person WHERE id = ? AND active = 1", row -> row.getString(1), person)
                .flatMap(Role::of)
                .orElse(Role.GUEST);
    }

    @Override
    public Profile change(
            String person, @Nullable Role role, @Nullable Boolean active, @Nullable ShownName name, Trace trace) {
        return writer.within(transaction -> {
            var session = transaction.session();
            // so that two owners do not depose each other at once on two nodes
            session.update("UPDATE secret SET value = value WHERE name = 'database'");
            var before = governed(session, person, trace);
            if (role != null && !role.wireName().equals(before.role())) {
                promote(session, before, role, trace);
            }
            if (active != null && active == (before.inactive() != null)) {
                activate(session, before, active, trace);
            }
            if (name != null && !name.text().equals(before.name())) {
                rename(session, before, name, trace);
            }
            requireAnOwner(session);
            transaction.show(person);
            return SqlAccounts.profile(session, person).orElseThrow();
        });
    }

    /** Somebody with an account whom the doer governs. */
    private static Profile governed(Session session, String person, Trace trace) throws SQLException {
        var profile = SqlAccounts.profile(session, person)
                .filter(found -> found.handle() != null)
                .orElseThrow(() -> new Refusal(Refusal.Code.NO_PERSON, "There is nobody with an account of that id."));
        if (!role(session, trace.person()).governs(Role.of(profile.role()).orElseThrow())) {
            throw new Refusal(Refusal.Code.FORBIDDEN, "Only owners may do that to administrators and owners.");
        }
        return profile;
    }

    private void promote(Session session, Profile before, Role role, Trace trace) throws SQLException {
        if (!role(session, trace.person()).grants(role)) {
            throw new Refusal(Refusal.Code.FORBIDDEN, "role: only what you are yourself, or less, can be given");
        }
        session.update("UPDATE person SET role = ? WHERE id = ?", role.wireName(), before.id());
        audit.write(session, Audit.Kind.ROLE_CHANGED, trace, before.id(), before.role() + " to " + role.wireName());
    }

    private void activate(Session session, Profile before, boolean active, Trace trace) throws SQLException {
        session.update("UPDATE person SET active = ? WHERE id = ?", active ? 1 : 0, before.id());
        if (!active) {
            SqlSignIns.end(session, before.id(), SignInRows.Choice.all());
            session.update("DELETE FROM reset WHERE person = ?", before.id());
        }
        audit.write(session, active ? Audit.Kind.ACTIVATED : Audit.Kind.DEACTIVATED, trace, before.id(), null);
        if (!active) {
            tokens.endAll(session, before.id(), trace);
        }
    }

    private void rename(Session session, Profile before, ShownName name, Trace trace) throws SQLException {
        SqlAccounts.requireFreeName(session, before.id(), name);
        session.update(
                "UPDATE person SET name = ?, skeleton = ?, sought = ? WHERE id = ?",
                name.text(),
                name.skeleton(),
                SqlAccounts.sought(name.text(), String.valueOf(before.handle())),
                before.id());
        audit.write(session, Audit.Kind.RENAMED, trace, before.id(), before.name() + " to " + name.text());
    }

    private static void requireAnOwner(Session session) throws SQLException {
        if (session.one("SELECT 1 FROM person WHERE role = 'owner' AND active = 1 LIMIT 1", row -> 1)
                .isEmpty()) {
            throw new Refusal(Refusal.Code.CONFLICT, "There has to be an owner: make somebody else one first.");
        }
    }

    @Override
    public void offerReset(String person, byte[] token, long expires, Trace trace) {
        var unused = writer.await(session -> {
            if (governed(session, person, trace).inactive() != null) {
                throw new Refusal(Refusal.Code.CONFLICT, "Who is deactivated cannot sign in: activate him first.");
            }
            session.update("DELETE FROM reset WHERE person = ?", person);
            session.update("INSERT INTO reset (person, sha256, expires) VALUES (?, ?, ?)", person, token, expires);
            audit.write(session, Audit.Kind.PASSWORD_RESET_OFFERED, trace, person, null);
            return true;
        });
    }

    @Override
    public Optional<String> offered(byte[] token) {
        return readers.read(
                handle -> handle.createQuery("SELECT person FROM reset WHERE sha256 = :token AND expires > :now")
                        .bind("token", token)
                        .bind("now", clock.millis())
                        .mapTo(String.class)
                        .findOne());
    }

    @Override
    public void reset(byte[] token, String hash, Visit visit) {
        var unused = writer.within(transaction -> {
            var session = transaction.session();
            var person = session.one(
                            "DELETE FROM reset WHERE sha256 = ? AND expires > ? RETURNING person",
                            row -> row.getString(1),
                            token,
                            clock.millis())
                    .orElseThrow(SqlInvites::gone);
            SqlAccounts.keepHash(session, person, hash, clock.millis());
            SqlSignIns.end(session, person, SignInRows.Choice.all());
            audit.write(session, Audit.Kind.PASSWORD_RESET, visit.trace(), person, null);
            tokens.endAll(session, person, visit.trace());
            passkeys.endAll(session, person, visit.trace());
            transaction.touch(person);
            return true;
        });
    }

    @Override
    public void removeSecondFactor(String person, Trace trace) {
        var unused = writer.within(transaction -> {
            if (person.equals(trace.person())) {
                throw new Refusal(
                        Refusal.Code.FORBIDDEN,
                        "Your own second factor is removed in your settings, with your password.");
            }
            var unusedToo = governed(transaction.session(), person, trace);
            return factors.end(transaction, person, trace);
        });
    }

    @Override
    public int signOut(String person, Trace trace) {
        return writer.within(transaction -> {
            var session = transaction.session();
            var unused = governed(session, person, trace);
            var ended = SqlSignIns.end(session, person, SignInRows.Choice.all());
            audit.write(session, Audit.Kind.SIGN_IN_REVOKED, trace, person, AuditLog.counted(ended, "sign-in"));
            transaction.touch(person);
            return ended;
        });
    }
}
