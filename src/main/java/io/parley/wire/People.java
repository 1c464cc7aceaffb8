package io.parley.wire;

import io.parley.chat.Changes;
import io.parley.chat.ChannelView;
import io.parley.chat.Cursor;
import io.parley.chat.Event;
import io.parley.chat.Journal;
import io.parley.people.SignIns;
import io.parley.people.SignedIn;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is connected, and the version of his own state that each of his connections was told last. Where another version is heard of, the
 * journal is asked what changed, once at a time for each person: what is new to him is joined, what he is not in any more is left, and a
 * connection whose sign-in is no longer good is ended. Confined to the fan-out's thread.
 */
final class People implements Inquiries.Asker {
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Inquiries inquiries;
    private final Reach reach;
    private final Map<String, Known> known = new HashMap<>();

    /** What is done to a connection. */
    interface Reach {
        /** Begins to bring it a channel's events after that place. */
        void join(Connection connection, String channel, Cursor after);

        /** Brings it nothing of that channel any more. */
        void drop(Connection connection, String channel);

        /** Says something to it alone. */
        void tell(Connection connection, Event event);

        /** Whoever it was is not signed in any more. */
        void end(Connection connection);
    }

    /** A person with connections here. */
    private static final class Known {
        private final Map<Connection, Told> connections = new LinkedHashMap<>();
        private boolean asking;
        /** Something else was heard of while the journal was asked. */
        private boolean again;
        /** The newest version heard of while it was asked. */
        private long heard = UNKNOWN;
    }

    /** What one connection was told. */
    private static final class Told {
        private long version = UNKNOWN;
        /** Null before its `welcome`. */
        private @Nullable Membership membership;
        /** It has to be told everything anew. */
        private boolean anew;

        /** After which version it needs to know what changed. */
        private long since() {
            return membership == null ? Long.MAX_VALUE : anew ? Changes.ALL : version;
        }
    }

    People(Turns turns, Journal journal, SignIns signIns, Reach reach) {
        this.inquiries = new Inquiries(turns, journal, signIns, this);
        this.reach = reach;
    }

    /** There is this connection: from now on nothing that happens to its person is missed. */
    void expect(Connection connection) {
        var id = connection.person().id();
        var who = known.computeIfAbsent(id, i -> new Known());
        who.connections.put(connection, new Told());
        if (!SignedIn.OPEN.equals(connection.signIn())) {
            // it may have been ended since the upgrade
            look(id, who);
        }
    }

    /** It has begun, with the state of that version. */
    void follow(Connection connection, long version, Membership membership) {
        var id = connection.person().id();
        var who = known.computeIfAbsent(id, i -> new Known());
        var told = who.connections.computeIfAbsent(connection, c -> new Told());
        var behind = told.version > version;
        told.version = version;
        told.membership = membership;
        if (behind) {
            look(id, who);
        }
    }

    void forget(Connection connection) {
        known.computeIfPresent(connection.person().id(), (id, who) -> {
            who.connections.remove(connection);
            return who.connections.isEmpty() ? null : who;
        });
    }

    /** His, here. */
    Set<Connection> connections(String person) {
        var who = known.get(person);
        return who == null ? Set.of() : who.connections.keySet();
    }

    Set<String> ids() {
        return known.keySet();
    }

    /** Those are at these versions, or were a moment ago. */
    void touched(Map<String, Long> versions) {
        versions.forEach((id, version) -> {
            var who = known.get(id);
            if (who == null) {
                return;
            }
            who.heard = Math.max(who.heard, version);
            if (!who.asking && who.connections.values().stream().anyMatch(told -> told.version < version)) {
                ask(id, who);
            }
        });
    }

    /** That is how it is: a database that was restored may have gone back. */
    void compare(Map<String, Long> versions) {
        versions.forEach((id, version) -> {
            var who = known.get(id);
            if (who != null && who.connections.values().stream().anyMatch(told -> told.version != version)) {
                look(id, who);
            }
        });
    }

    /** It was dropped from a channel: if its person has been added again since, it has to join again. */
    void dropped(Connection connection, String channel) {
        var who = known.get(connection.person().id());
        var told = who == null ? null : who.connections.get(connection);
        if (told != null && told.membership != null) {
            told.membership.left(channel);
            check(connection);
        }
    }

