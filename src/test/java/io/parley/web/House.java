package io.parley.web;

import io.parley.chat.Changes;
import io.parley.chat.Cursor;
import io.parley.chat.Draft;
import io.parley.chat.Edits;
import io.parley.chat.Event;
import io.parley.chat.History;
import io.parley.chat.Journal;
import io.parley.chat.Opening;
import io.parley.chat.Page;
import io.parley.chat.Receipt;
import io.parley.files.Album;
import io.parley.files.Blob;
import io.parley.files.Catalog;
import io.parley.files.MemoryArrivals;
import io.parley.people.Directory;
import io.parley.people.Name;
import io.parley.people.Person;
import io.parley.people.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A store in memory: people, one channel with five messages, files. */
final class House implements Directory, Journal, Catalog {
    static final int MESSAGES = 5;

    final Map<String, Person> people = new ConcurrentHashMap<>();
    final Map<String, Upload> uploads = new ConcurrentHashMap<>();
    final MemoryArrivals arrivals =
            new MemoryArrivals(upload -> uploads.put(upload.file().id(), upload));
    final Map<Blob, Blob> thumbnails = new ConcurrentHashMap<>();
    final Album album = new Album() {
        @Override
        public Optional<Blob> thumbnail(Blob source) {
            return Optional.ofNullable(thumbnails.get(source));
        }

        @Override
        public void made(Blob source, Blob thumbnail) {
            thumbnails.put(source, thumbnail);
        }

        @Override
        public void none(Blob source) {}
    };
    /** How often a name was asked for. */
    final AtomicInteger asked = new AtomicInteger();

    private volatile boolean away;

    void away(boolean now) {
        away = now;
    }

    @Override
    public Person named(Name name) {
        answer();
        asked.incrementAndGet();
        return people.computeIfAbsent(name.text(), text -> new Person("p" + (people.size() + 1), text));
    }

    @Override
    public List<Person> byIds(Collection<String> ids) {
        answer();
        return people.values().stream()
                .filter(person -> ids.contains(person.id()))
                .toList();
    }

    @Override
    public List<Person> knownTo(String viewer, Collection<String> ids) {
        return byIds(ids);
    }

    @Override
    public History around(String person, String channel, long seq, int limit) {
        var end = Math.min(MESSAGES, seq + limit / 2);
        var cursor = new Cursor(end, "m" + end);
        var page = history(person, channel, cursor, limit);
        return end == MESSAGES ? page : page.before(cursor);
    }

    @Override
    public Edits edits(String person, String channel, long message, long after, int limit) {
        answer();
        if (message > MESSAGES) {
            throw new Refusal(Refusal.Code.NO_MESSAGE, "There is no such message.");
        }
        return new Edits(List.of(new Edits.Version(message, message, "text " + message + " after " + after)), null);
    }

    @Override
    public History history(String person, String channel, @Nullable Cursor to, int limit) {
        answer();
        if (!channel.equals("lobby")) {
            throw new Refusal(Refusal.Code.NO_CHANNEL, "There is no such channel, or it is not yours.");
        }
        var last = to == null ? MESSAGES : (int) Math.min(to.seq(), MESSAGES);
        if (to != null && !to.mark().equals("m" + to.seq())) {
            throw new Refusal(Refusal.Code.UNKNOWN_CURSOR, "The store was restored.");
        }
        var first = Math.max(1, last - limit + 1);
        var messages = java.util.stream.LongStream.rangeClosed(first, last)
                .mapToObj(n -> new Event.Posted("lobby", n, "m" + n, n, "p1", n, "text " + n, n, List.of(), "c" + n))
                .toList();
        var earlier = first == 1 ? null : new Cursor(first - 1, "m" + (first - 1));
        return new History(
                messages, List.of(), List.of(new Person("p1", "Ann")), earlier, new Cursor(MESSAGES, "m" + MESSAGES));
    }

    @Override
    public Upload readable(String person, String file) {
        var upload = uploads.get(file);
        if (upload == null || !upload.uploader().equals(person)) {
            throw new Refusal(Refusal.Code.NO_FILE, "There is no such file, or it is not yours.");
        }
        return upload;
    }

    @Override
    public Blob blob(String file) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean kept(String channel, String author, String cid) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean committing() {
        return false;
    }

    @Override
    public CompletionStage<Receipt> append(Draft draft) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Changes changes(String person, long since) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Opening opening(String person, Map<String, Cursor> cursors, long budget) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page after(String person, String channel, long seq, int events, long bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Cursor> heads(Collection<String> channels) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Event.Lasting> between(Collection<Stretch> stretches, long bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Cursor> places(Stretch stretch) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Long> versions(Collection<String> people) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Standing standing(Collection<String> channels, Collection<String> people) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Shown> shown(long since, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean shared() {
        return false;
    }

    private void answer() {
        if (away) {
            throw new Refusal(Refusal.Code.UNAVAILABLE, "The store does not answer.");
        }
    }
}
