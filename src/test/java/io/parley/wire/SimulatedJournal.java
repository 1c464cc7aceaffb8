package io.parley.wire;

import io.parley.chat.Changes;
import io.parley.chat.ChannelView;
import io.parley.chat.Committed;
import io.parley.chat.Cursor;
import io.parley.chat.Draft;
import io.parley.chat.Edits;
import io.parley.chat.Event;
import io.parley.chat.History;
import io.parley.chat.Journal;
import io.parley.chat.Opening;
import io.parley.chat.Page;
import io.parley.chat.Receipt;
import io.parley.chat.Timers;
import io.parley.people.Person;
import io.parley.people.Refusal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A journal that keeps its promises, on a disk and in a node that do not keep theirs. Broken ones in these tests break one promise each. */
class SimulatedJournal implements Journal {
    /** Before it looks what a commit of unknown outcome did. */
    private static final Duration SETTLING = Duration.ofMillis(500);
    /** Events that may be missing before a channel begins by a gap. */
    private static final int MOST_MISSED = 12;

    private final Site site;
    /** Given and not yet tried. */
    private final ArrayDeque<Pending> queue = new ArrayDeque<>();
    /** Committed, and nobody has heard of it. */
    private final List<Event.Lasting> doubtful = new ArrayList<>();

    /**
     * Where it works.
     *
     * @param writer the thread that commits
     * @param crash ends the node at once
     * @param shared whether other nodes write to the ledger too
     */
    record Site(
            World world,
            Ledger ledger,
            Faults faults,
            World.Lane writer,
            Timers timers,
            Committed committed,
            Runnable crash,
            boolean shared) {}

    /** A draft on its way. */
    record Pending(Draft draft, CompletableFuture<Receipt> done) {
        void fail(World world) {
            world.note("fails " + draft.cid());
            draft.order().failed(draft.channel(), draft.cid());
            done.completeExceptionally(unavailable());
        }
    }

    SimulatedJournal(Site site) {
        this.site = site;
    }

    final Site site() {
        return site;
    }

    /** Never: the world decides by chance what is waited for. */
    @Override
    public final boolean committing() {
        return false;
    }

    @Override
    public final CompletionStage<Receipt> append(Draft draft) {
        var done = new CompletableFuture<Receipt>();
        queue.add(new Pending(draft, done));
        if (queue.size() == 1) {
            site.writer().add(this::write);
        }
        return done;
    }

    /** Whether nothing is on its way. */
    final boolean idle() {
        return queue.isEmpty() && doubtful.isEmpty();
    }

    private void write() {
        var taken = new ArrayList<Pending>();
        for (var count = 1 + site.world().chance(queue.size()); count > 0; count--) {
            taken.add(queue.remove());
            if (taken.getLast().draft() instanceof Draft.OfChannel
                    || taken.getLast().draft() instanceof Draft.Delete) {
                // who may what, and what is there, is looked at before a batch: what follows may be otherwise
                break;
            }
        }
        var batch = taken.stream().filter(this::possible).filter(this::admitted).toList();
        if (site.faults().strikes()) {
            goWrong(batch);
        } else {
            commit(batch);
        }
        if (!queue.isEmpty()) {
            site.writer().add(this::write);
        }
    }

    /** Refuses what corrects a message that a restore took, or that is deleted. */
    private boolean possible(Pending pending) {
        var draft = pending.draft();
        if (!mayPost(draft) && site.ledger().kept(draft.channel(), draft.author(), draft.cid()) == 0) {
            site.world().note("no member for " + draft.cid());
            pending.done().completeExceptionally(noChannel());
            return false;
        }
        if (site.ledger().allows(pending.draft())) {
            return true;
        }
        pending.done().completeExceptionally(new Refusal(Refusal.Code.NO_MESSAGE, "No such message."));
        return false;
    }

    private boolean admitted(Pending pending) {
        if (admits(pending.draft())) {
            return true;
        }
        site.world().note("held back " + pending.draft().cid());
        pending.done().completeExceptionally(unavailable());
        return false;
    }

    /** Whether its author is in the channel. */
    boolean mayPost(Draft draft) {
        return site.ledger().isMember(draft.channel(), draft.author());
    }

    /** Whether the sender's order lets it be tried. */
    boolean admits(Draft draft) {
        return draft.order().admits(draft.channel(), draft.cid());
    }

