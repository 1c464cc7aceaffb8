package io.parley.it;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What one client holds of one channel, folded from events and pages. Not safe for threads: its client guards it. */
public final class Room {
    static final String NO_CURSOR = "0.0";

    private final TreeMap<Long, Said> messages = new TreeMap<>();
    /** What came twice, out of order or with a hole: must stay empty. */
    private final List<String> violations = new ArrayList<>();

    private String cursor = NO_CURSOR;
    private boolean live;

    /** A message in its present state. */
    public record Said(long seq, long n, String from, String text, String cid, long revision, List<String> files) {
        static Said of(JsonObject message) {
            var files = message.getJsonArray("files").getValuesAs(JsonObject.class).stream()
                    .map(file -> file.getString("id") + "/" + file.getString("name", ""))
                    .toList();
            return new Said(
                    message.getJsonNumber("seq").longValueExact(),
                    message.getJsonNumber("n").longValueExact(),
                    message.getString("from"),
                    message.getString("text"),
                    message.getString("cid", ""),
                    message.getJsonNumber("revision").longValueExact(),
                    files);
        }
    }

    /** A lasting event. */
    void event(JsonObject event) {
        var seq = event.getJsonNumber("seq").longValueExact();
        if (seq != seq() + 1) {
            violations.add("seq " + seq + " came after " + seq());
        }
        cursor = seq + "." + event.getString("mark");
        if (event.getString("type").equals("message")) {
            put(Said.of(event));
        } else if (event.containsKey("message")) {
            var changed = Said.of(event.getJsonObject("message"));
            if (messages.containsKey(changed.seq())) {
                put(changed);
            }
        }
    }

    /** More is missing than the socket brings: what was held up to there is discarded, and paged again. */
    void gap(String to) {
        messages.headMap(seqOf(to), true).clear();
        cursor = to;
        live = false;
    }

    /** Holds nothing any more. */
    void forget() {
        messages.clear();
        cursor = NO_CURSOR;
        live = false;
    }

    void paged(JsonObject message) {
        put(Said.of(message));
    }

    void live() {
        live = true;
    }

    void away() {
        live = false;
    }

    boolean isLive() {
        return live;
    }

    String cursor() {
        return cursor;
    }

    long seq() {
        return seqOf(cursor);
    }

    List<Said> messages() {
        return List.copyOf(messages.values());
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    static long seqOf(String cursor) {
        return Long.parseLong(cursor.substring(0, cursor.indexOf('.')));
    }

    private void put(Said said) {
        var held = messages.get(said.seq());
        if (held == null || held.revision() <= said.revision()) {
            // an edit's event has no cid
            var cid = held != null && said.cid().isEmpty() ? held.cid() : said.cid();
            messages.put(
                    said.seq(),
                    new Said(said.seq(), said.n(), said.from(), said.text(), cid, said.revision(), said.files()));
        }
    }
}
