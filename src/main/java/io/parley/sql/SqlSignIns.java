package io.parley.sql;

import io.parley.people.Audit;
import io.parley.people.SecondFactor;
import io.parley.people.SignInRows;
import io.parley.people.SignedIn;
import io.parley.people.Trace;
import io.parley.people.Visitor;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sign-ins in a SQL database. */
final class SqlSignIns implements SignInRows {
    private static final String GOOD = " s.expires > :now AND s.seen > :seenAfter AND p.active = 1";

    private final Writer writer;
    private final Readers readers;
    private final AuditLog audit;
    /** Every request and upgrade asks: thousands who come back at once are read together. */
    private final Gathered<Token, Kept> byToken = new Gathered<>(this::byTokens);

    SqlSignIns(Writer writer, Readers readers, AuditLog audit) {
        this.writer = writer;
        this.readers = readers;
        this.audit = audit;
    }

    @Override
    public boolean begin(Row row, byte[] token, Shown shown, String how, @Nullable String hash) {
        return writer.await(session -> {
            if (!stands(session, row.person(), hash)) {
                return false;
            }
            var factor = has(session, row.person(), shown) ? column(shown) : null;
            var begun = session.update(
                    "INSERT INTO sign_in (id, sha256, person, device, address, created, seen, expires, factor)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    row.id(),
                    token,
                    row.person(),
                    row.device(),
                    row.address(),
                    row.created(),
                    row.seen(),
                    row.expires(),
                    factor);
            if (begun == 1) {
                var trace = new Trace(row.person(), row.address());
                audit.write(session, Audit.Kind.SIGNED_IN, trace, row.person(), how);
            }
            return true;
        });
    }

    /**
     * Whether he may sign in, and his password is the one he had. Holds both rows: whoever changes them on another node, and ends the
     * sign-ins, comes before, and is seen here, or after, and sees this one.
     */
    static boolean stands(Session session, String person, @Nullable String hash) throws SQLException {
        session.update("UPDATE credential SET hash = hash WHERE person = ?", person);
        var now = session.one("SELECT hash FROM credential WHERE person = ?", row -> row.getString(1), person);
        return Objects.equals(now.orElse(null), hash)
                && session.update("UPDATE person SET active = active WHERE id = ? AND active = 1", person) == 1;
    }

    /**
     * Whether it still is a second factor of his. Holds it: whoever removes it on another node comes before, and is seen here, or after,
     * and sees this sign-in.
     */
    private static boolean has(Session session, String person, Shown shown) throws SQLException {
        return switch (shown) {
            case PASSWORD -> false;
            case CODE ->
                session.update("UPDATE totp SET step = step WHERE person = ? AND step IS NOT NULL", person) == 1;
            case PASSKEY -> session.update("UPDATE passkey SET counter = counter WHERE person = ?", person) > 0;
        };
    }

    private static @Nullable String column(Shown shown) {
        return switch (shown) {
            case PASSWORD -> null;
            case CODE -> "code";
            case PASSKEY -> "passkey";
        };
    }

    /** Whoever else holds the person, on another node, comes before, and what he did is seen here, or after. */
    static void hold(Session session, String person) throws SQLException {
        session.update("UPDATE person SET active = active WHERE id = ?", person);
    }

    /** Whether it is still there. Holds it: whoever ends it on another node comes before, or after. */
    static boolean holds(Session session, String signIn) throws SQLException {
        return session.update("UPDATE sign_in SET seen = seen WHERE id = ?", signIn) == 1;
    }

    /** Whoever is in by it has shown that too. */
    static void shows(Session session, String signIn, Shown shown) throws SQLException {
        var column = column(shown);
        session.update(
                "UPDATE sign_in SET factor = CASE WHEN factor <> ? THEN 'both' ELSE ? END WHERE id = ?",
                column,
                column,
                signIn);
    }

    /** The person has none of that any more, so it counts for none of his sign-ins. */
    static void unshow(Session session, String person, Shown shown) throws SQLException {
        var other = column(shown == Shown.CODE ? Shown.PASSKEY : Shown.CODE);
        session.update(
                "UPDATE sign_in SET factor = CASE WHEN factor = 'both' THEN ? END WHERE person = ? AND factor IN (?, 'both')",
                other,
                person,
                column(shown));
    }

    @Override
    public Optional<Found> by(byte[] token, Bounds bounds) {
        return byToken.get(new Token(ByteBuffer.wrap(token), bounds.demanded()))
                .filter(kept -> kept.expires() > bounds.now() && kept.found().seen() > bounds.seenAfter())
                .map(Kept::found);
    }

