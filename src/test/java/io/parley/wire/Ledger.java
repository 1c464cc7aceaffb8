package io.parley.wire;

import io.parley.chat.Cursor;
import io.parley.chat.Draft;
import io.parley.chat.Event;
import io.parley.chat.Message;
import io.parley.chat.Receipt;
import io.parley.people.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** What is on the disk of a simulated journal: it survives every crash. */
final class Ledger {
    private final Map<String, Log> logs = new LinkedHashMap<>();
    private final Map<Key, Long> receipts = new HashMap<>();

    /** All that is committed, in that order. */
    private final List<Entry> order = new ArrayList<>();
    /** What a restore took: nobody can have it any more. */
    private final List<Entry> taken = new ArrayList<>();

    /** Events ever written, those too that were undone: no two have one mark. */
    private long written;

    private record Key(String channel, String author, String cid) {}

    private record Entry(Key key, Event.Lasting event) {}

    /** One channel's. */
    private static final class Log {
        private final List<Event.Lasting> events = new ArrayList<>();
        private final Map<Long, Message> states = new HashMap<>();
        private long n;
        private long at;
    }

    /** A channel in which not everybody is. */
    static final String CLUB = "club";
    /** Who is in it always, and lets others in and out. */
    static final String CHAIR = "chair";

    private final LongFunction<String> marks;
    private final List<String> everybodys;

    /** Who is in the club. */
    private final Set<String> members = new TreeSet<>();

    /** How often the own state of people was changed: by coming into the club and by leaving it. */
    private final Map<String, Long> versions = new TreeMap<>();

    /** @param channels in which everybody is; there is the club besides, which people enter and leave */
    Ledger(List<String> channels, LongFunction<String> marks) {
        this.marks = marks;
        this.everybodys = List.copyOf(channels);
        begin();
    }

    private void begin() {
        logs.clear();
        everybodys.forEach(channel -> logs.put(channel, new Log()));
        logs.put(CLUB, new Log());
        members.clear();
        members.add(CHAIR);
        versions.clear();
    }

    /** Those in which everybody is. */
    List<String> channels() {
        return everybodys;
    }

    boolean isMember(String channel, String person) {
        return !channel.equals(CLUB) || members.contains(person);
    }

    long version(String person) {
        return versions.getOrDefault(person, 0L);
    }

    /** Keeps a draft, or finds that it was kept. */
    Receipt keep(Draft draft, long clock) {
        var key = new Key(draft.channel(), draft.author(), draft.cid());
        var before = receipts.get(key);
        if (before != null) {
            return new Receipt.Repeated(draft.channel(), before);
        }
        var log = log(draft.channel());
        log.at = Math.max(log.at, clock);
        var event = switch (draft) {
            case Draft.Post post -> post(log, post);
            case Draft.Edit edit -> edit(log, edit);
            case Draft.Delete delete -> delete(log, delete);
            case Draft.OfChannel change -> change(log, change);
        };
        if (event == null) {
            return new Receipt.Repeated(draft.channel(), log.events.size());
        }
        write(new Entry(key, event));
        return new Receipt.Kept(event);
    }

    /** Whether it was kept, or can be: the message that it changes is there, and his. */
    boolean allows(Draft draft) {
        if (!(draft instanceof Draft.OfMessage change) || kept(change.channel(), change.author(), change.cid()) > 0) {
            return true;
        }
        var message = log(change.channel()).states.get(change.message());
        return message != null && message.from().equals(change.author()) && message.deleted() == null;
    }

    /** Whether that message is there no more. */
    boolean deleted(String channel, long message) {
        var state = log(channel).states.get(message);
        return state != null && state.deleted() != null;
    }

    /** Null where it is so already. */
    private Event.@Nullable Lasting change(Log log, Draft.OfChannel change) {
        var seq = log.events.size() + 1;
        return switch (change) {
            case Draft.Add add -> {
                var person = add.people().getFirst();
                yield members.contains(person)
                        ? null
                        : new Event.Joined(CLUB, seq, mark(log), log.at, add.cid(), add.author(), person);
            }
            case Draft.Remove remove ->
                members.contains(remove.person())
                        ? new Event.Left(CLUB, seq, mark(log), log.at, remove.cid(), remove.author(), remove.person())
                        : null;
            default -> throw new IllegalStateException("nobody does " + change);
        };
    }

    private Event.Lasting post(Log log, Draft.Post post) {
        var seq = log.events.size() + 1;
        var message = new Message(seq, log.n + 1, post.author(), log.at, post.text(), seq, List.of());
        return Event.Posted.of(post.channel(), mark(log), post.cid(), message);
    }

    private Event.Lasting edit(Log log, Draft.Edit edit) {
        var old = log.states.get(edit.message());
        if (old == null || old.deleted() != null) {
            throw new Refusal(Refusal.Code.NO_MESSAGE, "No such message.");
        }
        var seq = log.events.size() + 1;
        return new Event.Edited(
                edit.channel(), seq, mark(log), log.at, edit.cid(), old.saying(edit.text(), List.of(), seq));
    }

