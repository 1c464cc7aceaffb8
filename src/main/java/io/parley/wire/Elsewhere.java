package io.parley.wire;

import io.parley.chat.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Who is connected to other nodes, as those tell in their rosters. Confined to the fan-out's thread. */
class Elsewhere {
    /** A node of which nothing was heard for so long is gone, and everybody there. Three whole rosters. */
    static final Duration SILENT = Duration.ofSeconds(30);

    private final BiConsumer<String, String> changed;
    private final Map<String, Node> nodes = new LinkedHashMap<>();

    /** One other node. */
    private static final class Node {
        private final Map<String, Set<String>> people = new HashMap<>();
        private Instant heard;
        /** The whole roster that is coming, how many parts of it came, and whom they named. */
        private long round;

        private int parts;
        private final Set<String> named = new HashSet<>();

        private Node(Instant heard) {
            this.heard = heard;
        }
    }

    /** @param changed told the channel, or {@link Presence#ANYWHERE}, and the id of a person who may have come or gone there */
    Elsewhere(BiConsumer<String, String> changed) {
        this.changed = changed;
    }

    /** @return whether that node was not known */
    boolean hear(Event.Roster roster, Instant now) {
        var known = nodes.get(roster.node());
        var node = known == null ? new Node(now) : known;
        nodes.put(roster.node(), node);
        node.heard = now;
        if (roster.parts() > 0 && roster.round() != node.round) {
            node.round = roster.round();
            node.parts = 0;
            node.named.clear();
        }
        for (var here : roster.people()) {
            var id = here.person().id();
            node.named.add(id);
            put(node, id, here.channels());
        }
        if (roster.parts() > 0 && ++node.parts == roster.parts()) {
            for (var id : List.copyOf(node.people.keySet())) {
                if (!node.named.contains(id)) {
                    put(node, id, List.of());
                }
            }
        }
        return known == null;
    }

    /** Forgets nodes that are silent. */
    void expire(Instant now) {
        for (var entry : List.copyOf(nodes.entrySet())) {
            if (now.isAfter(entry.getValue().heard.plus(SILENT))) {
                forget(entry.getKey());
            }
        }
    }

    /** Nothing is known of any other node. */
    void forget() {
        List.copyOf(nodes.keySet()).forEach(this::forget);
    }

    boolean has(String id) {
        return nodes.values().stream().anyMatch(node -> node.people.containsKey(id));
    }

    boolean has(String id, String channel) {
        return nodes.values().stream()
                .anyMatch(node -> node.people.getOrDefault(id, Set.of()).contains(channel));
    }

    /** Those who are in that channel. */
    Set<String> in(String channel) {
        var people = new HashSet<String>();
        for (var node : nodes.values()) {
            node.people.forEach((id, channels) -> {
                if (channels.contains(channel)) {
                    people.add(id);
                }
            });
        }
        return people;
    }

    private void forget(String name) {
        var gone = nodes.remove(name);
        if (gone != null) {
            gone.people.forEach((id, channels) -> tell(id, channels));
        }
    }

    private void put(Node node, String id, List<String> channels) {
        var now = Set.copyOf(channels);
        @Nullable Set<String> before = now.isEmpty() ? node.people.remove(id) : node.people.put(id, now);
        if (!now.equals(before == null ? Set.of() : before)) {
            tell(id, now);
            tell(id, before == null ? Set.of() : before);
        }
    }

    private void tell(String id, Set<String> channels) {
        changed.accept(Presence.ANYWHERE, id);
        channels.forEach(channel -> changed.accept(channel, id));
    }
}
