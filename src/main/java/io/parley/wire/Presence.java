package io.parley.wire;

import io.parley.chat.Command;
import io.parley.chat.Event;
import io.parley.people.Person;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Who is here, and who wants to know. Changes are gathered and told by {@link #tell}: who left and came back in between changed nothing.
 *
 * <p>Confined to the fan-out's thread, to which the public methods hand themselves.
 */
final class Presence {
    private static final String ONLINE = "online";
    private static final String OFFLINE = "offline";

    private final Executor thread;
    private final Names names;
    /** Connections by person and channel, over all of them under {@link #ANYWHERE}. */
    private final Map<String, Map<String, Set<String>>> here = new HashMap<>();

    private static final String ANYWHERE = "";
    private final Map<Connection, Watcher> watchers = new LinkedHashMap<>();
    /** People whose connections changed since the last telling, by channel. */
    private final Map<String, Set<String>> changed = new HashMap<>();
    /** People who were told to be online. */
    private final Set<String> told = new HashSet<>();
    /** People whom somebody who began to watch saw otherwise than they were told last. */
    private final Set<String> seenEarly = new HashSet<>();

    Presence(Executor thread, Names names) {
        this.thread = thread;
        this.names = names;
    }

    void arrived(Event.Arrived event) {
        thread.execute(() -> {
            names.meet(event.person());
            for (var place : List.of(ANYWHERE, event.channel())) {
                here.computeIfAbsent(place, p -> new HashMap<>())
                        .computeIfAbsent(event.person().id(), p -> new HashSet<>())
                        .add(event.connection());
                change(place, event.person());
            }
        });
    }

    void departed(Event.Departed event) {
        thread.execute(() -> {
            for (var place : List.of(ANYWHERE, event.channel())) {
                var people = here.getOrDefault(place, new HashMap<>());
                people.computeIfPresent(event.person().id(), (id, connections) -> {
                    connections.remove(event.connection());
                    return connections.isEmpty() ? null : connections;
                });
                change(place, event.person());
            }
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
            var watcher = new Watcher(Set.copyOf(people), channels, new LinkedHashSet<>());
            watchers.put(connection, watcher);
            channels.forEach(channel ->
                    people.addAll(here.getOrDefault(channel, Map.of()).keySet()));
            people.stream().filter(id -> online(id) != told.contains(id)).forEach(seenEarly::add);
            connection.answer(presence(people));
        });
    }

    void forget(Connection connection) {
        thread.execute(() -> watchers.remove(connection));
    }

    /** Tells each watcher what changed since the last time. */
    void tell() {
        thread.execute(() -> {
            changed.values()
                    .forEach(people ->
                            people.removeIf(id -> online(id) == told.contains(id) && !seenEarly.contains(id)));
            seenEarly.clear();
            var encoded = new HashMap<Set<String>, Broadcast>();
            watchers.forEach((connection, watcher) -> {
                watcher.add(changed);
                if (!watcher.untold().isEmpty()) {
                    var broadcast = encoded.computeIfAbsent(
                            Set.copyOf(watcher.untold()), people -> new Broadcast(presence(people)));
                    if (connection.outbox().offerFleeting(broadcast.in(connection.dialect()))) {
                        watcher.untold().clear();
                        connection.outbox().flush();
                    }
                }
            });
            changed.getOrDefault(ANYWHERE, Set.of()).forEach(id -> {
                if (online(id)) {
                    told.add(id);
                } else {
                    told.remove(id);
                }
            });
            changed.clear();
        });
    }

    private void change(String place, Person person) {
        changed.computeIfAbsent(place, p -> new HashSet<>()).add(person.id());
    }

    private boolean online(String id) {
        return here.getOrDefault(ANYWHERE, Map.of()).containsKey(id);
    }

    private Event.Presence presence(Set<String> people) {
        return new Event.Presence(people.stream()
                .map(id -> new Event.Presence.Seen(id, names.of(id), online(id) ? ONLINE : OFFLINE))
                .toList());
    }

    /**
     * What one connection watches.
     *
     * @param untold people whose change it has not been told, because it was behind
     */
    private record Watcher(Set<String> people, Set<String> channels, Set<String> untold) {
        private void add(Map<String, Set<String>> changed) {
            channels.forEach(channel -> untold.addAll(changed.getOrDefault(channel, Set.of())));
            for (var id : changed.getOrDefault(ANYWHERE, Set.of())) {
                if (people.contains(id)) {
                    untold.add(id);
                }
            }
        }
    }
}
