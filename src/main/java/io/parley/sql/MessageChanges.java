package io.parley.sql;

import io.parley.chat.ChannelView;
import io.parley.chat.Draft;
import io.parley.chat.Event;
import io.parley.chat.Message;
import io.parley.people.Refusal;
import io.parley.people.Role;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Changes of messages, in a transaction of the writer: what they said before is kept, and nothing of one that is deleted. */
final class MessageChanges {
    private final Transaction transaction;
    private final Callings callings;

    MessageChanges(Transaction transaction, Callings callings) {
        this.transaction = transaction;
        this.callings = callings;
    }

    /** @throws Refusal before anything is written, so that it leaves nothing behind in the others' transaction */
    Event.Lasting keep(Draft.OfMessage draft, byte[] body) throws SQLException {
        transaction.requireMember(draft);
        var log = transaction.log(draft.channel());
        var before = message(draft);
        return switch (draft) {
            case Draft.Edit edit -> edit(edit, body, log, before);
            case Draft.Delete delete -> delete(delete, log, before);
        };
    }

    private Event.Lasting edit(Draft.Edit draft, byte[] body, ChannelLog log, Message before) throws SQLException {
        if (!before.from().equals(draft.author())) {
            throw forbidden("Only its author may edit a message");
        }
        if (log.archived()) {
            throw forbidden("The channel is archived: nothing in it is edited any more.");
        }
        requireInTime(draft, before);
        var called = before.mentions() == null ? List.<String>of() : before.mentions();
        var calls = callings.of(draft, called);
        var seq = log.next(transaction.now(), transaction.marks());
        var mark = transaction.event(log, "edited", draft.message(), draft);
        session()
                .update(
                        "INSERT INTO edit (channel, message, seq, text)"
                                + " SELECT channel, seq, ?, text FROM message WHERE channel = ? AND seq = ?",
                        seq,
                        draft.channel(),
                        draft.message());
        session()
                .update(
                        "UPDATE message SET text = ?, revision = ?, edited = ?, mentions = ? WHERE channel = ? AND seq = ?",
                        body,
                        seq,
                        seq,
                        Callings.column(calls),
                        draft.channel(),
                        draft.message());
        callings.change(draft.channel(), before.n(), before.from(), called, calls);
        return new Event.Edited(
                draft.channel(), seq, mark, log.lastAt(), draft.cid(), before.saying(draft.text(), calls, seq));
    }

    private Event.Lasting delete(Draft.Delete draft, ChannelLog log, Message before) throws SQLException {
        if (!administers(draft, log)) {
            if (!before.from().equals(draft.author())) {
                throw forbidden("Only its author, or an administrator, may delete a message");
            }
            requireInTime(draft, before);
        }
        var seq = log.next(transaction.now(), transaction.marks());
        var mark = transaction.event(log, "deleted", draft.message(), draft);
        session()
                .update(
                        "UPDATE message SET text = ?, files = 0, edited = NULL, mentions = NULL, deleted = 1, revision = ?"
                                + " WHERE channel = ? AND seq = ?",
                        new byte[0],
                        seq,
                        draft.channel(),
                        draft.message());
        session().update("DELETE FROM edit WHERE channel = ? AND message = ?", draft.channel(), draft.message());
        callings.change(
                draft.channel(),
                before.n(),
                before.from(),
                before.mentions() == null ? List.of() : before.mentions(),
                List.of());
        letGo(draft);
        return new Event.Deleted(
                draft.channel(), seq, mark, log.lastAt(), draft.cid(), draft.author(), before.gone(seq));
    }

    /** From now on nobody can read its files; the sweep deletes what nothing else refers to. */
    private void letGo(Draft.Delete draft) throws SQLException {
        var contents = session()
                .all(
                        "DELETE FROM upload WHERE channel = ? AND message = ? RETURNING blob",
                        row -> Optional.ofNullable(row.getString(1)),
                        draft.channel(),
                        draft.message());
        for (var content : contents) {
            if (content.isPresent()) {
                SqlAttic.free(session(), content.get(), transaction.now());
            }
        }
    }

    private Message message(Draft.OfMessage draft) throws SQLException {
        return session()
                .one(
                        "SELECT n, author, at, files, mentions FROM message WHERE channel = ? AND seq = ? AND deleted = 0",
                        row -> new Message(
                                draft.message(),
                                row.getLong(1),
                                row.getString(2),
                                row.getLong(3),
                                "",
                                0,
                                null,
                                row.getInt(4) == 0 ? List.of() : transaction.files(draft.channel(), draft.message()),
                                Callings.listed(row.getString(5)),
                                null),
                        draft.channel(),
                        draft.message())
                .orElseThrow(() -> new Refusal(
                        Refusal.Code.NO_MESSAGE,
                        "There is no message " + draft.message() + " in " + draft.channel() + " (any more)"));
    }

    private void requireInTime(Draft.OfMessage draft, Message before) {
        if (transaction.now() - before.at() > draft.within()) {
            throw forbidden("Messages here can be changed for "
                    + Duration.ofMillis(draft.within()).toMinutes() + " minutes only. Write another one.");
        }
    }

    /** In a direct conversation nobody is above the others. */
    private boolean administers(Draft.Delete draft, ChannelLog log) throws SQLException {
        return !log.kind().equals(ChannelView.DIRECT)
                && session()
                        .one("SELECT role FROM person WHERE id = ?", row -> row.getString(1), draft.author())
                        .flatMap(Role::of)
                        .filter(Role::administers)
                        .isPresent();
    }

    private Session session() {
        return transaction.session();
    }

    private static Refusal forbidden(String text) {
        return new Refusal(Refusal.Code.FORBIDDEN, text);
    }
}
