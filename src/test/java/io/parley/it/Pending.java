package io.parley.it;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sends of one client that are not acknowledged, in order.
 *
 * <p>After a refusal that asks for a repetition nothing new goes out until every send under way is answered; then all that
 * are left go again, in order: so no answer of an earlier round is taken for one of a later. Not safe for threads: its
 * client guards it.
 */
final class Pending {
    private final Map<String, String> frames = new LinkedHashMap<>();
    /** By cid, how often it went out on this connection without an answer. */
    private final Map<String, Integer> underWay = new LinkedHashMap<>();

    private boolean again;

    void add(String cid, String frame) {
        frames.put(cid, frame);
    }

    /** Whether a new send may go out now. */
    boolean open() {
        return !again;
    }

    void sent(String cid) {
        underWay.merge(cid, 1, Integer::sum);
    }

    void acknowledged(String cid) {
        answered(cid);
        frames.remove(cid);
    }

    void refused(String cid, boolean retry) {
        answered(cid);
        if (retry && frames.containsKey(cid)) {
            again = true;
        } else {
            frames.remove(cid);
        }
    }

    /** The frames to send again now, by cid; mostly none. */
    List<Map.Entry<String, String>> dueAgain() {
        if (!again || !underWay.isEmpty()) {
            return List.of();
        }
        again = false;
        return List.copyOf(frames.entrySet());
    }

    /** The connection is gone: what is unacknowledged goes out on the next. */
    void disconnected() {
        underWay.clear();
        again = !frames.isEmpty();
    }

    int size() {
        return frames.size();
    }

    private void answered(String cid) {
        underWay.computeIfPresent(cid, (key, times) -> times == 1 ? null : times - 1);
    }
}
