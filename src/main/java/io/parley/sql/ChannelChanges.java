package io.parley.sql;

import io.parley.chat.ChannelState;
import io.parley.chat.ChannelView;
import io.parley.chat.Draft;
import io.parley.chat.Event;
import io.parley.people.Audit;
import io.parley.people.Refusal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes of channels and of who is in them, in a transaction of the writer: who may what is looked up there. All is looked at before
 * anything is written, so that a refusal leaves nothing behind. What somebody is not to know of is refused as if it were not there.
 */
final class ChannelChanges {
    private final Transaction transaction;

    ChannelChanges(Transaction transaction) {
        this.transaction = transaction;
    }

    /** What becomes known of it, in order; nothing where all is so already. */
    List<? extends Event.Lasting> keep(Draft.OfChannel draft) throws SQLException {
        var author = Standing.of(session(), draft.author()).orElseThrow(() -> Transaction.noChannel(draft.channel()));
        return switch (draft) {
            case Draft.Create create -> create(create, author);
            case Draft.Alter alter -> alter(alter, author, of(draft));
            case Draft.Join join -> join(join, author, of(draft));
            case Draft.Leave leave -> leave(leave, of(draft));
            case Draft.Add add -> add(add, author, of(draft));
            case Draft.Remove remove -> remove(remove, author, of(draft));
        };
    }

    /** @throws Refusal where nobody may post, or only others */
    void requirePosting(ChannelLog log, Draft.Post draft) throws SQLException {
        if (log.archived()) {
            throw ChannelRights.forbidden("The channel is archived: nobody can post in it any more.");
        }
        if (log.posting().equals(ChannelView.ADMINS) && !governs(draft.channel(), draft.author())) {
            throw ChannelRights.forbidden("In this channel only administrators and whoever made it may post.");
        }
    }

    /** A direct conversation is shown to the others with its first message. */
    void posted(ChannelLog log, String channel, long n) throws SQLException {
        if (n != 1 || !log.kind().equals(ChannelView.DIRECT)) {
            return;
        }
        var key = session().one("SELECT members FROM channel WHERE id = ?", row -> row.getString(1), channel);
        for (var person : Views.people(key.orElse(""))) {
            if (!transaction.isMember(channel, person)) {
                enter(session(), channel, person, transaction.now(), 0);
                transaction.touch(person, channel);
            }
        }
    }

    /** Puts him where everybody is; nobody is told, as nobody is when somebody is made. */
    static void begin(Session session, String person, long now) throws SQLException {
        session.update(
                "INSERT INTO member (channel, person, joined_at, read_n, called)"
                        + " SELECT id, ?, ?, messages, called FROM channel WHERE by_default = 1 AND archived = 0",
                person,
                now);
    }

    private List<Event.Lasting> create(Draft.Create draft, Standing author) throws SQLException {
        if (author.guest()) {
            throw ChannelRights.forbidden("Guests cannot make channels.");
        }
        var channel = transaction.marks().id();
        // the row first: the name refers to it
        session()
                .update(
                        "INSERT INTO channel (id, kind, name, topic, creator) VALUES (?, ?, ?, ?, ?)",
                        channel,
                        draft.kind(),
                        draft.name().text(),
                        draft.topic(),
                        draft.author());
        if (!claim(draft.name().skeleton(), channel)) {
            session().update("DELETE FROM channel WHERE id = ?", channel);
            throw taken();
        }
        describe(channel, draft.description());
        var log = transaction.log(channel);
        var now = new ChannelState(
                draft.name().text(), draft.kind(), draft.topic(), draft.description(), null, ChannelView.EVERYONE);
        var made = altered(log, channel, draft, now, null);
        return List.of(made, joined(log, channel, draft, draft.author()));
    }

