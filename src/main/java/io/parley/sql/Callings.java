package io.parley.sql;

import io.parley.chat.Draft;
import io.parley.chat.Mentions;
import io.parley.people.Refusal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whom messages call, and how many unread ones call each member, in a transaction of the writer.
 *
 * <p>A member's row counts those that call him; those that call everybody are counted in the channel's row, and his has how many of them he
 * has read: so nothing is written for each of thousands.
 */
final class Callings {
    private static final String MEMBER = "SELECT m.person FROM person AS p JOIN member AS m ON m.person = p.id"
            + " WHERE p.handle = ? AND p.active = 1 AND m.channel = ?";

    private static final String SEPARATOR = " ";

    private final Transaction transaction;

    Callings(Transaction transaction) {
        this.transaction = transaction;
    }

    /** What a message's column says. */
    static List<String> listed(@Nullable String column) {
        return column == null ? List.of() : List.of(column.split(SEPARATOR));
    }

    /** What it shall say. */
    static @Nullable String column(List<String> calls) {
        return calls.isEmpty() ? null : String.join(SEPARATOR, calls);
    }

    /** @throws Refusal `CONFIRM` where it calls a crowd and its author did not say that he knows */
    List<String> of(Draft.Post draft) throws SQLException {
        var calls = people(draft.channel(), draft.mentions());
        if (draft.mentions().crowd() && !draft.loud()) {
            var members = session()
                    .one("SELECT COUNT(*) FROM member WHERE channel = ?", row -> row.getLong(1), draft.channel())
                    .orElse(0L);
            if (members > Mentions.CROWD) {
                throw new Refusal(
                        Refusal.Code.CONFIRM,
                        "This calls " + (members - 1) + " people. Send it again with \"loud\": true if you mean it.");
            }
        }
        if (draft.mentions().channel()) {
            calls.add(Mentions.CHANNEL);
        }
        if (draft.mentions().here()) {
            calls.add(Mentions.HERE);
        }
        return calls;
    }

    /** After an edit, which calls no crowd anew. */
    List<String> of(Draft.Edit draft, List<String> before) throws SQLException {
        var calls = people(draft.channel(), draft.mentions());
        if (draft.mentions().channel() && before.contains(Mentions.CHANNEL)) {
            calls.add(Mentions.CHANNEL);
        }
        if (draft.mentions().here() && before.contains(Mentions.HERE)) {
            calls.add(Mentions.HERE);
        }
        return calls;
    }

    /** Those in the channel, in one order; who is not in it is not called. */
    private List<String> people(String channel, Mentions mentions) throws SQLException {
        var people = new TreeSet<String>();
        for (var word : mentions.words()) {
            for (var handle : Mentions.handles(word)) {
                var person = session().one(MEMBER, row -> row.getString(1), handle, channel);
                if (person.isPresent()) {
                    people.add(person.get());
                    break;
                }
            }
        }
        return new ArrayList<>(people);
    }

    /** Counts what changes: before and after it the message calls those. Nobody calls himself. */
    void change(String channel, long n, String author, List<String> before, List<String> after) throws SQLException {
        if (before.equals(after)) {
            return;
        }
        var was = crowd(before);
        var is = crowd(after);
        if (was && !is) {
            uncallAll(channel, n, author);
        }
        if (is && !was) {
            callAll(channel, n, author);
        }
        // whom it calls with everybody else it calls once
        var single = is ? List.<String>of() : singles(after, author);
        var singleBefore = was ? List.<String>of() : singles(before, author);
        for (var person : singleBefore) {
            if (!single.contains(person)) {
                uncall(channel, n, person);
            }
        }
        for (var person : single) {
            if (!singleBefore.contains(person)) {
                call(channel, n, person);
            }
        }
    }

    private static boolean crowd(List<String> calls) {
        return calls.contains(Mentions.CHANNEL) || calls.contains(Mentions.HERE);
    }

    private static List<String> singles(List<String> calls, String author) {
        var people = new HashSet<>(calls);
        people.remove(author);
        return people.stream().sorted().toList();
    }

    private void call(String channel, long n, String person) throws SQLException {
        session().update("INSERT INTO mention (person, channel, n) VALUES (?, ?, ?)", person, channel, n);
        session()
                .update(
                        "UPDATE member SET mentions = mentions + 1 WHERE channel = ? AND person = ? AND read_n < ?",
                        channel,
                        person,
                        n);
    }

    private void uncall(String channel, long n, String person) throws SQLException {
        session().update("DELETE FROM mention WHERE person = ? AND channel = ? AND n = ?", person, channel, n);
        session()
                .update(
                        "UPDATE member SET mentions = mentions - 1"
                                + " WHERE channel = ? AND person = ? AND read_n < ? AND mentions > 0",
                        channel,
                        person,
                        n);
    }

    private void callAll(String channel, long n, String author) throws SQLException {
        session().update("INSERT INTO crowd (channel, n, author) VALUES (?, ?, ?)", channel, n, author);
        session().update("UPDATE channel SET called = called + 1 WHERE id = ?", channel);
        session().update("UPDATE member SET called = called + 1 WHERE channel = ? AND person = ?", channel, author);
    }

    /** The channel's count stays: those who have not read it have one less before them. Rare, so it may write for each. */
    private void uncallAll(String channel, long n, String author) throws SQLException {
        session().update("DELETE FROM crowd WHERE channel = ? AND n = ?", channel, n);
        session()
                .update(
                        "UPDATE member SET called = called + 1 WHERE channel = ? AND read_n < ? AND person <> ?",
                        channel,
                        n,
                        author);
    }

    private Session session() {
        return transaction.session();
    }
}
