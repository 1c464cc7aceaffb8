package io.parley.sql;

import io.parley.chat.Attachment;
import io.parley.chat.Cursor;
import io.parley.chat.Draft;
import io.parley.chat.Event;
import io.parley.chat.Message;
import io.parley.chat.Receipt;
import io.parley.people.Refusal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of the writer: looks up receipts, checks authority, and gives each draft that is left the next place in
 * its channel. Used by the writer's thread only, and thrown away with the transaction.
 */
final class Transaction {
    private static final String ATTACHMENT =
            "SELECT " + Rows.ATTACHMENT + " FROM upload AS u JOIN blob AS b ON b.sha256 = u.blob";

    private static final String FILES = ATTACHMENT + " WHERE u.channel = ? AND u.message = ? ORDER BY u.position";

    private static final String UNPOSTED = ATTACHMENT + " WHERE u.id = ? AND u.uploader = ? AND u.channel IS NULL";

    private final Session session;
    private final Marks marks;
    private final boolean shared;

    /** Milliseconds since 1970. */
    private final long now;

    /** Nobody else adds to these. */
    private final Set<String> locked = new HashSet<>();

    private final Map<String, ChannelLog> logs = new HashMap<>();

    /** Events of an earlier COMMIT of unknown outcome that turned out to be in the journal, by their cursor. */
    private final Map<String, Event.Lasting> settled = new HashMap<>();

    private final List<Event.Lasting> events = new ArrayList<>();

    /** People whose own state changed, and the channels in which they are members otherwise than before, or no more. */
    private final SortedMap<String, Set<String>> touched = new TreeMap<>();

    private final SortedSet<String> shown = new TreeSet<>();
    private OptionalLong showing = OptionalLong.empty();

    private final Map<String, Long> versions = new HashMap<>();

    private final ChannelChanges changes;
    private final Callings callings;
    private final MessageChanges messages;

    /** @param shared whether it is the transaction of several works */
    Transaction(Session session, Marks marks, long now, boolean shared) {
        this.shared = shared;
        this.session = session;
        this.marks = marks;
        this.now = now;
        this.changes = new ChannelChanges(this);
        this.callings = new Callings(this);
        this.messages = new MessageChanges(this, callings);
    }

    Session session() {
        return session;
    }

    /** Whether others would suffer from its end. */
    boolean shared() {
        return shared;
    }

    /** Milliseconds since 1970. */
    long now() {
        return now;
    }

    Marks marks() {
        return marks;
    }

    /** What becomes known when this is committed, in order. */
    List<Event.Lasting> events() {
        return events;
    }

    /** How often the own state of those was changed by now whom this transaction {@link #touch}ed; known when it is finished. */
    Map<String, Long> versions() {
        return versions;
    }

    /**
     * This person's own state changes: his version is counted up, once in a transaction, and his connections hear of it within a second on
     * every node. They are ended where his sign-in is no longer good.
     */
    void touch(String person) {
        touched.computeIfAbsent(person, p -> new TreeSet<>());
    }

    /** The same, because his membership of that channel changes. */
    void touch(String person, String channel) {
        touched.computeIfAbsent(person, p -> new TreeSet<>()).add(channel);
    }

    /** What others see of this person changes too, and they hear of it. */
    void show(String person) {
        touch(person);
        shown.add(person);
    }

    /** How often what people show of themselves was changed by now, where this transaction did; known when it is finished. */
    OptionalLong showing() {
        return showing;
    }

    /**
     * Takes the locks of everything that is to be counted up, and of what an earlier COMMIT may still be holding: from then on
     * nobody else can add to those channels, and what receipts say is final.
     */
    void lock(List<Work> works, List<Event.Lasting> doubtful) throws SQLException {
        var channels = new TreeSet<String>();
        works.forEach(work -> channels.addAll(work.channels()));
        doubtful.forEach(event -> channels.add(event.channel()));
        session.lock(channels);
        locked.addAll(channels);
    }

