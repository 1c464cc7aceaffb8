package io.parley.sql;

import io.parley.chat.Attachment;
import io.parley.chat.Cursor;
import io.parley.chat.Event;
import io.parley.chat.Message;
import io.parley.people.Held;
import io.parley.people.Person;
import io.parley.people.Profile;
import io.parley.people.Role;
import io.parley.people.SecondFactor;
import io.parley.people.SignedIn;
import io.parley.people.Status;
import io.parley.people.Visitor;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What rows mean. */
final class Rows {
    /** An event `e` and the message `m` it is about, if it is about one, as {@link #event} reads them. */
    static final String EVENT =
            "e.seq AS e_seq, e.mark, e.kind, e.cid, e.at AS e_at, e.author AS doer, e.person, e.detail,"
                    + " m.seq AS m_seq, m.n, m.author, m.at AS m_at, m.revision, m.edited, m.files, m.mentions, m.deleted, m.text";

    /** Such events, with their messages. */
    static final String EVENTS =
            " FROM event AS e LEFT JOIN message AS m ON m.channel = e.channel AND m.seq = e.message";

    /** An upload `u` and its content `b`, as {@link #attachment} reads them; columns 1 to 11. */
    static final String ATTACHMENT =
            "u.id, u.name, b.type, u.declared, b.size, b.width, b.height, b.thumbnail, u.alt," + " b.state, u.checked";

    /** A person `p`, as {@link #person} reads him. */
    static final String PERSON =
            "p.id, p.name, p.handle, p.avatar, p.emoji, p.status, p.status_until, p.role, p.active";

    /** A person `p`, as {@link #profile} reads him. */
    static final String PROFILE = PERSON
            + ", p.email, p.time_zone, p.locale, p.created,"
            + " (SELECT COUNT(*) FROM totp AS o WHERE o.person = p.id AND o.step IS NOT NULL) AS factors";

    /** 1 where the person `p` has a second factor, else 0. */
    static final String EQUIPPED =
            "CASE WHEN EXISTS (SELECT 1 FROM totp AS o WHERE o.person = p.id AND o.step IS NOT NULL)"
                    + " OR EXISTS (SELECT 1 FROM passkey AS y WHERE y.person = p.id) THEN 1 ELSE 0 END";

    private Rows() {}

    /** Those of whom no second factor is demanded, or for whom `shown` holds: to be added to what else has to. */
    static String unless(SecondFactor demanded, String shown) {
        return switch (demanded) {
            case OFFERED -> "";
            case ADMINISTRATORS -> " AND (p.role NOT IN ('owner', 'admin') OR " + shown + ")";
            case REQUIRED -> " AND " + shown;
        };
    }

    /**
     * Whoever the row is of.
     *
     * @param shown whether it is of somebody who has shown a second factor
     */
    static Visitor visitor(SignedIn visitor, ResultSet row, SecondFactor demanded, boolean shown) throws SQLException {
        var role = Role.of(row.getString("role")).orElseThrow();
        return shown || !demanded.demandedOf(role) ? visitor : new Held(visitor, row.getInt("equipped") == 1);
    }

    static Event.Lasting event(String channel, ResultSet row, List<Attachment> files) throws SQLException {
        return row.getString("author") == null ? ofChannel(channel, row) : ofMessage(channel, row, files);
    }

    private static Event.OfMessage ofMessage(String channel, ResultSet row, List<Attachment> files)
            throws SQLException {
        var message = new Message(
                row.getLong("m_seq"),
                row.getLong("n"),
                row.getString("author"),
                row.getLong("m_at"),
                new String(row.getBytes("text"), StandardCharsets.UTF_8),
                row.getLong("revision"),
                number(row, "edited"),
                files,
                Callings.listed(row.getString("mentions")),
                row.getInt("deleted") != 0);
        var seq = row.getLong("e_seq");
        var mark = row.getString("mark");
        var at = row.getLong("e_at");
        var cid = row.getString("cid");
        var kind = row.getString("kind");
        return switch (kind) {
            case "posted" -> Event.Posted.of(channel, mark, cid, message);
            case "edited" -> new Event.Edited(channel, seq, mark, at, cid, message);
            case "deleted" -> new Event.Deleted(channel, seq, mark, at, cid, row.getString("doer"), message);
            case "files" -> new Event.Checked(channel, seq, mark, at, cid, message);
            default -> throw unknown(kind);
        };
    }

