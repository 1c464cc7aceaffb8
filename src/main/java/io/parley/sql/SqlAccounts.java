package io.parley.sql;

import io.parley.people.Accounts;
import io.parley.people.Audit;
import io.parley.people.Details;
import io.parley.people.NewAccount;
import io.parley.people.Profile;
import io.parley.people.Refusal;
import io.parley.people.Role;
import io.parley.people.ShownName;
import io.parley.people.SignInRows;
import io.parley.people.Trace;
import io.parley.people.Visit;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Accounts in a SQL database. */
final class SqlAccounts implements Accounts {
    private static final String OWNED = "SELECT 1 FROM person WHERE role = 'owner' LIMIT 1";
    private static final String CODE = "SELECT value FROM secret WHERE name = 'setup'";

    private final Writer writer;
    private final Readers readers;
    private final AuditLog audit;
    private final SqlAccessTokens tokens;
    private final SqlPasskeys passkeys;
    private final Marks marks;
    private final InstantSource clock;

    /** @param marks used on the writer's thread only */
    SqlAccounts(
            Writer writer,
            Readers readers,
            AuditLog audit,
            SqlAccessTokens tokens,
            SqlPasskeys passkeys,
            Marks marks,
            InstantSource clock) {
        this.writer = writer;
        this.readers = readers;
        this.audit = audit;
        this.tokens = tokens;
        this.passkeys = passkeys;
        this.marks = marks;
        this.clock = clock;
    }

    @Override
    public boolean owned() {
        return readers.read(handle ->
                handle.createQuery(OWNED).mapTo(Integer.class).findOne().isPresent());
    }

    @Override
    public String setupCode() {
        return readers.read(SqlAccounts::code).orElseGet(() -> writer.await(this::makeCode));
    }

    private static Optional<String> code(Handle handle) {
        return handle.createQuery(CODE).mapTo(byte[].class).findOne().map(SqlAccounts::text);
    }