    private void goWrong(List<Pending> batch) {
        var kind = Faults.Kind.values()[site.world().chance(5)];
        site.faults().count(kind);
        switch (kind) {
            case SOME_REFUSED -> {
                for (var pending : batch) {
                    if (admitted(pending)) {
                        if (site.world().oneIn(2)) {
                            commit(List.of(pending));
                        } else {
                            pending.fail(site.world());
                        }
                    }
                }
            }
            case REFUSED -> batch.forEach(pending -> pending.fail(site.world()));
            case UNKNOWN -> {
                doubtful.addAll(events(keep(batch)));
                batch.forEach(pending -> pending.fail(site.world()));
                site.timers().after(SETTLING, this::settle);
            }
            case CRASH_BEFORE_COMMIT -> site.crash().run();
            case CRASH_AFTER_COMMIT -> {
                keep(batch);
                site.crash().run();
            }
            default -> throw new IllegalStateException("no fault of a writer: " + kind);
        }
    }

    /** Keeps them all in one transaction, tells of it, then answers. */
    void commit(List<Pending> batch) {
        var receipts = keep(batch);
        tell(events(receipts));
        tellWhom(events(receipts));
        for (var i = 0; i < batch.size(); i++) {
            batch.get(i).done().complete(receipts.get(i));
        }
    }

    final List<Receipt> keep(List<Pending> batch) {
        return batch.stream()
                .map(pending -> site.ledger().keep(pending.draft(), site.world().millis()))
                .toList();
    }

    static List<Event.Lasting> events(List<Receipt> receipts) {
        var events = new ArrayList<Event.Lasting>();
        for (var receipt : receipts) {
            if (receipt instanceof Receipt.Kept kept) {
                events.add(kept.event());
            }
        }
        return events;
    }

    /** Announces them, and before them what was in doubt. */
    final void tell(List<Event.Lasting> events) {
        // those that a restore took meanwhile are not there
        var all = new ArrayList<>(doubtful.stream()
                .filter(event -> site.ledger().holds(event.channel(), event.cursor()))
                .toList());
        doubtful.clear();
        all.addAll(events);
        if (!all.isEmpty()) {
            site.committed().committed(all);
        }
    }

    /** Whose own state was changed. */
    void tellWhom(List<Event.Lasting> events) {
        var versions = new HashMap<String, Long>();
        for (var event : events) {
            switch (event) {
                case Event.Joined joined ->
                    versions.put(joined.person(), site.ledger().version(joined.person()));
                case Event.Left left ->
                    versions.put(left.person(), site.ledger().version(left.person()));
                default -> {}
            }
        }
        if (!versions.isEmpty()) {
            site.committed().touched(versions);
        }
    }

    /** What it did becomes known over another connection, which is a reason to look at everything. */
    private void settle() {
        site.committed().interrupted();
        tell(List.of());
    }

    @Override
    public final Opening opening(String person, Map<String, Cursor> cursors, long budget) {
        mayFail();
        var starts = channels(person).stream()
                .map(channel -> start(view(channel), cursors.get(channel)))
                .toList();
        return new Opening(site.ledger().version(person), starts, List.of(new Person(person, person)));
    }

    @Override
    public Changes changes(String person, long since) {
        mayFail();
        var version = site.ledger().version(person);
        var after = version < since && since != Long.MAX_VALUE ? Changes.ALL : since;
        var changed = new ArrayList<Changes.Changed>();
        for (var channel : channels(person)) {
            var at = channel.equals(Ledger.CLUB) ? version : 0;
            if (at > after) {
                changed.add(new Changes.Changed(view(channel), site.ledger().head(channel), at));
            }
        }
        var gone = version > Math.max(after, 0) && !isMember(Ledger.CLUB, person);
        return new Changes(version, changed, gone ? List.of(Ledger.CLUB) : List.of());
    }

    /** Those he is in. */
    final List<String> channels(String person) {
        var channels = new ArrayList<>(site.ledger().channels());
        if (isMember(Ledger.CLUB, person)) {
            channels.add(Ledger.CLUB);
        }
        return channels;
    }

    /** Whether he is in it, for whoever reads. */
    boolean isMember(String channel, String person) {
        return site.ledger().isMember(channel, person);
    }

    private void requireMember(String channel, String person) {
        if (!isMember(channel, person)) {
            throw noChannel();
        }
    }

    private ChannelView view(String channel) {
        var ledger = site.ledger();
        return new ChannelView(channel, "public", channel, ledger.head(channel).seq(), ledger.messages(channel), 0);
    }

