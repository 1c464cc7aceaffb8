package io.parley.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** HTTP as somebody who goes by a name. */
public record Pages(URI server, String name) {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .sslContext(Anybody.context())
            .build();

    /** The cookie that signs in, percent-encoded. */
    public String cookie() {
        return "username=" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public HttpResponse<String> get(String path) throws IOException {
        return send(request(path).GET().build());
    }

    /** A request as this person, with the path below the server. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(Await.BOUND).header("Cookie", cookie());
    }

    public static HttpResponse<String> send(HttpRequest request) throws IOException {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    public static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) throws IOException {
        try {
            return HTTP.send(request, body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /**
     * One page of a channel's history, up to a cursor.
     *
     * @throws IOException when the server or its store is not there
     */
    public JsonObject history(String channel, String to, int limit) throws IOException {
        var answer = get("api/v1/channels/" + channel + "/messages?limit=" + limit + "&to="
                + URLEncoder.encode(to, StandardCharsets.UTF_8));
        if (answer.statusCode() == 503) {
            throw new IOException("history is unavailable: " + answer.body());
        }
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("history up to " + to + ": " + answer.statusCode() + " " + answer.body());
        }
        return json(answer.body());
    }

    public static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
