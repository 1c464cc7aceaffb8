package io.parley.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;

/** Somebody who sends files by tus and fetches them. */
public record TusClient(Pages pages) {
    private static final String CONTENT = "application/offset+octet-stream";
    /** A gigabyte takes its time on a busy machine. */
    private static final Duration LARGE = Duration.ofMinutes(10);

    static TusClient of(URI server, String name) {
        return new TusClient(new Pages(server, name));
    }

    /** Sends a file in one request. Gives its id. */
    public String sends(String name, byte[] bytes) throws IOException {
        var metadata = "filename " + Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8))
                + ",filetype " + Base64.getEncoder().encodeToString("text/plain".getBytes(StandardCharsets.UTF_8));
        var answer = Pages.send(request("api/v1/uploads")
                .header("Upload-Length", "" + bytes.length)
                .header("Upload-Metadata", metadata)
                .header("Content-Type", CONTENT)
                .POST(BodyPublishers.ofByteArray(bytes))
                .build());
        assertEquals(201, answer.statusCode(), answer.body());
        assertEquals(
                "" + bytes.length, answer.headers().firstValue("Upload-Offset").orElse(""));
        return id(answer);
    }

    /** Sends a file that is in no memory. Gives its id. */
    public String sends(long size, Supplier<InputStream> content) throws IOException {
        var id = id(Pages.send(request("api/v1/uploads")
                .header("Upload-Length", "" + size)
                .POST(BodyPublishers.noBody())
                .build()));
        var stream = BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(content), size);
        var sent = Pages.send(request("api/v1/uploads/" + id)
                .timeout(LARGE)
                .header("Upload-Offset", "0")
                .header("Content-Type", CONTENT)
                .method("PATCH", stream)
                .build());
        assertEquals(204, sent.statusCode(), sent.body());
        return id;
    }

    /** What the server says of an own upload. */
    public JsonObject file(String id) throws IOException {
        return Pages.json(pages.get("api/v1/uploads/" + id).body());
    }

    /** Gives the SHA-256 of what comes. */
    public String fetches(String id, long size) throws IOException {
        var request = pages.request("api/v1/files/" + id + "/x").timeout(LARGE).build();
        var answer = Pages.send(request, BodyHandlers.ofInputStream());
        assertEquals(200, answer.statusCode());
        assertEquals(size, answer.headers().firstValueAsLong("Content-Length").orElse(-1));
        return sha256(answer.body());
    }

    /** In hexadecimal; closes it. */
    public static String sha256(InputStream content) throws IOException {
        try (var digested = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
            digested.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return pages.request(path).header("Tus-Resumable", "1.0.0");
    }

    private static String id(HttpResponse<String> created) {
        return created.headers().firstValue("Location").orElse("").replaceFirst(".*/", "");
    }
}