    /** Does a change of which nothing is left where it is refused, while all that others did in this transaction stays. */
    <T> T sheltered(Chore.Step<T> step) throws SQLException {
        var before = new Before(
                Set.copyOf(locked),
                logs.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, log -> log.getValue().copy())),
                events.size(),
                touched.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> new TreeSet<>(entry.getValue()))),
                Set.copyOf(shown));
        session.mark();
        T result;
        try {
            result = step.make(this);
        } catch (Refusal refused) {
            session.undo();
            backTo(before);
            throw refused;
        }
        session.stand();
        return result;
    }

    private void backTo(Before before) {
        // what was locked since is not any more
        locked.retainAll(before.locked());
        logs.clear();
        logs.putAll(before.logs());
        events.subList(before.events(), events.size()).clear();
        touched.clear();
        touched.putAll(before.touched());
        shown.retainAll(before.shown());
    }

    /** Finds which events of a COMMIT of unknown outcome are in the journal: nobody has been told of them yet. */
    void settle(List<Event.Lasting> doubtful) throws SQLException {
        for (var event : doubtful) {
            var mark = session.one(
                    "SELECT mark FROM event WHERE channel = ? AND seq = ?",
                    row -> row.getString(1),
                    event.channel(),
                    event.seq());
            if (mark.isPresent() && mark.get().equals(event.mark())) {
                settled.put(place(event.channel(), event.seq()), event);
                events.add(event);
            }
        }
    }

    /** @throws Refusal definitive: as long as nothing else changes, this draft will never be kept */
    Receipt keep(Append append) throws SQLException {
        var draft = append.draft();
        var before = session.one(
                "SELECT seq, digest, made FROM receipt WHERE channel = ? AND author = ? AND cid = ?",
                row -> new Kept(row.getLong(1), row.getBytes(2), row.getString(3)),
                draft.channel(),
                draft.author(),
                draft.cid());
        if (before.isPresent()) {
            return again(append, before.get());
        }
        var told = switch (draft) {
            case Draft.Post post -> List.of(post(post, append.body()));
            case Draft.OfMessage change -> List.of(messages.keep(change, append.body()));
            case Draft.OfChannel change -> changes.keep(change);
        };
        if (told.isEmpty()) {
            // it is so already
            return new Receipt.Repeated(
                    draft.channel(), log(draft.channel()).head().seq());
        }
        var event = told.getLast();
        session.update(
                "INSERT INTO receipt (channel, author, cid, seq, digest, made) VALUES (?, ?, ?, ?, ?, ?)",
                draft.channel(),
                draft.author(),
                draft.cid(),
                event.seq(),
                append.digest(),
                event.channel().equals(draft.channel()) ? null : event.channel());
        events.addAll(told);
        return new Receipt.Kept(event);
    }

    private Receipt again(Append append, Kept before) {
        var draft = append.draft();
        if (!Arrays.equals(before.digest(), append.digest())) {
            throw new Refusal(Refusal.Code.CONFLICT, "The cid " + draft.cid() + " was used for something else");
        }
        var channel = before.made() == null ? draft.channel() : before.made();
        var unknown = settled.get(place(channel, before.seq()));
        return unknown == null ? new Receipt.Repeated(channel, before.seq()) : new Receipt.Kept(unknown);
    }

    /** In the statement that looks, whether he may sign in at all: he may have been connected a moment ago. */
    void requireMember(Draft draft) throws SQLException {
        var member = session.one(
                "SELECT 1 FROM member AS m JOIN person AS p ON p.id = m.person"
                        + " WHERE m.channel = ? AND m.person = ? AND p.active = 1",
                row -> row.getInt(1),
                draft.channel(),
                draft.author());
        if (member.isEmpty()) {
            throw noChannel(draft.channel());
        }
    }

    boolean isMember(String channel, String person) throws SQLException {
        return session.one(
                        "SELECT 1 FROM member WHERE channel = ? AND person = ?", row -> row.getInt(1), channel, person)
                .isPresent();
    }

    static Refusal noChannel(String channel) {
        return new Refusal(Refusal.Code.NO_CHANNEL, "There is no channel " + channel + " for you");
    }

    private Event.Lasting post(Draft.Post draft, byte[] body) throws SQLException {
        requireMember(draft);
        var log = log(draft.channel());
        changes.requirePosting(log, draft);
        var calls = callings.of(draft);
        var files = unposted(draft);
        var seq = log.next(now, marks);
        var n = log.nextMessage();
        var message = new Message(seq, n, draft.author(), log.lastAt(), draft.text(), seq, null, files, calls, null);
        var mark = event(log, "posted", seq, draft);
        changes.posted(log, draft.channel(), n);
        session.update(
                "INSERT INTO message (channel, seq, n, author, at, revision, files, mentions, text)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                draft.channel(),
                seq,
                n,
                draft.author(),
                log.lastAt(),
                seq,
                files.size(),
                Callings.column(calls),
                body);
        callings.count(draft, n, calls);
        for (int i = 0; i < files.size(); i++) {
            session.update(
                    "UPDATE upload SET channel = ?, message = ?, position = ?, alt = ? WHERE id = ?",
                    draft.channel(),
                    seq,
                    i,
                    files.get(i).alt(),
                    files.get(i).id());
        }
        return Event.Posted.of(draft.channel(), mark, draft.cid(), message);
    }

    /** All are looked at before anything is written, so that a refusal leaves nothing behind in the others' transaction. */
    private List<Attachment> unposted(Draft.Post draft) throws SQLException {
        var files = new ArrayList<Attachment>();
        var ids = new HashSet<String>();
        for (var enclosed : draft.files()) {
            // holds the row: from here on no sweep of another node takes it
            session.update(
                    "UPDATE upload SET position = ? WHERE id = ? AND uploader = ? AND channel IS NULL",
                    files.size(),
                    enclosed.id(),
                    draft.author());
            var file = settled(enclosed.id(), draft.author());
            if (file.isEmpty() || !ids.add(enclosed.id())) {
                throw new Refusal(
                        Refusal.Code.NO_FILE,
                        "The upload " + enclosed.id() + " is not there, not whole, not yours, or already posted");
            }
            files.add(file.get().described(enclosed.alt()));
        }
        return files;
    }

    /** An upload to post. A held content is touched, so that whoever checks it at this moment comes before or after us. */
    private Optional<Attachment> settled(String upload, String author) throws SQLException {
        var file = session.one(UNPOSTED, Rows::attachment, upload, author);
        if (file.isEmpty() || !Attachment.HELD.equals(file.get().state())) {
            return file;
        }
        session.update(
                "UPDATE blob SET state = 'held' WHERE state = 'held'"
                        + " AND sha256 = (SELECT blob FROM upload WHERE id = ?)",
                upload);
        return session.one(UNPOSTED, Rows::attachment, upload, author);
    }

    /** The files of a message, in its order. */
    List<Attachment> files(String channel, long message) throws SQLException {
        return session.all(FILES, Rows::attachment, channel, message);
    }

    /** The same by who sent that draft. */
    String event(ChannelLog log, String kind, long message, Draft draft) throws SQLException {
        return event(log, draft.channel(), kind, message, draft.author(), draft.cid());
    }

    /** Puts an event at the log's head; gives back its mark. */
    String event(ChannelLog log, String channel, String kind, long message, String author, String cid)
            throws SQLException {
        var head = log.head();
        session.update(
                "INSERT INTO event (channel, seq, mark, kind, message, author, cid, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                channel,
                head.seq(),
                head.mark(),
                kind,
                message,
                author,
                cid,
                log.lastAt());
        return head.mark();
    }

    /** @throws Refusal `NO_CHANNEL` */
    ChannelLog log(String channel) throws SQLException {
        var log = logs.get(channel);
        if (log == null) {
            // not foreseen, so not in order: of two that wait for each other the database ends one, and it is done
            // again
            if (locked.add(channel)) {
                session.lock(new TreeSet<>(List.of(channel)));
            }
            log = session.one(
                            "SELECT e.seq, e.mark, c.last_at, c.messages, c.kind, c.archived, c.posting FROM channel AS c"
                                    + " LEFT JOIN event AS e ON e.channel = c.id AND e.seq = c.head WHERE c.id = ?",
                            row -> new ChannelLog(
                                    Rows.cursor(row, 1, 2).orElse(Cursor.START),
                                    row.getLong(3),
                                    row.getLong(4),
                                    row.getString(5),
                                    row.getInt(6) != 0,
                                    row.getString(7)),
                            channel)
                    .orElseThrow(() -> noChannel(channel));
            logs.put(channel, log);
        }
        return log;
    }

    /** Counts the heads up by what was kept; the last thing before COMMIT. */
    void finish() throws SQLException {
        for (var entry : touched.entrySet()) {
            count(entry.getKey(), entry.getValue());
        }
        for (var entry : logs.entrySet()) {
            var log = entry.getValue();
            session.update(
                    "UPDATE channel SET head = ?, last_at = ?, messages = ? WHERE id = ?",
                    log.head().seq(),
                    log.lastAt(),
                    log.messages(),
                    entry.getKey());
        }
        if (!shown.isEmpty()) {
            countShown();
        }
    }

    /** The very last, as all who change people wait for each other here: nothing else is waited for after it. */
    private void countShown() throws SQLException {
        var count = session.one("UPDATE showing SET count = count + 1 RETURNING count", row -> row.getLong(1))
                .orElseThrow();
        for (var person : shown) {
            session.update("UPDATE person SET shown = ? WHERE id = ?", count, person);
        }
        showing = OptionalLong.of(count);
    }

    /** People in the order of their ids, so that two transactions do not wait for each other. */
    private void count(String person, Set<String> channels) throws SQLException {
        var counted = session.one(
                "UPDATE person SET version = version + 1 WHERE id = ? RETURNING version",
                row -> row.getLong(1),
                person);
        if (counted.isEmpty()) {
            return;
        }
        var version = counted.get();
        versions.put(person, version);
        for (var channel : channels) {
            var there = session.update(
                    "UPDATE member SET version = ? WHERE channel = ? AND person = ?", version, channel, person);
            if (there == 0) {
                session.update(
                        "INSERT INTO parted (person, channel, version) VALUES (?, ?, ?)"
                                + " ON CONFLICT (person, channel) DO UPDATE SET version = excluded.version",
                        person,
                        channel,
                        version);
            } else {
                session.update("DELETE FROM parted WHERE person = ? AND channel = ?", person, channel);
            }
        }
    }

    private static String place(String channel, long seq) {
        return seq + " " + channel;
    }

    /** What this transaction had come to at a moment. */
    private record Before(
            Set<String> locked,
            Map<String, ChannelLog> logs,
            int events,
            Map<String, TreeSet<String>> touched,
            Set<String> shown) {}

    private record Kept(long seq, byte[] digest, @Nullable String made) {}
}
