package io.parley.wire;

import io.parley.chat.Event;
import io.parley.people.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who is connected to this node, and what of it the other nodes are told: what changed, at each {@link #tell}, and now and then all. Confined to
 * the fan-out's thread.
 */
final class Roster {
    /** Tellings between two whole rosters: one telling a second makes ten seconds. */
    static final int WHOLE = 10;
    /** People, and channels they are in, in one event: some 50 KiB. */
    private static final int MOST = 500;

    private final String node;
    private final Consumer<Event.Fleeting> publish;
    private final Map<String, Person> people = new LinkedHashMap<>();
    /** Connections by person and channel: mostly one; in maps and sets that weigh little and are never changed. */
    private final Map<String, Map<String, Set<String>>> channels = new HashMap<>();

    private final Set<Person> changed = new LinkedHashSet<>();
    private long round;
    private int tellings;
    private boolean asks = true;

    /**
     * @param node unlike any other node's, and this one's at any other start
     * @param publish tells every node
     */
    Roster(String node, Consumer<Event.Fleeting> publish) {
        this.node = node;
        this.publish = publish;
    }

    String node() {
        return node;
    }

    /** A connection takes part in those channels from now on. */
    void arrived(List<Event.Arrived> events) {
        // one object for all channels of a connection, and mostly one connection: that is what somebody who is here
        // weighs
        var alone = new HashMap<String, Set<String>>();
        var places = new HashMap<String, Map<String, Set<String>>>();
        for (var event : events) {
            var person = event.person();
            people.put(person.id(), person);
            changed.add(person);
            places.computeIfAbsent(person.id(), id -> new HashMap<>(channels.getOrDefault(id, Map.of())))
                    .merge(
                            event.channel(),
                            alone.computeIfAbsent(event.connection(), one -> Set.of(one)),
                            Roster::union);
        }
        places.forEach((person, his) -> channels.put(person, Map.copyOf(his)));
    }

    /** A connection takes part in them no more. */
    void departed(List<Event.Departed> events) {
        var places = new HashMap<String, Map<String, Set<String>>>();
        for (var event : events) {
            var id = event.person().id();
            changed.add(event.person());
            places.computeIfAbsent(id, person -> new HashMap<>(channels.getOrDefault(id, Map.of())))
                    .computeIfPresent(
                            event.channel(), (channel, connections) -> without(event.connection(), connections));
        }
        places.forEach((person, his) -> {
            if (his.isEmpty()) {
                channels.remove(person);
                people.remove(person);
            } else {
                channels.put(person, Map.copyOf(his));
            }
        });
    }

    private static @Nullable Set<String> without(String connection, Set<String> connections) {
        var others = new HashSet<>(connections);
        others.remove(connection);
        return others.isEmpty() ? null : Set.copyOf(others);
    }

    private static Set<String> union(Set<String> some, Set<String> more) {
        var all = new HashSet<>(some);
        all.addAll(more);
        return Set.copyOf(all);
    }

    /** So he looks now: whoever hears of him by this node hears it so. */
    void met(Person person) {
        people.computeIfPresent(person.id(), (id, before) -> person);
        changed.stream()
                .filter(other -> other.id().equals(person.id()))
                .toList()
                .forEach(before -> {
                    changed.remove(before);
                    changed.add(person);
                });
    }

    boolean has(String id) {
        return people.containsKey(id);
    }

    boolean has(String id, String channel) {
        return channels.getOrDefault(id, Map.of()).containsKey(channel);
    }

    /** Those who are in that channel. */
    Set<String> in(String channel) {
        var here = new HashSet<String>();
        channels.forEach((id, places) -> {
            if (places.containsKey(channel)) {
                here.add(id);
            }
        });
        return here;
    }

    /** The others do not know who is here: they are told all next time. */
    void tellAll() {
        tellings = 0;
    }

    /** Nor is it known who is there: they are asked. */
    void ask() {
        asks = true;
        tellings = 0;
    }

    void tell() {
        if (tellings == 0) {
            var parts = parts(people.values());
            round++;
            parts.forEach(part -> publish.accept(new Event.Roster(node, round, parts.size(), asks, part)));
            asks = false;
        } else if (!changed.isEmpty()) {
            parts(changed).forEach(part -> publish.accept(new Event.Roster(node, round, 0, false, part)));
        }
        changed.clear();
        tellings = (tellings + 1) % WHOLE;
    }

    /** At least one. */
    private List<List<Event.Roster.Here>> parts(Iterable<Person> some) {
        var parts = new ArrayList<List<Event.Roster.Here>>();
        var part = new ArrayList<Event.Roster.Here>();
        var weight = 0;
        for (var person : some) {
            var here = new Event.Roster.Here(
                    person,
                    channels.getOrDefault(person.id(), Map.of()).keySet().stream()
                            .sorted()
                            .toList());
            weight += 1 + here.channels().size();
            if (weight > MOST && !part.isEmpty()) {
                parts.add(List.copyOf(part));
                part.clear();
                weight = 1 + here.channels().size();
            }
            part.add(here);
        }
        parts.add(List.copyOf(part));
        return parts;
    }
}
