package io.parley.torture;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sends of one client that are not acknowledged, in order.
 *
 * <p>After a refusal that asks for it, nothing new goes out until all that is under way is answered; then all that are left
 * go again, in order. Not safe for threads: its client guards it.
 */
final class Unanswered {
    private final Map<String, Said.Send> sends = new LinkedHashMap<>();
    /** By cid, how often it went out on this connection without an answer. */
    private final Map<String, Integer> underWay = new HashMap<>();

    private boolean again;

    /** Whether it may go out now; else it goes when its turn comes. */
    boolean add(Said.Send send) {
        sends.put(send.cid(), send);
        return !again;
    }

    void sent(String cid) {
        underWay.merge(cid, 1, Integer::sum);
    }

    void acknowledged(String cid) {
        answered(cid);
        sends.remove(cid);
    }

    void refused(String cid) {
        answered(cid);
        again |= sends.containsKey(cid);
    }

    boolean isDue() {
        return again && underWay.isEmpty();
    }

    /** The sends that have to go again now; mostly none. */
    List<Said.Send> due() {
        if (!isDue()) {
            return List.of();
        }
        again = false;
        return List.copyOf(sends.values());
    }

    /** The connection is gone: all go out on the next. */
    void disconnected() {
        underWay.clear();
        again = true;
    }

    int size() {
        return sends.size();
    }

    private void answered(String cid) {
        underWay.computeIfPresent(cid, (key, times) -> times == 1 ? null : times - 1);
    }
}