    /** Another node may have made it since. */
    private String makeCode(Session session) throws SQLException {
        session.update("INSERT INTO secret (name, value) VALUES ('setup', ?) ON CONFLICT (name) DO NOTHING", (Object)
                marks.code().getBytes(StandardCharsets.UTF_8));
        return session.one(CODE, row -> text(row.getBytes(1))).orElseThrow();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void namesAreEnough(boolean yes) {
        var unused = writer.await(session -> session.update(
                "UPDATE person SET active = ? WHERE handle IS NULL AND active <> ?", yes ? 1 : 0, yes ? 1 : 0));
    }

    @Override
    public Profile setUp(NewAccount owner, Visit visit) {
        return writer.within(transaction -> {
            var session = transaction.session();
            var made = profile(session, owner.id());
            if (made.isPresent()) {
                return made.get();
            }
            // of nodes that do it at once, one finds the code
            if (session.one(OWNED, row -> 1).isPresent()
                    || session.update("DELETE FROM secret WHERE name = 'setup'") == 0) {
                throw new Refusal(Refusal.Code.CONFLICT, "This Parley is set up already. Sign in.");
            }
            return make(transaction, owner, Role.OWNER, Audit.Kind.SET_UP, visit.trace(owner.id()));
        });
    }

    @Override
    public Profile register(NewAccount account, Visit visit) {
        return writer.within(transaction -> {
            var session = transaction.session();
            var made = profile(session, account.id());
            if (made.isPresent()) {
                return made.get();
            }
            if (session.one(OWNED, row -> 1).isEmpty()) {
                throw new Refusal(Refusal.Code.FORBIDDEN, "This Parley is not set up yet.");
            }
            return make(transaction, account, Role.MEMBER, Audit.Kind.REGISTERED, visit.trace(account.id()));
        });
    }

    /** Everything but what the way to it asks for. */
    Profile make(Transaction transaction, NewAccount account, Role role, Audit.Kind kind, Trace trace)
            throws SQLException {
        var session = transaction.session();
        var email = account.email() == null ? null : account.email().text();
        var now = clock.millis();
        var made = session.update(
                "INSERT INTO person (id, name, handle, skeleton, email, sought, role, created)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                account.id(),
                account.name().text(),
                account.handle().text(),
                account.name().skeleton(),
                email,
                sought(account.name().text(), account.handle().text()),
                role.wireName(),
                now);
        if (made == 0) {
            throw taken(session, account);
        }
        keepHash(session, account.id(), account.hash(), now);
        if (role != Role.GUEST) {
            ChannelChanges.begin(session, account.id(), now);
        }
        audit.write(session, kind, trace, account.id(), role.wireName());
        return profile(session, account.id()).orElseThrow();
    }

    /** What was begun by the old one, and is not asked for yet, goes. */
    static void keepHash(Session session, String person, String hash, long now) throws SQLException {
        session.update(
                "INSERT INTO credential (person, hash, changed) VALUES (?, ?, ?) ON CONFLICT (person)"
                        + " DO UPDATE SET hash = excluded.hash, changed = excluded.changed",
                person,
                hash,
                now);
        SqlSecondFactors.withdraw(session, person);
    }

    @Override
    public Profile change(String person, Details details, Trace trace) {
        return writer.within(transaction -> {
            var session = transaction.session();
            var before = profile(session, person)
                    .filter(found -> found.handle() != null)
                    .orElseThrow(() -> new Refusal(Refusal.Code.SIGNED_OUT, "There is no such account any more."));
            requireFreeName(session, person, details.name());
            var email = details.email() == null ? null : details.email().text();
            requireFreeEmail(session, person, email);
            write(session, before, details, email);
            if (!details.name().text().equals(before.name())) {
                var change = before.name() + " to " + details.name().text();
                audit.write(session, Audit.Kind.RENAMED, trace, person, change);
            }
            if (!Objects.equals(email, before.email())) {
                audit.write(session, Audit.Kind.EMAIL_CHANGED, trace, person, null);
            }
            transaction.show(person);
            return profile(session, person).orElseThrow();
        });
    }

    private static void write(Session session, Profile before, Details details, @Nullable String email)
            throws SQLException {
        var status = details.status();
        session.update(
                "UPDATE person SET name = ?, skeleton = ?, sought = ?, email = ?, emoji = ?, status = ?, status_until = ?,"
                        + " time_zone = ?, locale = ? WHERE id = ?",
                details.name().text(),
                details.name().skeleton(),
                sought(details.name().text(), String.valueOf(before.handle())),
                email,
                status == null ? null : status.emoji(),
                status == null ? null : status.text(),
                status == null ? null : status.until(),
                details.timeZone(),
                details.locale(),
                before.id());
    }

    static void requireFreeName(Session session, String person, ShownName name) throws SQLException {
        if (session.one("SELECT 1 FROM person WHERE skeleton = ? AND id <> ?", row -> 1, name.skeleton(), person)
                .isPresent()) {
            throw nameTaken();
        }
    }

    private static void requireFreeEmail(Session session, String person, @Nullable String email) throws SQLException {
        if (email != null
                && session.one("SELECT 1 FROM person WHERE email = ? AND id <> ?", row -> 1, email, person)
                        .isPresent()) {
            throw emailTaken();
        }
    }

    @Override
    public void password(String person, String hash, SignInRows.Choice ended, Ends also, Trace trace) {
        var unused = writer.within(transaction -> {
            var session = transaction.session();
            keepHash(session, person, hash, clock.millis());
            session.update("DELETE FROM reset WHERE person = ?", person);
            SqlSignIns.end(session, person, ended);
            audit.write(session, Audit.Kind.PASSWORD_CHANGED, trace, person, null);
            if (also.programs()) {
                tokens.endAll(session, person, trace);
            }
            if (also.passkeys()) {
                passkeys.endAll(session, person, trace);
            }
            transaction.touch(person);
            return true;
        });
    }

    /** What people are found by: both in lower case. */
    static String sought(String name, String handle) {
        return name.toLowerCase(Locale.ROOT) + " " + handle;
    }

    private static Refusal taken(Session session, NewAccount account) throws SQLException {
        if (session.one(
                        "SELECT 1 FROM person WHERE handle = ?",
                        row -> 1,
                        account.handle().text())
                .isPresent()) {
            return new Refusal(Refusal.Code.TAKEN, "handle: somebody else has it; choose another one");
        }
        if (session.one(
                        "SELECT 1 FROM person WHERE skeleton = ?",
                        row -> 1,
                        account.name().skeleton())
                .isPresent()) {
            return nameTaken();
        }
        return emailTaken();
    }

    static Refusal nameTaken() {
        return new Refusal(Refusal.Code.TAKEN, "name: somebody else has it, or one that looks like it; add to it");
    }

    static Refusal emailTaken() {
        return new Refusal(Refusal.Code.TAKEN, "email: it cannot be used; leave it out or take another one");
    }

    @Override
    public Optional<Credential> credential(String login) {
        return found(login.indexOf('@') < 0 ? "p.handle" : "p.email", login);
    }

    @Override
    public Optional<Credential> credentialOf(String person) {
        return found("p.id", person);
    }

    private Optional<Credential> found(String column, String value) {
        return readers.read(handle -> handle.createQuery(
                        "SELECT p.id, c.hash, p.active FROM person AS p LEFT JOIN credential AS c ON c.person = p.id WHERE "
                                + column + " = :value AND p.handle IS NOT NULL")
                .bind("value", value)
                .map((row, context) -> new Credential(row.getString(1), row.getString(2), row.getInt(3) == 1))
                .findOne());
    }

    @Override
    public Optional<Profile> profile(String person) {
        return readers.read(
                handle -> handle.createQuery("SELECT " + Rows.PROFILE + " FROM person AS p WHERE p.id = :id")
                        .bind("id", person)
                        .map((row, context) -> Rows.profile(row))
                        .findOne());
    }

    static Optional<Profile> profile(Session session, String person) throws SQLException {
        return session.one("SELECT " + Rows.PROFILE + " FROM person AS p WHERE p.id = ?", Rows::profile, person);
    }
}