    private List<Event.Lasting> alter(Draft.Alter draft, Standing author, ChannelRow row) throws SQLException {
        requireIn(draft);
        ChannelRights.requireAlter(draft, author, row);
        var before = row.state();
        var now = new ChannelState(
                draft.name() == null ? before.name() : draft.name().text(),
                before.kind(),
                draft.topic() == null ? before.topic() : draft.topic(),
                draft.description() == null ? before.description() : draft.description(),
                draft.archived() == null ? before.archived() : draft.archived(),
                draft.posting() == null ? before.posting() : draft.posting());
        if (draft.name() != null
                && !now.name().equals(before.name())
                && !claim(draft.name().skeleton(), draft.channel())) {
            throw taken();
        }
        var byDefault = draft.byDefault() == null ? row.byDefault() : draft.byDefault();
        var same = now.equals(before);
        if (same && byDefault == row.byDefault()) {
            return List.of();
        }
        session()
                .update(
                        "UPDATE channel SET name = ?, topic = ?, archived = ?, posting = ?, by_default = ? WHERE id = ?",
                        now.name(),
                        now.topic(),
                        now.archived() == null ? 0 : 1,
                        now.posting(),
                        byDefault ? 1 : 0,
                        draft.channel());
        describe(draft.channel(), now.description());
        if (draft.archived() != null || draft.posting() != null || draft.byDefault() != null) {
            AuditLog.write(transaction, Audit.Kind.CHANNEL_GOVERNED, draft.author(), null, draft.channel());
        }
        var log = transaction.log(draft.channel());
        log.becomes(now.archived() != null, now.posting());
        // where new people begin is told to nobody
        return same ? List.of() : List.of(altered(log, draft.channel(), draft, now, before));
    }

    private List<Event.Lasting> join(Draft.Join draft, Standing author, ChannelRow row) throws SQLException {
        if (transaction.isMember(draft.channel(), draft.author())) {
            return List.of();
        }
        if (!row.open() || author.guest()) {
            throw Transaction.noChannel(draft.channel());
        }
        ChannelRights.requireNotArchived(row);
        return List.of(joined(transaction.log(draft.channel()), draft.channel(), draft, draft.author()));
    }

    private List<Event.Lasting> leave(Draft.Leave draft, ChannelRow row) throws SQLException {
        requireIn(draft);
        ChannelRights.requireGo(draft.channel(), row);
        return List.of(left(draft, draft.author()));
    }

    private List<Event.Lasting> add(Draft.Add draft, Standing author, ChannelRow row) throws SQLException {
        var in = transaction.isMember(draft.channel(), draft.author());
        // seen by all who are in it, as nobody enters unseen
        var himself = author.role().administers() && draft.people().equals(List.of(draft.author()));
        if (!in && (row.direct() || author.guest() || !(row.open() || himself))) {
            throw Transaction.noChannel(draft.channel());
        }
        ChannelRights.requireAdd(author, row);
        var fresh = new ArrayList<String>();
        for (var person : draft.people()) {
            if (Standing.of(session(), person).isEmpty()) {
                throw new Refusal(Refusal.Code.NO_PERSON, "There is nobody of the id " + person + " here (any more).");
            }
            if (!fresh.contains(person) && !transaction.isMember(draft.channel(), person)) {
                fresh.add(person);
            }
        }
        var events = new ArrayList<Event.Lasting>();
        for (var person : fresh) {
            AuditLog.write(transaction, Audit.Kind.ADDED, draft.author(), person, draft.channel());
            events.add(joined(transaction.log(draft.channel()), draft.channel(), draft, person));
        }
        return events;
    }

    private List<Event.Lasting> remove(Draft.Remove draft, Standing author, ChannelRow row) throws SQLException {
        requireIn(draft);
        if (draft.person().equals(draft.author())) {
            ChannelRights.requireGo(draft.channel(), row);
        } else {
            ChannelRights.requireRemove(author, row);
        }
        if (!transaction.isMember(draft.channel(), draft.person())) {
            return List.of();
        }
        var guest =
                Standing.of(session(), draft.person()).filter(Standing::guest).isPresent();
        if (draft.channel().equals(ChannelView.LOBBY) && !guest) {
            throw ChannelRights.everybodyIsIn();
        }
        if (!draft.person().equals(draft.author())) {
            AuditLog.write(transaction, Audit.Kind.REMOVED, draft.author(), draft.person(), draft.channel());
        }
        return List.of(left(draft, draft.person()));
    }

