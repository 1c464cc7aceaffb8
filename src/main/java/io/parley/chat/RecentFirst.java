package io.parley.chat;

import io.parley.people.Directory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The journal, which looks into {@link Recent} first where somebody joins or catches up.
 *
 * <p>The journal says who is a member and where the head is, in one moment; only when the recent events reach from where he stands to that
 * head, each continuing the log of the one before, are they shown, in the state that the last of them gives their messages.
 */
public final class RecentFirst implements Journal {
    /** Events read at once: changes after them have to be known too, so it is all or nothing. */
    private static final int MOST = 512;
    /** Messages of a page beyond which it is no join, but somebody who reads far back. */
    private static final int MOST_MESSAGES = 100;
    /** Characters of a page beyond which the journal decides where to cut it. */
    private static final long HEAVIEST = 1 << 20;

    private final Journal journal;
    private final Recent recent;
    private final Directory directory;

    public RecentFirst(Journal journal, Recent recent, Directory directory) {
        this.journal = journal;
        this.recent = recent;
        this.directory = directory;
    }

    @Override
    public Page after(String person, String channel, long seq, int events, long bytes) {
        var head = journal.head(person, channel);
        if (head.seq() <= seq) {
            return new Page(List.of(), true);
        }
        return present(channel, seq, head)
                .map(all -> page(all, events, bytes))
                .orElseGet(() -> journal.after(person, channel, seq, events, bytes));
    }

    @Override
    public History history(String person, String channel, @Nullable Cursor to, int limit) {
        if (to != null || limit > MOST_MESSAGES) {
            return journal.history(person, channel, to, limit);
        }
        var head = journal.head(person, channel);
        // enough for as many changes as messages
        var after = Math.max(0, head.seq() - 2L * (limit + 1));
        return present(channel, after, head)
                .flatMap(all -> newest(all, limit, after == 0, head))
                .orElseGet(() -> journal.history(person, channel, null, limit));
    }

    /** The events after that seq up to the head, in their messages' present state; empty unless they are all known. */
    private Optional<List<Event.Lasting>> present(String channel, long after, Cursor head) {
        if (head.seq() == after || head.seq() - after > MOST) {
            return Optional.empty();
        }
        return recent.between(channel, after, head.seq())
                .filter(told -> {
                    var ours = continuous(told, head);
                    if (!ours) {
                        recent.forget(channel);
                    }
                    return ours;
                })
                .map(RecentFirst::present);
    }

    private static boolean continuous(List<Event.Lasting> told, Cursor head) {
        for (var i = 1; i < told.size(); i++) {
            if (!told.get(i - 1).cursor().leadsTo(told.get(i).cursor())) {
                return false;
            }
        }
        return told.getLast().cursor().equals(head);
    }

    private static List<Event.Lasting> present(List<Event.Lasting> told) {
        var states = new HashMap<Long, Message>();
        for (var event : told) {
            if (event instanceof Event.OfMessage about) {
                states.merge(
                        about.state().seq(),
                        about.state(),
                        (before, after) -> after.revision() >= before.revision() ? after : before);
            }
        }
        return told.stream().map(event -> present(states, event)).toList();
    }

    private static Event.Lasting present(Map<Long, Message> states, Event.Lasting event) {
        return switch (event) {
            case Event.OfMessage about -> in(states.getOrDefault(about.state().seq(), about.state()), about);
            case Event.OfChannel told -> told;
        };
    }

    private static Event.Lasting in(Message state, Event.OfMessage event) {
        return switch (event) {
            case Event.Posted posted -> Event.Posted.of(posted.channel(), posted.mark(), posted.cid(), state);
            case Event.Edited edited ->
                new Event.Edited(edited.channel(), edited.seq(), edited.mark(), edited.at(), edited.cid(), state);
            case Event.Deleted deleted ->
                new Event.Deleted(
                        deleted.channel(),
                        deleted.seq(),
                        deleted.mark(),
                        deleted.at(),
                        deleted.cid(),
                        deleted.by(),
                        state);
            case Event.Checked checked ->
                new Event.Checked(
                        checked.channel(), checked.seq(), checked.mark(), checked.at(), checked.sent(), state);
        };
    }

