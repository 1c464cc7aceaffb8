package io.parley.wire;

import io.parley.chat.Event;
import io.parley.chat.Message;
import io.parley.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes down what clients received and sent, for the browser's own timeline to be held to the same end: one JSON object a line,
 * {@code {"client", "me", "channel", "event"}} in the order it happened, at last {@code {"client", "me", "channel", "end"}}.
 */
final class Recorder {
    private final Json json;
    private final StringBuilder lines = new StringBuilder();

    Recorder(Json json) {
        this.json = json;
    }

    /** @param event its JSON */
    void event(String client, String me, String channel, String event) {
        line(client, me, channel, "event", event);
    }

    void event(String client, String me, String channel, Map<String, Object> event) {
        event(client, me, channel, json.write(event));
    }

    void page(String client, String me, String channel, Map<String, Object> head, List<Event.Posted> messages) {
        var text = json.write(head);
        var list = String.join(",", messages.stream().map(json::write).toList());
        event(client, me, channel, text.substring(0, text.length() - 1) + ",\"messages\":[" + list + "]}");
    }

    /** What the journal holds: the client has to show the same. */
    void end(String client, String me, String channel, String cursor, List<Message> messages) {
        var list = String.join(",", messages.stream().map(json::write).toList());
        var head = new LinkedHashMap<String, Object>();
        head.put("cursor", cursor);
        var text = json.write(head);
        line(client, me, channel, "end", text.substring(0, text.length() - 1) + ",\"messages\":[" + list + "]}");
    }

    private void line(String client, String me, String channel, String kind, String value) {
        var head = new LinkedHashMap<String, Object>();
        head.put("client", client);
        head.put("me", me);
        head.put("channel", channel);
        var text = json.write(head);
        lines.append(text, 0, text.length() - 1)
                .append(",\"")
                .append(kind)
                .append("\":")
                .append(value)
                .append("}\n");
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
