package io.parley.wire;

import io.parley.chat.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What one connection watches, and what it has not been told of it because it was behind. Confined to the fan-out's thread. */
final class Watcher {
    private final Set<String> people;
    private final Set<String> channels;
    private final Set<String> untold = new LinkedHashSet<>();
    /** For a guest, who sees less than there is: how he saw each of the people whom he watches. */
    private final Map<String, String> glimpsed = new HashMap<>(0);
    /** What it was told of crowds. */
    private final Map<String, Event.Crowd> crowds = new HashMap<>(0);

    Watcher(Set<String> people, Set<String> channels) {
        this.people = Set.copyOf(people);
        this.channels = new HashSet<>(channels);
    }

    Set<String> people() {
        return people;
    }

    Set<String> channels() {
        return channels;
    }

    Set<String> untold() {
        return untold;
    }

    /** Whoever was removed from a channel sees nobody come and go there any more. */
    void stay(Set<String> subscribed) {
        channels.retainAll(subscribed);
    }

    /** @param changed people, by channel */
    void add(Map<String, Set<String>> changed) {
        channels.forEach(channel -> untold.addAll(changed.getOrDefault(channel, Set.of())));
        var anywhere = changed.getOrDefault(Presence.ANYWHERE, Set.of());
        // thousands may come at once, and mostly few are watched
        var more = anywhere.size() > people.size();
        for (var id : more ? people : anywhere) {
            if ((more ? anywhere : people).contains(id)) {
                untold.add(id);
            }
        }
    }

    /**
     * What it was not told of crowds as they are now. Of one that is none any more it wants to hear of everybody.
     *
     * @param company who is in a channel
     */
    List<Event.Crowd> crowds(Crowds now, Function<String, Set<String>> company) {
        var news = new ArrayList<Event.Crowd>();
        for (var channel : channels) {
            var crowd = now.of(channel);
            if (crowd != null && !crowd.equals(crowds.get(channel))) {
                news.add(crowd);
                if (!now.has(channel)) {
                    untold.addAll(company.apply(channel));
                }
            }
        }
        return news;
    }

    /** It was told all. */
    void told(Crowds now) {
        untold.clear();
        for (var channel : channels) {
            var crowd = now.of(channel);
            if (crowd != null) {
                crowds.put(channel, crowd);
            }
        }
    }

    /**
     * The same for a guest: of people who come and go where he is not he hears nothing, not even that something happened.
     *
     * @param stirred people who may have come or gone anywhere
     * @param state how he sees somebody
     */
    void glimpse(Map<String, Set<String>> changed, Set<String> stirred, UnaryOperator<String> state) {
        channels.forEach(channel -> untold.addAll(changed.getOrDefault(channel, Set.of())));
        for (var id : stirred) {
            if (people.contains(id)) {
                var now = state.apply(id);
                if (!now.equals(glimpsed.put(id, now))) {
                    untold.add(id);
                }
            }
        }
    }

    /** A guest sees all that he watches anew. */
    void glimpse(UnaryOperator<String> state) {
        glimpse(Map.of(), people, state);
    }
}