    /** Which channels it may be in is read anew. */
    void check(Connection connection) {
        var id = connection.person().id();
        var who = known.get(id);
        var told = who == null ? null : who.connections.get(connection);
        if (who != null && told != null) {
            told.anew = true;
            look(id, who);
        }
    }

    private void look(String id, Known who) {
        if (who.asking) {
            who.again = true;
        } else {
            ask(id, who);
        }
    }

    private void ask(String id, Known who) {
        who.asking = true;
        inquiries.about(id);
    }

    @Override
    public Optional<Inquiries.Question> question(String id) {
        return Optional.ofNullable(known.get(id)).map(who -> {
            who.again = false;
            who.heard = UNKNOWN;
            var since = who.connections.values().stream()
                    .mapToLong(Told::since)
                    .min()
                    .orElse(Long.MAX_VALUE);
            var asked = new HashSet<String>();
            who.connections.keySet().forEach(connection -> asked.add(connection.signIn()));
            return new Inquiries.Question(id, who, since, asked);
        });
    }

    @Override
    public void answer(Inquiries.Question question, Inquiries.@Nullable Answer answer) {
        var id = question.person();
        var who = known.get(id);
        if (who == null || who != question.about()) {
            return;
        }
        who.asking = false;
        if (answer == null) {
            // there is no such person any more
            List.copyOf(who.connections.keySet()).forEach(reach::end);
            return;
        }
        List.copyOf(who.connections.keySet()).forEach(connection -> take(who, connection, question, answer));
        if (current(id, who) && (who.again || who.heard > answer.changes().version())) {
            ask(id, who);
        }
    }

    private boolean current(String id, Known who) {
        return known.get(id) == who;
    }

    private void take(Known who, Connection connection, Inquiries.Question question, Inquiries.Answer answer) {
        var told = who.connections.get(connection);
        if (told == null) {
            return;
        }
        if (!question.signIns().contains(connection.signIn())) {
            // it came meanwhile
            who.again = true;
            return;
        }
        if (!answer.good().contains(connection.signIn())) {
            reach.end(connection);
            return;
        }
        var version = answer.changes().version();
        if (told.membership == null) {
            told.version = version;
            return;
        }
        if (told.version > version) {
            // the store was restored
            told.version = Changes.ALL;
            told.anew = true;
        }
        if (question.since() > told.since()) {
            who.again = true;
            return;
        }
        tell(connection, told, told.membership, answer.changes());
    }

    private void tell(Connection connection, Told told, Membership membership, Changes changes) {
        var before = told.version;
        var all = told.anew;
        told.version = changes.version();
        told.anew = false;
        // who cannot be told of a gap, as classic clients, is where he began and nowhere else
        var fresh = changes.channels().stream()
                .filter(changed -> connection.dialect().discards()
                        && !connection
                                .subscriptions()
                                .containsKey(changed.channel().id()))
                .toList();
        var views = changes.channels().stream()
                .filter(changed -> changed.version() > before || fresh.contains(changed))
                .map(Changes.Changed::channel)
                .toList();
        if (before != changes.version() || !views.isEmpty()) {
            reach.tell(connection, new Event.You(changes.version(), views, changes.gone()));
        }
        if (all) {
            dropAllBut(connection, changes.channels());
        } else {
            changes.gone().forEach(channel -> leave(connection, channel));
        }
        for (var changed : fresh) {
            var channel = changed.channel().id();
            reach.tell(connection, new Event.Gap(channel, changed.head().toString()));
            reach.join(connection, channel, changed.head());
            membership.entered(channel);
        }
    }

    /** Who is live is dropped by the event that tells of it, at its place: it will pass the gate. Others would be refused to read on. */
    private void leave(Connection connection, String channel) {
        var subscription = connection.subscriptions().get(channel);
        if (subscription != null && !subscription.reader().live()) {
            reach.drop(connection, channel);
        }
    }

    private void dropAllBut(Connection connection, List<Changes.Changed> channels) {
        var his = new HashSet<String>();
        channels.stream().map(Changes.Changed::channel).map(ChannelView::id).forEach(his::add);
        for (var channel : List.copyOf(connection.subscriptions().keySet())) {
            if (!his.contains(channel)) {
                reach.drop(connection, channel);
            }
        }
    }
}
