package io.parley.sql;

import io.parley.chat.Draft;
import io.parley.chat.Mentions;
import io.parley.people.Refusal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whom messages call, and how many unread ones call each member, in a transaction of the writer.
 *
 * <p>A member's row counts those that call him; those that call everybody are counted in the channel's row, and his has how many of them he
 * has read: so nothing is written for each of thousands. Those who are here are called one by one, as nobody else can tell later who they were.
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
        if (!draft.loud()) {
            var called = crowd(draft);
            if (called >= Mentions.CROWD) {
                throw new Refusal(
                        Refusal.Code.CONFIRM,
                        "This calls " + called + " people. Send it again with \"loud\": true if you mean it.");
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

    /** How many are called at once. */
    private long crowd(Draft.Post draft) throws SQLException {
        if (draft.mentions().channel()) {
            return session()
                            .one(
                                    "SELECT COUNT(*) FROM member WHERE channel = ?",
                                    row -> row.getLong(1),
                                    draft.channel())
                            .orElse(0L)
                    - 1;
        }
        var present = draft.mentions().present();
        return present.size() - (present.contains(draft.author()) ? 1 : 0);
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

    /** Counts whom a new message calls. Nobody calls himself. */
    void count(Draft.Post draft, long n, List<String> calls) throws SQLException {
        change(draft.channel(), n, draft.author(), List.of(), calls);
        if (calls.contains(Mentions.HERE) && !crowd(calls)) {
            var rest = new TreeSet<>(draft.mentions().present());
            rest.remove(draft.author());
            calls.forEach(rest::remove);
            for (var some : Readers.pieces(rest)) {
                callSome(draft.channel(), n, some);
            }
        }
    }

    /** The same of what changes: before and after it the message calls those; of who was here then nobody is called who was not. */
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
        if (before.contains(Mentions.HERE) && !after.contains(Mentions.HERE)) {
            for (var person : called(channel, n)) {
                if (!single.contains(person)) {
                    uncall(channel, n, person);
                }
            }
        }
    }

    private List<String> called(String channel, long n) throws SQLException {
        return session()
                .all("SELECT person FROM mention WHERE channel = ? AND n = ?", row -> row.getString(1), channel, n);
    }

    private static boolean crowd(List<String> calls) {
        return calls.contains(Mentions.CHANNEL);
    }

    private static List<String> singles(List<String> calls, String author) {
        var people = new HashSet<>(calls);
        people.remove(author);
        return people.stream().sorted().toList();
    }

    private void call(String channel, long n, String person) throws SQLException {
        var fresh = session()
                .update(
                        "INSERT INTO mention (person, channel, n) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                        person,
                        channel,
                        n);
        if (fresh == 0) {
            // he was here when it was posted
            return;
        }
        session()
                .update(
                        "UPDATE member SET mentions = mentions + 1 WHERE channel = ? AND person = ? AND read_n < ?",
                        channel,
                        person,
                        n);
    }

    /**
     * Those of them who are in the channel, however many, in two statements. The last one is named again until there are a power of two:
     * each length is a statement that stays prepared.
     */
    private void callSome(String channel, long n, List<String> people) throws SQLException {
        var length = slots(people.size());
        var list = String.join(", ", Collections.nCopies(length, "?"));
        var arguments = new ArrayList<Object>(List.of(n, channel));
        arguments.addAll(people);
        arguments.addAll(Collections.nCopies(length - people.size(), people.getLast()));
        session()
                .update(
                        "INSERT INTO mention (person, channel, n) SELECT person, channel, ? FROM member"
                                + " WHERE channel = ? AND person IN (" + list + ")",
                        arguments.toArray());
        session()
                .update(
                        "UPDATE member SET mentions = mentions + 1 WHERE read_n < ? AND channel = ? AND person IN ("
                                + list + ")",
                        arguments.toArray());
    }

    /** The next power of two. */
    static int slots(int people) {
        return Integer.highestOneBit(2 * people - 1);
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