    private Event.Lasting delete(Log log, Draft.Delete delete) {
        var old = log.states.get(delete.message());
        if (old == null || old.deleted() != null) {
            throw new Refusal(Refusal.Code.NO_MESSAGE, "No such message.");
        }
        var seq = log.events.size() + 1;
        return new Event.Deleted(
                delete.channel(), seq, mark(log), log.at, delete.cid(), delete.author(), old.gone(seq));
    }

    private void write(Entry entry) {
        var event = entry.event();
        var log = log(event.channel());
        log.events.add(event);
        if (event instanceof Event.OfMessage about) {
            log.states.put(about.state().seq(), about.state());
        }
        switch (event) {
            case Event.Posted posted -> log.n++;
            case Event.Joined joined -> {
                members.add(joined.person());
                versions.merge(joined.person(), 1L, Long::sum);
            }
            case Event.Left left -> {
                members.remove(left.person());
                versions.merge(left.person(), 1L, Long::sum);
            }
            default -> {}
        }
        receipts.put(entry.key(), event.seq());
        order.add(entry);
    }

    /** Brings back the state it was in before the last so many commits. */
    void restore(int commits) {
        var kept = List.copyOf(order.subList(0, Math.max(0, order.size() - commits)));
        taken.addAll(order.subList(kept.size(), order.size()));
        order.clear();
        receipts.clear();
        begin();
        kept.forEach(this::write);
    }

    boolean restored() {
        return !taken.isEmpty();
    }

    /** Whether that was kept there once, and a restore took it. */
    boolean took(String channel, String author, String cid, long seq) {
        var key = new Key(channel, author, cid);
        return taken.stream()
                .anyMatch(entry -> entry.key().equals(key) && entry.event().seq() == seq);
    }

    /** Whether a restore took something that was said by this cid. */
    boolean took(String channel, String author, String cid) {
        var key = new Key(channel, author, cid);
        return taken.stream().anyMatch(entry -> entry.key().equals(key));
    }

    /** Whether a message looked so by a change that a restore took. */
    boolean took(String channel, Message state) {
        return taken.stream()
                .anyMatch(entry -> entry.event().channel().equals(channel)
                        && entry.event() instanceof Event.OfMessage about
                        && about.state().equals(state));
    }

    /** Whether a restore took something that gave a message this text. */
    boolean tookText(String channel, String text) {
        return taken.stream()
                .anyMatch(entry -> entry.event().channel().equals(channel)
                        && entry.event() instanceof Event.OfMessage about
                        && about.state().text().equals(text));
    }

    private String mark(Log log) {
        var head = log.events.isEmpty() ? Cursor.START : log.events.getLast().cursor();
        return head.next(marks.apply(++written)).mark();
    }

    /** As if these messages, the newest, had never reached the disk. */
    void undo(List<Event.Lasting> messages) {
        for (var message : messages.reversed()) {
            var log = log(message.channel());
            log.events.removeLast();
            log.states.remove(message.seq());
            log.n--;
            receipts.remove(new Key(message.channel(), message.author(), message.cid()));
            order.removeIf(entry -> entry.event().equals(message));
        }
    }

    /** Where the channel's newest event is. */
    Cursor head(String channel) {
        var events = log(channel).events;
        return events.isEmpty() ? Cursor.START : events.getLast().cursor();
    }

    long messages(String channel) {
        return log(channel).n;
    }

    boolean holds(String channel, Cursor cursor) {
        if (cursor.seq() == 0) {
            return cursor.equals(Cursor.START);
        }
        var events = log(channel).events;
        return cursor.seq() <= events.size()
                && events.get((int) cursor.seq() - 1).mark().equals(cursor.mark());
    }

    /** The seq of what was kept under that cid, 0 when nothing was. */
    long kept(String channel, String author, String cid) {
        return receipts.getOrDefault(new Key(channel, author, cid), 0L);
    }

    /** The events as they were committed, ascending. */
    List<Event.Lasting> asCommitted(String channel) {
        return log(channel).events;
    }

    /** An event with its message as it is now. */
    Event.Lasting present(Event.Lasting event) {
        return switch (event) {
            case Event.OfMessage about -> present(about);
            case Event.OfChannel told -> told;
        };
    }

    private Event.Lasting present(Event.OfMessage event) {
        var now = log(event.channel()).states.get(event.state().seq());
        if (now == null) {
            throw new IllegalStateException("no state of " + event);
        }
        return switch (event) {
            case Event.Posted posted -> Event.Posted.of(posted.channel(), posted.mark(), posted.cid(), now);
            case Event.Checked checked -> checked;
            case Event.Deleted deleted -> deleted;
            case Event.Edited edited ->
                new Event.Edited(edited.channel(), edited.seq(), edited.mark(), edited.at(), edited.cid(), now);
        };
    }

    private Log log(String channel) {
        var log = logs.get(channel);
        if (log == null) {
            throw new Refusal(Refusal.Code.NO_CHANNEL, "No such channel.");
        }
        return log;
    }
}
