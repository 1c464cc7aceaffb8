package io.parley.torture;

import io.parley.json.Json;
import io.parley.json.Malformed;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/** What was said, as the HTTP API of a node tells it to somebody. */
record History(HttpClient http, Json json, URI node, String name) {
    private static final int MOST = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * Every message up to a cursor, from the newest page to the oldest.
     *
     * @param to empty: the newest
     * @throws IOException when the node does not answer as it should
     */
    void pages(String to, Consumer<Page> reader) throws IOException, InterruptedException {
        for (var at = to; at != null && !at.equals(View.BEGINNING); ) {
            var page = page(at, MOST);
            reader.accept(page);
            at = page.earlier();
        }
    }

    /** The seq of the newest message; 0 when nothing was said. */
    long newest() throws IOException, InterruptedException {
        var messages = page("", 1).messages();
        return messages.isEmpty() ? 0 : messages.getLast().seq();
    }

    private Page page(String to, int limit) throws IOException, InterruptedException {
        var cursor = to.isEmpty() ? "" : "&to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
        var place = node.resolve("api/v1/channels/" + View.LOBBY + "/messages?limit=" + limit + cursor);
        var request = HttpRequest.newBuilder(place)
                .timeout(PATIENCE)
                .header("Cookie", "username=" + name)
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(place + " answered " + answer.statusCode());
        }
        try {
            return json.read(answer.body(), Page.class);
        } catch (Malformed e) {
            throw new IOException(place + " answered something else than a page: " + e.text(), e);
        }
    }
}
