package io.parley.sql;

import io.parley.chat.ChannelBook;
import io.parley.chat.ChannelName;
import io.parley.chat.ChannelView;
import io.parley.people.Person;
import io.parley.people.Refusal;
import io.parley.people.Role;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The channels in a SQL database, for those who may know of them. */
final class SqlChannelBook implements ChannelBook {
    private static final String IN = "EXISTS (SELECT 1 FROM member AS p WHERE p.channel = c.id AND p.person = :person)";

    private static final String COUNT = "(SELECT COUNT(*) FROM member AS n WHERE n.channel = c.id)";

    /** Those that a person may know of: no guest sees what he is not in. */
    private static final String VISIBLE = "(" + IN + " OR (c.kind = 'public' AND EXISTS"
            + " (SELECT 1 FROM person AS q WHERE q.id = :person AND q.role <> 'guest')))";

    /** Counted is only what is on the page. */
    private static final String LIST = "SELECT c.id, c.name, c.topic, d.text, c.archived, " + COUNT + " AS members, "
            + IN + " AS joined FROM (SELECT id, name, topic, archived FROM channel WHERE kind = 'public'"
            + " AND archived = :archived AND name > :after"
            + " AND (name LIKE :query ESCAPE '!' OR LOWER(topic) LIKE :query ESCAPE '!')"
            + " ORDER BY name LIMIT :limit) AS c LEFT JOIN description AS d ON d.channel = c.id ORDER BY c.name";

    private static final String ABOUT = "SELECT c.id, c.kind, c.name, c.topic, d.text, c.archived, c.posting,"
            + " c.by_default, c.creator, c.members AS people, " + COUNT + " AS members, " + IN + " AS joined"
            + " FROM channel AS c LEFT JOIN description AS d ON d.channel = c.id WHERE c.id = :channel AND " + VISIBLE;

    private static final String VIEW =
            "SELECT " + Views.COLUMNS + Views.FROM + " WHERE p.person = :person AND p.channel = :channel";

    private static final String MEMBERS = "SELECT " + Rows.PERSON + ", p.sought FROM member AS m"
            + " JOIN person AS p ON p.id = m.person WHERE m.channel = :channel AND (p.sought, p.id) > (:sought, :id)"
            + " ORDER BY p.sought, p.id LIMIT :limit";

    private static final String NAMED =
            "SELECT c.id, c.name FROM channel_name AS n JOIN channel AS c ON c.id = n.channel"
                    + " WHERE n.skeleton = :skeleton AND " + VISIBLE;

    private final Writer writer;
    private final Readers readers;