    private Map<Token, Kept> byTokens(List<Token> tokens) {
        // of all requests the same is demanded: it is a setting
        return tokens.stream()
                .collect(Collectors.groupingBy(
                        Token::demanded,
                        Collectors.mapping(token -> token.sha256().array(), Collectors.toList())))
                .entrySet()
                .stream()
                .flatMap(some -> byTokens(some.getValue(), some.getKey()).stream())
                .collect(Collectors.toMap(Kept::token, kept -> kept));
    }

    private List<Kept> byTokens(List<byte[]> tokens, SecondFactor demanded) {
        return readers.read(handle -> handle.createQuery(
                        "SELECT s.id AS sign_in, s.seen, s.expires, s.sha256, s.factor, "
                                + Rows.EQUIPPED + " AS equipped, " + Rows.PERSON
                                + " FROM sign_in AS s JOIN person AS p ON p.id = s.person"
                                + " WHERE s.sha256 IN (<tokens>) AND p.active = 1")
                .bindList("tokens", tokens)
                .map((row, context) -> new Kept(
                        new Token(ByteBuffer.wrap(row.getBytes("sha256")), demanded),
                        new Found(visitor(row, demanded), row.getLong("seen")),
                        row.getLong("expires")))
                .list());
    }

    private static Visitor visitor(ResultSet row, SecondFactor demanded) throws SQLException {
        var visitor = new SignedIn(Rows.person(row), row.getString("sign_in"));
        return Rows.visitor(visitor, row, demanded, row.getString("factor") != null);
    }

    private record Token(ByteBuffer sha256, SecondFactor demanded) {}

    /** A sign-in of somebody who may sign in; it may be too old. */
    private record Kept(Token token, Found found, long expires) {}

    @Override
    public Set<String> standing(Collection<String> ids, Bounds bounds) {
        return readers.read(handle -> {
            var standing = new HashSet<String>();
            for (var some : Readers.pieces(ids)) {
                standing.addAll(handle.createQuery("SELECT s.id FROM sign_in AS s JOIN person AS p ON p.id = s.person"
                                + " WHERE s.id IN (<ids>) AND" + GOOD
                                + Rows.unless(bounds.demanded(), "s.factor IS NOT NULL")
                                + " UNION ALL SELECT t.id FROM access_token AS t JOIN person AS p ON p.id = t.person"
                                + " WHERE t.id IN (<ids>) AND t.expires > :now AND p.active = 1"
                                + Rows.unless(bounds.demanded(), Rows.EQUIPPED + " = 1"))
                        .bindList("ids", some)
                        .bind("now", bounds.now())
                        .bind("seenAfter", bounds.seenAfter())
                        .mapTo(String.class)
                        .list());
            }
            return standing;
        });
    }

    @Override
    public void seen(Collection<String> ids, long now) {
        if (!ids.isEmpty()) {
            writer.submit(Chore.of(session -> {
                for (var id : ids) {
                    if (session.update("UPDATE sign_in SET seen = ? WHERE id = ? AND seen < ?", now, id, now) == 0) {
                        session.update("UPDATE access_token SET seen = ? WHERE id = ? AND seen < ?", now, id, now);
                    }
                }
                return true;
            }));
        }
    }

    @Override
    public List<Row> of(String person, Bounds bounds) {
        return readers.read(handle -> handle.createQuery(
                        "SELECT s.id, s.person, s.device, s.address, s.created, s.seen, s.expires FROM sign_in AS s"
                                + " JOIN person AS p ON p.id = s.person WHERE s.person = :person AND" + GOOD
                                + " ORDER BY s.seen DESC, s.id")
                .bind("person", person)
                .bind("now", bounds.now())
                .bind("seenAfter", bounds.seenAfter())
                .map((row, context) -> new Row(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7)))
                .list());
    }

    @Override
    public int end(String person, Choice choice, Audit.Kind kind, Trace trace) {
        return writer.within(transaction -> {
            var ended = end(transaction.session(), person, choice);
            if (ended > 0) {
                audit.write(transaction.session(), kind, trace, person, ended == 1 ? null : ended + " sign-ins");
                transaction.touch(person);
            }
            return ended;
        });
    }

    static int end(Session session, String person, Choice choice) throws SQLException {
        var sql = "DELETE FROM sign_in WHERE person = ?"
                + (choice.only() == null ? "" : " AND id = ?")
                + (choice.but() == null ? "" : " AND id <> ?");
        var arguments = new ArrayList<Object>(List.of(person));
        if (choice.only() != null) {
            arguments.add(choice.only());
        }
        if (choice.but() != null) {
            arguments.add(choice.but());
        }
        return session.update(sql, arguments.toArray());
    }

    @Override
    public void sweep(Bounds bounds) {
        var unused = writer.await(session -> {
            session.update("DELETE FROM access_token WHERE expires <= ?", bounds.now());
            return session.update(
                    "DELETE FROM sign_in WHERE expires <= ? OR seen <= ?", bounds.now(), bounds.seenAfter());
        });
    }
}
