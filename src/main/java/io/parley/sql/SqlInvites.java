package io.parley.sql;

import io.parley.people.Audit;
import io.parley.people.Invites;
import io.parley.people.NewAccount;
import io.parley.people.Refusal;
import io.parley.people.Role;
import io.parley.people.Trace;
import io.parley.people.Visit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Invitations in a SQL database. */
final class SqlInvites implements Invites {
    private static final String COLUMNS =
            "SELECT i.id, i.inviter, i.role, i.uses, i.used, i.expires, p.name FROM invite AS i JOIN person AS p ON p.id = i.inviter";

    private static final String GOOD =
            " i.expires > %s AND i.used < i.uses AND p.active = 1 AND p.role IN ('owner', 'admin')";

    private final Writer writer;
    private final Readers readers;
    private final AuditLog audit;
    private final SqlAccounts accounts;
    private final InstantSource clock;

    SqlInvites(Writer writer, Readers readers, AuditLog audit, SqlAccounts accounts, InstantSource clock) {
        this.writer = writer;
        this.readers = readers;
        this.audit = audit;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    public void make(Invite invite, byte[] token, Trace trace) {
        var unused = writer.await(session -> {
            if (!SqlGovernment.role(session, invite.by()).grants(invite.role())) {
                throw new Refusal(Refusal.Code.FORBIDDEN, "role: only what you are yourself, or less, can be given");
            }
            for (var channel : invite.channels()) {
                var in = session.one(
                        "SELECT 1 FROM member WHERE channel = ? AND person = ?", row -> 1, channel, invite.by());
                if (in.isEmpty()) {
                    throw Transaction.noChannel(channel);
                }
            }
            return keep(session, invite, token, trace);
        });
    }

    private boolean keep(Session session, Invite invite, byte[] token, Trace trace) throws SQLException {
        // what nobody can use any more
        session.update("DELETE FROM invite WHERE expires <= ? OR used >= uses", clock.millis());
        var made = session.update(
                "INSERT INTO invite (id, sha256, inviter, role, uses, created, expires)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                invite.id(),
                token,
                invite.by(),
                invite.role().wireName(),
                invite.uses(),
                clock.millis(),
                invite.expires());
        if (made == 1) {
            for (var channel : invite.channels()) {
                session.update("INSERT INTO invite_channel (invite, channel) VALUES (?, ?)", invite.id(), channel);
            }
            audit.write(
                    session,
                    Audit.Kind.INVITED,
                    trace,
                    null,
                    invite.role().wireName() + ", " + AuditLog.counted(invite.uses(), "use") + ", " + invite.id());
        }
        return made == 1;
    }

    @Override
    public List<Invite> all() {
        return readers.read(handle -> handle.createQuery(
                        COLUMNS + " WHERE" + GOOD.formatted(":now") + " ORDER BY i.created DESC, i.id")
                .bind("now", clock.millis())
                .map((row, context) ->
                        invite(row, channels(handle, row.getString("id"), "SELECT channel FROM invite_channel AS c")))
                .list());
    }

    private static List<String> channels(Handle handle, String invite, String select) {
        return handle.createQuery(select + " WHERE c.invite = :invite ORDER BY 1")
                .bind("invite", invite)
                .mapTo(String.class)
                .list();
    }

    private static Invite invite(ResultSet row, List<String> channels) throws SQLException {
        return new Invite(
                row.getString("id"),
                row.getString("inviter"),
                role(row),
                row.getInt("uses"),
                row.getInt("used"),
                row.getLong("expires"),
                channels);
    }

    private static Role role(ResultSet row) throws SQLException {
        return Role.of(row.getString("role")).orElseThrow();
    }

    @Override
    public boolean revoke(String id, Trace trace) {
        return writer.await(session -> {
            var there = session.update("DELETE FROM invite WHERE id = ?", id) == 1;
            if (there) {
                audit.write(session, Audit.Kind.INVITE_REVOKED, trace, null, id);
            }
            return there;
        });
    }

    @Override
    public Optional<Look> look(byte[] token) {
        return readers.read(handle -> handle.createQuery(
                        COLUMNS + " WHERE i.sha256 = :token AND" + GOOD.formatted(":now"))
                .bind("token", token)
                .bind("now", clock.millis())
                .map((row, context) -> new Look(
                        String.valueOf(Escaped.text(row.getString("name"))),
                        role(row),
                        channels(
                                handle,
                                row.getString("id"),
                                "SELECT h.name FROM invite_channel AS c JOIN channel AS h ON h.id = c.channel"),
                        row.getLong("expires")))
                .findOne());
    }

    @Override
    public Accepted accept(byte[] token, NewAccount account, Visit visit) {
        return writer.within(transaction -> {
            var session = transaction.session();
            var invite = session.one(
                            COLUMNS + " WHERE i.sha256 = ? AND" + GOOD.formatted("?"),
                            row -> invite(row, List.of()),
                            token,
                            clock.millis())
                    .orElseThrow(SqlInvites::gone);
            var channels = session.all(
                    "SELECT channel FROM invite_channel WHERE invite = ? ORDER BY channel",
                    row -> row.getString(1),
                    invite.id());
            var made = SqlAccounts.profile(session, account.id());
            if (made.isPresent()) {
                return new Accepted(made.get(), invite.by(), channels);
            }
            // counted first: of nodes that do it at once, one waits for the other and then finds it used up
            if (session.update("UPDATE invite SET used = used + 1 WHERE id = ? AND used < uses", invite.id()) == 0) {
                throw gone();
            }
            var trace = visit.trace(account.id());
            var profile = accounts.make(transaction, account, invite.role(), Audit.Kind.INVITE_ACCEPTED, trace);
            return new Accepted(profile, invite.by(), channels);
        });
    }

    static Refusal gone() {
        return new Refusal(
                Refusal.Code.LINK_GONE, "This link is not good any more: it was used, revoked or is too old.");
    }
}