    private static Page page(List<Event.Lasting> all, int events, long bytes) {
        var taken = new ArrayList<Event.Lasting>();
        var weight = 0L;
        for (var event : all) {
            if (!taken.isEmpty() && (taken.size() >= events || weight >= bytes)) {
                return new Page(taken, false);
            }
            taken.add(event);
            weight += event.weight();
        }
        return new Page(taken, true);
    }

    /** Empty when there are not enough messages among them, or too heavy ones. */
    private Optional<History> newest(List<Event.Lasting> all, int limit, boolean fromTheBeginning, Cursor head) {
        var messages = new ArrayList<Event.Posted>();
        for (var event : all) {
            if (event instanceof Event.Posted posted) {
                messages.add(posted);
            }
        }
        var more = messages.size() - limit;
        if (more <= 0 && !fromTheBeginning) {
            return Optional.empty();
        }
        var shown = messages.subList(Math.max(0, more), messages.size());
        if (shown.stream().mapToLong(message -> message.text().length()).sum() > HEAVIEST) {
            return Optional.empty();
        }
        var earlier = more > 0 ? messages.get(more - 1).cursor() : null;
        var events = events(all, earlier == null ? 0 : earlier.seq());
        var people = History.people(shown, events);
        return Optional.of(
                new History(shown, events, people.isEmpty() ? List.of() : directory.byIds(people), earlier, head));
    }

    private static List<Event.OfChannel> events(List<Event.Lasting> all, long after) {
        var events = new ArrayList<Event.OfChannel>();
        for (var event : all) {
            if (event instanceof Event.OfChannel told && told.seq() > after) {
                events.add(told);
            }
        }
        return events;
    }

    @Override
    public CompletionStage<Receipt> append(Draft draft) {
        return journal.append(draft);
    }

    @Override
    public Opening opening(String person, Map<String, Cursor> cursors, long budget) {
        return journal.opening(person, cursors, budget);
    }

    @Override
    public boolean committing() {
        return journal.committing();
    }

    @Override
    public List<Optional<Opening>> openings(List<Hello> hellos, long budget) {
        return journal.openings(hellos, budget);
    }

    @Override
    public Map<String, Changes> changes(Map<String, Long> since) {
        return journal.changes(since);
    }

    @Override
    public Changes changes(String person, long since) {
        return journal.changes(person, since);
    }

    @Override
    public Cursor head(String person, String channel) {
        return journal.head(person, channel);
    }

    @Override
    public History around(String person, String channel, long seq, int limit) {
        return journal.around(person, channel, seq, limit);
    }

    @Override
    public Edits edits(String person, String channel, long message, long after, int limit) {
        return journal.edits(person, channel, message, after, limit);
    }

    @Override
    public boolean kept(String channel, String author, String cid) {
        return journal.kept(channel, author, cid);
    }

    @Override
    public Map<String, Cursor> heads(Collection<String> channels) {
        return journal.heads(channels);
    }

    @Override
    public List<Event.Lasting> between(Collection<Stretch> stretches, long bytes) {
        return journal.between(stretches, bytes);
    }

    @Override
    public List<Cursor> places(Stretch stretch) {
        return journal.places(stretch);
    }

    @Override
    public Map<String, Long> versions(Collection<String> people) {
        return journal.versions(people);
    }

    @Override
    public Standing standing(Collection<String> channels, Collection<String> people) {
        return journal.standing(channels, people);
    }

    @Override
    public List<Shown> shown(long since, int limit) {
        return journal.shown(since, limit);
    }

    @Override
    public boolean shared() {
        return journal.shared();
    }
}