    private void requireIn(Draft.OfChannel draft) throws SQLException {
        if (!transaction.isMember(draft.channel(), draft.author())) {
            throw Transaction.noChannel(draft.channel());
        }
    }

    private boolean governs(String channel, String person) throws SQLException {
        var standing = Standing.of(session(), person);
        return standing.isPresent() && standing.get().governs(ChannelRow.read(session(), channel));
    }

    private Event.Lasting joined(ChannelLog log, String channel, Draft.OfChannel draft, String person)
            throws SQLException {
        enter(session(), channel, person, transaction.now(), log.messages());
        transaction.touch(person, channel);
        var seq = log.next(transaction.now(), transaction.marks());
        var mark = write(log, channel, "joined", draft, person, null);
        return new Event.Joined(channel, seq, mark, log.lastAt(), draft.cid(), draft.author(), person);
    }

    private Event.Lasting left(Draft.OfChannel draft, String person) throws SQLException {
        var channel = draft.channel();
        session().update("DELETE FROM member WHERE channel = ? AND person = ?", channel, person);
        transaction.touch(person, channel);
        var log = transaction.log(channel);
        var seq = log.next(transaction.now(), transaction.marks());
        var mark = write(log, channel, "left", draft, person, null);
        return new Event.Left(channel, seq, mark, log.lastAt(), draft.cid(), draft.author(), person);
    }

    private Event.Lasting altered(
            ChannelLog log, String channel, Draft.OfChannel draft, ChannelState now, @Nullable ChannelState was)
            throws SQLException {
        var seq = log.next(transaction.now(), transaction.marks());
        var mark = write(log, channel, "channel", draft, null, new Detail(now, was).text());
        return new Event.Altered(channel, seq, mark, log.lastAt(), draft.cid(), draft.author(), now, was);
    }

    /** Puts an event at the log's head; gives back its mark. */
    private String write(
            ChannelLog log,
            String channel,
            String kind,
            Draft.OfChannel draft,
            @Nullable String person,
            @Nullable String detail)
            throws SQLException {
        var head = log.head();
        session()
                .update(
                        "INSERT INTO event (channel, seq, mark, kind, author, cid, at, person, detail)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        channel,
                        head.seq(),
                        head.mark(),
                        kind,
                        draft.author(),
                        draft.cid(),
                        log.lastAt(),
                        person,
                        detail);
        return head.mark();
    }

    /** @param read the n of the last message that is not new to him */
    private static void enter(Session session, String channel, String person, long now, long read) throws SQLException {
        session.update(
                "INSERT INTO member (channel, person, joined_at, read_n, called)"
                        + " SELECT id, ?, ?, ?, called FROM channel WHERE id = ?",
                person,
                now,
                read,
                channel);
    }

    /** Its channel, which nobody else changes from now on. */
    private ChannelRow of(Draft.OfChannel draft) throws SQLException {
        transaction.log(draft.channel());
        return ChannelRow.read(session(), draft.channel());
    }

    private Session session() {
        return transaction.session();
    }

    /** Whether it is this channel's now, or was before. */
    private boolean claim(String skeleton, String channel) throws SQLException {
        session()
                .update(
                        "INSERT INTO channel_name (skeleton, channel) VALUES (?, ?) ON CONFLICT (skeleton) DO NOTHING",
                        skeleton,
                        channel);
        return session()
                .one("SELECT channel FROM channel_name WHERE skeleton = ?", row -> row.getString(1), skeleton)
                .filter(channel::equals)
                .isPresent();
    }

    private void describe(String channel, String text) throws SQLException {
        session()
                .update(
                        "INSERT INTO description (channel, text) VALUES (?, ?)"
                                + " ON CONFLICT (channel) DO UPDATE SET text = excluded.text",
                        channel,
                        text);
    }

    /** Whether that one is public or private is nobody's business. */
    private static Refusal taken() {
        return new Refusal(Refusal.Code.BAD_NAME, "Another channel has or had a name like that. Choose another one.");
    }
}