    private static Event.OfChannel ofChannel(String channel, ResultSet row) throws SQLException {
        var seq = row.getLong("e_seq");
        var mark = row.getString("mark");
        var at = row.getLong("e_at");
        var cid = row.getString("cid");
        var by = row.getString("doer");
        var kind = row.getString("kind");
        return switch (kind) {
            case "joined" -> new Event.Joined(channel, seq, mark, at, cid, by, row.getString("person"));
            case "left" -> new Event.Left(channel, seq, mark, at, cid, by, row.getString("person"));
            case "channel" -> {
                var detail = Detail.parse(row.getString("detail"));
                yield new Event.Altered(channel, seq, mark, at, cid, by, detail.now(), detail.was());
            }
            default -> throw unknown(kind);
        };
    }

    private static IllegalStateException unknown(String kind) {
        return new IllegalStateException("An event of unknown kind: " + kind);
    }

    static Attachment attachment(ResultSet row) throws SQLException {
        return new Attachment(
                row.getString(1),
                Escaped.text(row.getString(2)),
                row.getString(3),
                Escaped.text(row.getString(4)),
                row.getLong(5),
                integer(row, 6),
                integer(row, 7),
                row.getInt(8) == 0 ? null : true,
                Escaped.text(row.getString(9)),
                row.getString(10),
                number(row, 11));
    }

    private static @Nullable Integer integer(ResultSet row, int column) throws SQLException {
        var value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    static @Nullable Long number(ResultSet row, int column) throws SQLException {
        var value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    static Person person(ResultSet row) throws SQLException {
        var role = text(row, "role");
        return new Person(
                text(row, "id"),
                text(row, "name"),
                row.getString("handle"),
                row.getString("avatar"),
                status(row),
                Role.GUEST.wireName().equals(role) ? role : null,
                inactive(row));
    }

    static Profile profile(ResultSet row) throws SQLException {
        return new Profile(
                text(row, "id"),
                text(row, "name"),
                row.getString("handle"),
                row.getString("email"),
                text(row, "role"),
                row.getString("avatar"),
                status(row),
                row.getString("time_zone"),
                row.getString("locale"),
                inactive(row),
                row.getInt("factors") == 0 ? null : true,
                number(row, "created"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return String.valueOf(Escaped.text(row.getString(column)));
    }

    private static @Nullable Boolean inactive(ResultSet row) throws SQLException {
        return row.getInt("active") == 0 ? true : null;
    }

    private static @Nullable Status status(ResultSet row) throws SQLException {
        var emoji = Escaped.text(row.getString("emoji"));
        var text = Escaped.text(row.getString("status"));
        return emoji == null && text == null ? null : new Status(emoji, text, number(row, "status_until"));
    }

    static @Nullable Long number(ResultSet row, String column) throws SQLException {
        var value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /** The same by the numbers of the columns: to find one by its name the driver asks for the names of all. */
    static Optional<Cursor> cursor(ResultSet row, int seq, int mark) throws SQLException {
        var text = row.getString(mark);
        return text == null ? Optional.empty() : Optional.of(new Cursor(row.getLong(seq), text));
    }

    /** The cursor at that seq with that mark; empty where an outer join found no event. */
    static Optional<Cursor> cursor(ResultSet row, String seq, String mark) throws SQLException {
        var text = row.getString(mark);
        return text == null ? Optional.empty() : Optional.of(new Cursor(row.getLong(seq), text));
    }
}