    Opening.Start start(ChannelView channel, @Nullable Cursor cursor) {
        var ledger = site.ledger();
        var head = ledger.head(channel.id());
        if (cursor == null || !ledger.holds(channel.id(), cursor) || head.seq() - cursor.seq() > MOST_MISSED) {
            return new Opening.Gap(channel, head);
        }
        return new Opening.Resume(channel, cursor);
    }

    @Override
    public final Page after(String person, String channel, long seq, int events, long bytes) {
        mayFail();
        requireMember(channel, person);
        var head = site.ledger().head(channel).seq();
        var upTo = Math.min(head, seq + 1 + site.world().chance(4));
        return new Page(read(channel, seq, upTo), upTo == head);
    }

    @Override
    public final History around(String person, String channel, long seq, int limit) {
        throw new IllegalStateException("nobody asks by HTTP for that");
    }

    @Override
    public final Edits edits(String person, String channel, long message, long after, int limit) {
        throw new IllegalStateException("nobody asks by HTTP for that");
    }

    @Override
    public final History history(String person, String channel, @Nullable Cursor to, int limit) {
        mayFail();
        requireMember(channel, person);
        var ledger = site.ledger();
        if (to != null && !ledger.holds(channel, to)) {
            throw new Refusal(Refusal.Code.UNKNOWN_CURSOR, "No such place.");
        }
        var head = ledger.head(channel);
        var messages = new ArrayList<Event.Posted>();
        for (var event : read(channel, 0, to == null ? head.seq() : to.seq())) {
            if (event instanceof Event.Posted posted) {
                messages.add(posted);
            }
        }
        var earlier = Math.max(0, messages.size() - limit);
        var page = messages.subList(earlier, messages.size());
        var people = page.stream()
                .map(Event.Posted::from)
                .distinct()
                .map(id -> new Person(id, id))
                .toList();
        return new History(
                page,
                List.of(),
                people,
                earlier == 0 ? null : messages.get(earlier - 1).cursor(),
                head);
    }

    @Override
    public boolean kept(String channel, String author, String cid) {
        mayFail();
        var kept = site.ledger().kept(channel, author, cid) > 0;
        site.world().note(cid + " is kept: " + kept);
        return kept;
    }

    @Override
    public Map<String, Cursor> heads(Collection<String> channels) {
        mayFail();
        var heads = new HashMap<String, Cursor>();
        channels.forEach(channel -> heads.put(channel, site.ledger().head(channel)));
        return heads;
    }

    @Override
    public List<Event.Lasting> between(Collection<Stretch> stretches, long bytes) {
        mayFail();
        var events = new ArrayList<Event.Lasting>();
        stretches.forEach(stretch -> events.addAll(read(stretch.channel(), stretch.after(), stretch.upTo())));
        return events;
    }

    @Override
    public final List<Cursor> places(Stretch stretch) {
        mayFail();
        var log = site.ledger().asCommitted(stretch.channel());
        var upTo = Math.min(stretch.upTo(), log.size());
        return log.subList((int) Math.clamp(stretch.after(), 0, upTo), (int) upTo).stream()
                .map(Event.Lasting::cursor)
                .toList();
    }

    @Override
    public Map<String, Long> versions(Collection<String> people) {
        var versions = new HashMap<String, Long>();
        people.forEach(person -> versions.put(person, site.ledger().version(person)));
        return versions;
    }

    @Override
    public Standing standing(Collection<String> channels, Collection<String> people) {
        return new Standing(heads(channels), versions(people), 0);
    }

    @Override
    public List<Shown> shown(long since, int limit) {
        return List.of();
    }

    @Override
    public boolean shared() {
        return site.shared();
    }

    private List<Event.Lasting> read(String channel, long after, long upTo) {
        var log = site.ledger().asCommitted(channel);
        var end = (int) Math.min(log.size(), upTo);
        return log.subList((int) Math.min(after, end), end).stream()
                .map(this::shown)
                .toList();
    }

    /** How a committed event is read later. */
    Event.Lasting shown(Event.Lasting event) {
        return site.ledger().present(event);
    }

    private void mayFail() {
        if (site.faults().strikes()) {
            site.faults().count(Faults.Kind.UNREADABLE);
            throw unavailable();
        }
    }

    private static Refusal noChannel() {
        return new Refusal(Refusal.Code.NO_CHANNEL, "No such channel.");
    }

    private static Refusal unavailable() {
        return new Refusal(Refusal.Code.UNAVAILABLE, "The store does not answer.");
    }
}
