package io.parley.wire;

import io.parley.chat.Event;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Channels in which so many are here that they are not told one by one: whoever watches is told how many. Told one by one, five thousand who
 * arrive would be told of five thousand. Confined to the fan-out's thread.
 */
final class Crowds {
    /** More who are here are a crowd, until fewer than {@link #FEW} are. */
    static final int MANY = 200;

    static final int FEW = 150;

    /** By channel what is told of it now: how many, or 0 where it was a crowd and is none any more. */
    private final Map<String, Event.Crowd> crowds = new HashMap<>();
    /** The same, encoded once for all. */
    private final Map<Event.Crowd, Broadcast> encoded = new HashMap<>();

    /** Whether that channel is a crowd now. */
    boolean has(String channel) {
        var crowd = crowds.get(channel);
        return crowd != null && crowd.online() > 0;
    }

    /** What is told of it, if it is a crowd or was one. */
    Event.@Nullable Crowd of(String channel) {
        return crowds.get(channel);
    }

    Broadcast broadcast(Event.Crowd crowd) {
        return encoded.computeIfAbsent(crowd, Broadcast::new);
    }

    /** So many are here. */
    void count(String channel, int here) {
        if (here > (has(channel) ? FEW - 1 : MANY)) {
            crowds.put(channel, new Event.Crowd(channel, here));
        } else if (has(channel)) {
            crowds.put(channel, new Event.Crowd(channel, 0));
        }
    }

    /** Counts those that changed anew, and forgets what nobody watches. */
    void refresh(Set<String> watched, Collection<String> changed, ToIntFunction<String> here) {
        crowds.keySet().retainAll(watched);
        encoded.clear();
        var news = new HashSet<>(changed);
        news.retainAll(watched);
        news.forEach(channel -> count(channel, here.applyAsInt(channel)));
    }

    /** Of those that are no crowds. */
    Map<String, Set<String>> without(Map<String, Set<String>> changed) {
        if (crowds.isEmpty()) {
            return changed;
        }
        var rest = new HashMap<>(changed);
        rest.keySet().removeIf(this::has);
        return rest;
    }
}