    SqlChannelBook(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Listing list(String person, String query, @Nullable String after, boolean archived, int limit) {
        return readers.read(handle -> {
            if (isGuest(handle, person)) {
                throw new Refusal(Refusal.Code.FORBIDDEN, "Guests see only the channels they were added to.");
            }
            var found = handle.createQuery(LIST)
                    .bind("person", person)
                    .bind("archived", archived ? 1 : 0)
                    .bind("after", after == null ? "" : after)
                    .bind("query", containing(query))
                    .bind("limit", limit + 1)
                    .map((row, context) -> listed(row))
                    .list();
            return found.size() <= limit
                    ? new Listing(found, null)
                    : new Listing(found.subList(0, limit), found.get(limit - 1).name());
        });
    }

    private static Listed listed(ResultSet row) throws SQLException {
        return new Listed(
                row.getString("id"),
                row.getString("name"),
                unlessEmpty(row.getString("topic")),
                unlessEmpty(row.getString("text")),
                row.getLong("members"),
                ifTrue(row.getBoolean("joined")),
                ifTrue(row.getInt("archived") != 0));
    }

    private static String containing(String query) {
        var sought = Normalizer.normalize(query, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
        return "%" + sought + "%";
    }

    private static boolean isGuest(Handle handle, String person) {
        return handle.createQuery("SELECT role FROM person WHERE id = :person")
                .bind("person", person)
                .mapTo(String.class)
                .findOne()
                .filter(role -> !Role.GUEST.wireName().equals(role))
                .isEmpty();
    }

    @Override
    public About about(String person, String channel) {
        return readers.read(handle -> handle.createQuery(ABOUT)
                        .bind("person", person)
                        .bind("channel", channel)
                        .map((row, context) -> about(row, person))
                        .findOne())
                .orElseThrow(() -> Transaction.noChannel(channel));
    }

    private static About about(ResultSet row, String person) throws SQLException {
        var posting = row.getString("posting");
        var people = row.getString("people");
        return new About(
                row.getString("id"),
                row.getString("kind"),
                row.getString("name"),
                unlessEmpty(row.getString("topic")),
                unlessEmpty(row.getString("text")),
                ifTrue(row.getInt("archived") != 0),
                posting.equals(ChannelView.EVERYONE) ? null : posting,
                ifTrue(row.getInt("by_default") != 0),
                row.getString("creator"),
                people == null
                        ? null
                        : Views.people(people).stream()
                                .filter(id -> !id.equals(person))
                                .toList(),
                row.getLong("members"),
                ifTrue(row.getBoolean("joined")));
    }

    @Override
    public ChannelView view(String person, String channel) {
        return readers.read(handle -> handle.createQuery(VIEW)
                        .bind("person", person)
                        .bind("channel", channel)
                        .map((row, context) -> Views.view(row, person))
                        .findOne())
                .orElseThrow(() -> Transaction.noChannel(channel));
    }

    @Override
    public Members members(String person, String channel, @Nullable String after, int limit) {
        var from = after == null ? new Place("", "") : Place.parse(after);
        return readers.read(handle -> {
            var visible = handle.createQuery("SELECT 1 FROM channel AS c WHERE c.id = :channel AND " + VISIBLE)
                    .bind("channel", channel)
                    .bind("person", person)
                    .mapTo(Integer.class)
                    .findOne();
            if (visible.isEmpty()) {
                throw Transaction.noChannel(channel);
            }
            var found = handle.createQuery(MEMBERS)
                    .bind("channel", channel)
                    .bind("sought", from.sought())
                    .bind("id", from.id())
                    .bind("limit", limit + 1)
                    .map((row, context) ->
                            new Member(Rows.person(row), new Place(row.getString("sought"), row.getString("id"))))
                    .list();
            var page = found.subList(0, Math.min(limit, found.size()));
            return new Members(
                    page.stream().map(Member::person).toList(),
                    found.size() > limit ? page.getLast().place().text() : null);
        });
    }

    @Override
    public Named named(String person, String name) {
        return readers.read(handle -> handle.createQuery(NAMED)
                        .bind("person", person)
                        .bind("skeleton", ChannelName.skeleton(name))
                        .map((row, context) -> new Named(row.getString("id"), row.getString("name")))
                        .findOne())
                .orElseThrow(() -> Transaction.noChannel(name));
    }

    @Override
    public ChannelView converse(String person, Set<String> others) {
        var channel = writer.within(transaction -> converse(transaction, person, new TreeSet<>(others)));
        if (channel.isEmpty()) {
            throw new Refusal(Refusal.Code.NO_PERSON, "One of them is not here (any more).");
        }
        return view(person, channel.get());
    }

    /** Empty where one of the others is not there: told so, not thrown, it leaves the transaction of others alone. */
    private static Optional<String> converse(Transaction transaction, String person, Set<String> others)
            throws SQLException {
        var session = transaction.session();
        var key = Views.key(Stream.concat(Stream.of(person), others.stream()));
        var there = find(session, key);
        if (there.isEmpty()) {
            if (!canMeet(session, person, others)) {
                return Optional.empty();
            }
            session.update(
                    "INSERT INTO channel (id, kind, name, creator, members) VALUES (?, 'direct', '', ?, ?)"
                            + " ON CONFLICT (members) DO NOTHING",
                    transaction.marks().id(),
                    person,
                    key);
            there = find(session, key);
        }
        var channel = there.orElseThrow();
        // held from here on: its first message lets in all of them
        transaction.log(channel);
        if (!transaction.isMember(channel, person)) {
            session.update(
                    "INSERT INTO member (channel, person, joined_at) VALUES (?, ?, ?)",
                    channel,
                    person,
                    transaction.now());
            transaction.touch(person, channel);
        }
        return there;
    }

    private static Optional<String> find(Session session, String key) throws SQLException {
        return session.one("SELECT id FROM channel WHERE members = ?", row -> row.getString(1), key);
    }

    /** Guests meet whom they share a channel with. */
    private static boolean canMeet(Session session, String person, Set<String> others) throws SQLException {
        var guest = session.one("SELECT role FROM person WHERE id = ?", row -> row.getString(1), person)
                .filter(role -> !Role.GUEST.wireName().equals(role))
                .isEmpty();
        for (var other : others) {
            var active = session.one("SELECT 1 FROM person WHERE id = ? AND active = 1", row -> 1, other);
            if (active.isEmpty() || (guest && !shareOne(session, person, other))) {
                return false;
            }
        }
        return true;
    }

    private static boolean shareOne(Session session, String person, String other) throws SQLException {
        return session.one(
                        "SELECT 1 FROM member AS a JOIN member AS b ON b.channel = a.channel"
                                + " WHERE a.person = ? AND b.person = ? LIMIT 1",
                        row -> 1,
                        person,
                        other)
                .isPresent();
    }

    private static @Nullable String unlessEmpty(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static @Nullable Boolean ifTrue(boolean value) {
        return value ? true : null;
    }

    /** Where a page of people ends. */
    private record Place(String sought, String id) {
        private static final char SEPARATOR = '\n';

        String text() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((sought + SEPARATOR + id).getBytes(StandardCharsets.UTF_8));
        }

        /** @throws Refusal `BAD_PARAMETER` */
        static Place parse(String text) {
            try {
                var place = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
                var end = place.indexOf(SEPARATOR);
                if (end >= 0) {
                    return new Place(place.substring(0, end), place.substring(end + 1));
                }
            } catch (IllegalArgumentException strange) {
                // as good as one without a separator
            }
            throw new Refusal(Refusal.Code.BAD_PARAMETER, "after: must be one that the server gave");
        }
    }

    private record Member(Person person, Place place) {}
}
