package io.parley.wire;

import io.parley.chat.Command;
import io.parley.chat.Event;
import io.parley.people.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who is here, on this node or another, and who wants to know. Changes are gathered and told by {@link #tell}, called once a second: who left
 * and came back in between changed nothing.
 *
 * <p>Confined to the fan-out's thread, to which the public methods hand themselves.
 */
final class Presence implements Faces.Audience {
    /** Stands for all channels together. */
    static final String ANYWHERE = "";

    /** In which the other nodes have told who is there, after they could not be heard. */
    static final Duration RETURN = Duration.ofSeconds(3);

    private static final String ONLINE = "online";
    private static final String OFFLINE = "offline";
    private static final String UNKNOWN = "unknown";

    private final Executor thread;
    private final Names names;
    private final Roster roster;
    private final Elsewhere elsewhere;
    private final InstantSource clock;
    private final Map<Connection, Watcher> watchers = new LinkedHashMap<>();
    /** People who may have come or gone since the last telling, by channel. */
    private final Map<String, Set<String>> changed = new HashMap<>();
    /** The state people were told to be in, where that is not offline. */
    private final Map<String, String> told = new HashMap<>();
    /** People whom somebody who began to watch saw otherwise than they were told last. */
    private final Set<String> seenEarly = new HashSet<>();
    /** Whether since the last telling it became known, or unknown, who is elsewhere. */
    private boolean doubted;
    /** Those who are here, by channel; written by the fan-out's thread alone. */
    private final Map<String, Set<String>> present = new ConcurrentHashMap<>();
    /** Whether other nodes can be heard. */
    private boolean heard;

    private final Crowds crowds = new Crowds();
    /** Until when it is not known who is elsewhere, although they can be heard (again). */
    private Instant unknownUntil = Instant.MIN;
    /** By channel, those who were elsewhere when the others could be heard no more. */
    private final Map<String, Set<String>> lastSeen = new HashMap<>();

    /** @param elsewhere makes the memory of other nodes, told whom to call when somebody comes or goes there */
    Presence(
            Executor thread,
            Names names,
            InstantSource clock,
            Roster roster,
            Function<BiConsumer<String, String>, Elsewhere> elsewhere) {
        this.thread = thread;
        this.names = names;
        this.clock = clock;
        this.roster = roster;
        this.elsewhere = elsewhere.apply(this::change);
    }

    /** A connection of this node takes part in channels. */
    void arrived(List<Event.Arrived> events) {
        thread.execute(() -> {
            roster.arrived(events);
            events.forEach(event -> {
                names.meet(event.person());
                change(event.channel(), event.person().id());
            });
        });
    }

    /** That connection is gone from them. */
    void departed(List<Event.Departed> events) {
        thread.execute(() -> {
            roster.departed(events);
            events.forEach(event -> change(event.channel(), event.person().id()));
        });
    }

    /** A node tells who is there; this one hears itself too. */
    void told(Event.Roster event) {
        thread.execute(() -> {
            if (event.node().equals(roster.node())) {
                return;
            }
            event.people().forEach(here -> names.meet(here.person()));
            var unknown = elsewhere.hear(event, clock.instant());
            if (unknown || event.asks()) {
                roster.tellAll();
            }
        });
    }

    /** Whether other nodes can be heard. While they cannot, nobody knows of those who are not here. */
    void connected(boolean yes) {
        thread.execute(() -> {
            if (yes && !heard) {
                roster.ask();
            } else if (!yes && heard) {
                watched()
                        .forEach(channel -> lastSeen.computeIfAbsent(channel, c -> new HashSet<>())
                                .addAll(elsewhere.in(channel)));
                elsewhere.forget();
                doubtAll();
            }
            if (!yes) {
                unknownUntil = Instant.MAX;
            } else if (unknownUntil.equals(Instant.MAX)) {
                unknownUntil = clock.instant().plus(RETURN);
            }
            heard = yes;
        });
    }

    /**
     * Replaces what a connection watches and answers with how it is now; channels it does not read are left out.
     *
     * @param done told when its turn has come
     */
    void watch(Connection connection, Command.Watch watch, Runnable done) {
        thread.execute(() -> {
            done.run();
            if (connection.gone()) {
                return;
            }
            var channels = new HashSet<>(watch.channels());
            channels.retainAll(connection.subscriptions().keySet());
            var people = new LinkedHashSet<>(watch.people());
            var watcher = new Watcher(people, channels);
            watchers.put(connection, watcher);
            if (connection.guest()) {
                watcher.glimpse(id -> stateFor(connection, id));
            }
            for (var channel : channels) {
                crowds.count(channel, company(channel).size());
                if (!crowds.has(channel)) {
                    people.addAll(company(channel));
                    // who left a moment ago is not among them, and may be back before the others are told that he was
                    // gone
                    seeEarly(changed.getOrDefault(channel, Set.of()));
                }
            }
            watcher.told(crowds);
            seeEarly(people);
            connection.answer(presenceFor(connection, people));
            channels.stream().filter(crowds::has).map(crowds::of).forEach(connection::answer);
        });
    }

    private void seeEarly(Set<String> people) {
        people.stream().filter(id -> !isTold(id)).forEach(seenEarly::add);
    }

    private Set<String> watched() {
        return watchers.values().stream()
                .flatMap(watcher -> watcher.channels().stream())
                .collect(Collectors.toSet());
    }

    /** Who is in a channel, and those who were when the other nodes could be heard. */
    private Set<String> company(String channel) {
        var here = present.getOrDefault(channel, Set.of());
        var seen = lastSeen.getOrDefault(channel, Set.of());
        if (seen.isEmpty()) {
            return here;
        }
        var all = new HashSet<>(here);
        all.addAll(seen);
        return all;
    }

    /** On the fan-out's thread. */
    @Override
    public List<Connection> watching(String person) {
        return watchers.entrySet().stream()
                .filter(entry -> entry.getValue().people().contains(person))
                .map(Map.Entry::getKey)
                .filter(connection -> !connection.guest() || seenBy(connection, person))
                .toList();
    }

    /** On the fan-out's thread. */
    @Override
    public void met(Person person) {
        names.meet(person);
        roster.met(person);
    }

    void forget(Connection connection) {
        thread.execute(() -> watchers.remove(connection));
    }

    /** Tells each watcher what changed since the last time, and the other nodes who is here. */
    void tell() {
        thread.execute(() -> {
            elsewhere.expire(clock.instant());
            if (heard && !unknownUntil.equals(Instant.MIN) && !isUnknown()) {
                unknownUntil = Instant.MIN;
                doubtAll();
                lastSeen.clear();
            }
            tellWatchers();
            roster.tell();
        });
    }

    private void tellWatchers() {
        var stirred = Set.copyOf(changed.getOrDefault(ANYWHERE, Set.of()));
        changed.values().forEach(people -> people.removeIf(id -> isTold(id) && !seenEarly.contains(id)));
        seenEarly.clear();
        crowds.refresh(watched(), changed.keySet(), channel -> company(channel).size());
        var news = crowds.without(changed);
        var encoded = new HashMap<Set<String>, Broadcast>();
        watchers.forEach((connection, watcher) -> {
            watcher.stay(connection.subscriptions().keySet());
            var guest = connection.guest();
            if (!guest) {
                watcher.add(news);
            } else if (doubted || stirred.contains(connection.person().id())) {
                // who shares a channel with him may be others now
                watcher.glimpse(news, watcher.people(), id -> stateFor(connection, id));
            } else {
                watcher.glimpse(news, stirred, id -> stateFor(connection, id));
            }
            var pieces = new ArrayList<Piece>();
            for (var crowd : watcher.crowds(crowds, this::company)) {
                pieces.addAll(crowds.broadcast(crowd).in(connection.dialect()));
            }
            if (!watcher.untold().isEmpty()) {
                var broadcast = guest
                        ? new Broadcast(presenceFor(connection, watcher.untold()))
                        : encoded.computeIfAbsent(
                                Set.copyOf(watcher.untold()), people -> new Broadcast(presence(people)));
                pieces.addAll(broadcast.in(connection.dialect()));
            }
            if (!pieces.isEmpty() && connection.outbox().offerFleeting(pieces)) {
                watcher.told(crowds);
                connection.outbox().flush();
            }
        });
        for (var people : changed.values()) {
            for (var id : people) {
                var state = state(id);
                if (state.equals(OFFLINE)) {
                    told.remove(id);
                } else {
                    told.put(id, state);
                }
            }
        }
        changed.clear();
        doubted = false;
    }

    /** Ids of those who are in that channel now, on this node or another, as far as it knows; any thread. */
    Set<String> present(String channel) {
        return Set.copyOf(present.getOrDefault(channel, Set.of()));
    }

    private void change(String channel, String id) {
        if (roster.has(id, channel) || elsewhere.has(id, channel)) {
            present.computeIfAbsent(channel, c -> ConcurrentHashMap.newKeySet()).add(id);
        } else {
            present.computeIfPresent(channel, (c, people) -> {
                people.remove(id);
                return people.isEmpty() ? null : people;
            });
        }
        changed.computeIfAbsent(ANYWHERE, c -> new HashSet<>()).add(id);
        changed.computeIfAbsent(channel, c -> new HashSet<>()).add(id);
    }

    /** Of everybody who is watched and not here, something else is known now than before. */
    private void doubtAll() {
        doubted = true;
        for (var watcher : watchers.values()) {
            for (var id : watcher.people()) {
                if (!roster.has(id)) {
                    change(ANYWHERE, id);
                    seenEarly.add(id);
                }
            }
        }
        lastSeen.forEach((channel, people) -> people.forEach(id -> change(channel, id)));
    }

    private boolean isUnknown() {
        return !heard || clock.instant().isBefore(unknownUntil);
    }

    private boolean isTold(String id) {
        return state(id).equals(told.getOrDefault(id, OFFLINE));
    }

    private String state(String id) {
        if (roster.has(id) || elsewhere.has(id)) {
            return ONLINE;
        }
        return isUnknown() ? UNKNOWN : OFFLINE;
    }

    private Event.Presence presence(Set<String> people) {
        return new Event.Presence(people.stream()
                .map(id -> new Event.Presence.Seen(id, names.of(id), state(id)))
                .toList());
    }

    private Event.Presence presenceFor(Connection connection, Set<String> people) {
        return connection.guest()
                ? new Event.Presence(people.stream()
                        .map(id -> new Event.Presence.Seen(
                                id, seenBy(connection, id) ? names.of(id) : id, stateFor(connection, id)))
                        .toList())
                : presence(people);
    }

    /** How that connection may see somebody: whom a guest does not meet is to him as somebody who does not exist. */
    private String stateFor(Connection connection, String id) {
        return !connection.guest() || seenBy(connection, id) ? state(id) : isUnknown() ? UNKNOWN : OFFLINE;
    }

    /** Whether he is in a channel that this connection reads. */
    private boolean seenBy(Connection connection, String id) {
        var his = connection.subscriptions().keySet();
        return his.stream().anyMatch(channel -> roster.has(id, channel))
                || his.stream().anyMatch(channel -> elsewhere.has(id, channel));
    }

    /** Those of them who are online, as far as this node knows; on the fan-out's thread. */
    List<String> online(Set<String> ids) {
        return ids.stream().filter(id -> state(id).equals(ONLINE)).sorted().toList();
    }
}
