package io.parley.sql;

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
import io.parley.chat.Way;
import io.parley.people.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The journal in a SQL database: appends go to its writer, reads to its readers. */
final class SqlJournal implements Journal {
    private final Writer writer;
    private final Readers readers;
    private final Digests digests;
    private final Way way;
    private final Logs logs;
    private final Versions versions;
    private final Openings openings;
    private final Faces faces;
    private final boolean shared;

    /** @param shared whether other nodes may write to the same database */
    SqlJournal(Writer writer, Readers readers, Digests digests, Way way, boolean shared) {
        this.shared = shared;
        this.writer = writer;
        this.readers = readers;
        this.digests = digests;
        this.way = way;
        this.logs = new Logs(readers);
        this.versions = new Versions(readers);
        this.openings = new Openings(readers);
        this.faces = new Faces(readers);
    }

    /** Encodes and digests here, on as many threads as there are senders, and not on the writer's one. */
    @Override
    public CompletionStage<Receipt> append(Draft draft) {
        var text = text(draft);
        var body = text.getBytes(StandardCharsets.UTF_8);
        if (!new String(body, StandardCharsets.UTF_8).equals(text)) {
            return CompletableFuture.failedFuture(
                    new Refusal(Refusal.Code.MALFORMED, "text: has half of a surrogate pair"));
        }
        var append = new Append(draft, body, digests.of(draft, body), way.now());
        writer.submit(append);
        return append.done();
    }

    @Override
    public boolean committing() {
        return writer.busy();
    }

    private static String text(Draft draft) {
        return switch (draft) {
            case Draft.Post post -> post.text();
            case Draft.Edit edit -> edit.text();
            case Draft.Delete delete -> "";
            case Draft.OfChannel change -> "";
        };
    }

    @Override
    public Opening opening(String person, Map<String, Cursor> cursors, long budget) {
        return openings.openings(List.of(new Hello(person, cursors)), budget)
                .getFirst()
                .orElseThrow(Opening::ofNobody);
    }

    @Override
    public List<Optional<Opening>> openings(List<Hello> hellos, long budget) {
        return openings.openings(hellos, budget);
    }

    @Override
    public Map<String, Changes> changes(Map<String, Long> since) {
        return openings.changes(since);
    }

    @Override
    public Changes changes(String person, long since) {
        return openings.changes(person, since);
    }

    @Override
    public Page after(String person, String channel, long seq, int events, long bytes) {
        return logs.after(person, channel, seq, events, bytes);
    }

    @Override
    public History history(String person, String channel, @Nullable Cursor to, int limit) {
        return logs.history(person, channel, to, limit);
    }

    @Override
    public History around(String person, String channel, long seq, int limit) {
        return logs.around(person, channel, seq, limit);
    }

    @Override
    public Edits edits(String person, String channel, long message, long after, int limit) {
        return versions.read(person, channel, message, after, limit);
    }

    @Override
    public Cursor head(String person, String channel) {
        return logs.head(person, channel);
    }

    @Override
    public boolean kept(String channel, String author, String cid) {
        return readers.read(handle -> handle.createQuery(
                        "SELECT 1 FROM receipt WHERE channel = :channel AND author = :author AND cid = :cid")
                .bind("channel", channel)
                .bind("author", author)
                .bind("cid", cid)
                .mapTo(Long.class)
                .findOne()
                .isPresent());
    }

    @Override
    public Map<String, Cursor> heads(Collection<String> channels) {
        return readers.read(handle -> {
            var heads = new HashMap<String, Cursor>();
            for (var some : Readers.pieces(channels)) {
                handle.createQuery("SELECT c.id, e.seq, e.mark FROM channel AS c"
                                + " LEFT JOIN event AS e ON e.channel = c.id AND e.seq = c.head WHERE c.id IN (<ids>)")
                        .bindList("ids", some)
                        .map((row, context) -> Map.entry(
                                row.getString("id"),
                                Rows.cursor(row, "seq", "mark").orElse(Cursor.START)))
                        .forEach(head -> heads.put(head.getKey(), head.getValue()));
            }
            return Map.copyOf(heads);
        });
    }

    @Override
    public List<Event.Lasting> between(Collection<Stretch> stretches, long bytes) {
        return logs.between(stretches, bytes);
    }

    @Override
    public List<Cursor> places(Stretch stretch) {
        return readers.read(handle -> handle.createQuery("SELECT seq, mark FROM event"
                        + " WHERE channel = :channel AND seq > :after AND seq <= :upTo ORDER BY seq")
                .bind("channel", stretch.channel())
                .bind("after", stretch.after())
                .bind("upTo", stretch.upTo())
                .map((row, context) -> new Cursor(row.getLong("seq"), row.getString("mark")))
                .list());
    }

    @Override
    public Map<String, Long> versions(Collection<String> people) {
        return readers.read(handle -> {
            var versions = new HashMap<String, Long>();
            for (var some : Readers.pieces(people)) {
                handle.createQuery("SELECT id, version FROM person WHERE id IN (<ids>)")
                        .bindList("ids", some)
                        .map((row, context) -> Map.entry(row.getString("id"), row.getLong("version")))
                        .forEach(version -> versions.put(version.getKey(), version.getValue()));
            }
            return Map.copyOf(versions);
        });
    }

    @Override
    public Standing standing(Collection<String> channels, Collection<String> people) {
        if (!Readers.fit(channels) || !Readers.fit(people)) {
            return new Standing(heads(channels), versions(people), faces.count());
        }
        return readers.read(handle -> {
            var heads = new HashMap<String, Cursor>();
            var versions = new HashMap<String, Long>();
            var shown = new AtomicLong();
            handle.createQuery("SELECT 'channel' AS kind, c.id, e.seq AS number, e.mark FROM channel AS c"
                            + " LEFT JOIN event AS e ON e.channel = c.id AND e.seq = c.head WHERE c.id IN (<channels>)"
                            + " UNION ALL SELECT 'person', id, version, NULL FROM person WHERE id IN (<people>)"
                            + " UNION ALL SELECT 'shown', '', count, NULL FROM showing")
                    .bindList("channels", List.copyOf(channels))
                    .bindList("people", List.copyOf(people))
                    .map((row, context) -> {
                        var id = row.getString("id");
                        switch (row.getString("kind")) {
                            case "channel" ->
                                heads.put(id, Rows.cursor(row, "number", "mark").orElse(Cursor.START));
                            case "person" -> versions.put(id, row.getLong("number"));
                            default -> shown.set(row.getLong("number"));
                        }
                        return id;
                    })
                    .list();
            return new Standing(heads, versions, shown.get());
        });
    }

    @Override
    public List<Shown> shown(long since, int limit) {
        return faces.since(since, limit);
    }

    @Override
    public boolean shared() {
        return shared;
    }
}
