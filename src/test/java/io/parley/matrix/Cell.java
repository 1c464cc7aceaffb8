package io.parley.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.it.Anybody;
import io.parley.it.Await;
import io.parley.it.ClassicClient;
import io.parley.it.Pages;
import io.parley.it.ParleyClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What people do at one address of a place: they open the page, sign in, talk over both protocols, send a file and
 * fetch it.
 *
 * @param entrance where they come in: the place itself or a proxy before it
 */
record Cell(Place place, URI entrance) {
    /** An address of this machine that is nobody's proxy: where people come from. */
    static final String SOMEBODY = "127.0.0.77";
    /** An address for documentation (RFC 5737): what liars and proxies claim. */
    static final String CLAIMED = "203.0.113.7";

    private static final AtomicInteger PEOPLE = new AtomicInteger();
    private static final int FILE = 3 << 20;

    /** All of it. */
    void passes() throws Exception {
        page();
        assertEquals(SOMEBODY, loggedAddress(SOMEBODY), "the address of who lies about it");
        talk();
    }

    private void page() throws IOException {
        var pages = new Pages(entrance, "");
        var page = pages.get("");
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("<title>"), page.body());
        var policy = page.headers().firstValue("Content-Security-Policy").orElse("");
        assertTrue(policy.contains("ws://" + entrance.getAuthority() + " wss://" + entrance.getAuthority()), policy);
        var script = pages.get("app.js");
        assertEquals(200, script.statusCode());
        if (!entrance.getPath().equals("/")) {
            var folder = entrance.getPath().substring(0, entrance.getPath().length() - 1);
            var location =
                    new Pages(entrance.resolve(folder), "").get("").headers().firstValue("Location");
            assertTrue(
                    location.isEmpty() || entrance.resolve(location.get()).equals(entrance),
                    () -> "the path without its slash leads to " + location);
        }
    }

    /**
     * The address that the log has for a sign-in which claims to come from elsewhere.
     *
     * @param from the address it comes from
     */
    String loggedAddress(String from) throws Exception {
        var name = "Guest" + PEOPLE.incrementAndGet();
        var request = HttpRequest.newBuilder(entrance.resolve("api/v1/sign-in"))
                .timeout(Await.BOUND)
                .header("Content-Type", "application/json")
                .header("Origin", entrance.getScheme() + "://" + entrance.getAuthority())
                .header("X-Forwarded-For", CLAIMED)
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"" + name + "\"}"))
                .build();
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(Anybody.context())
                .localAddress(InetAddress.getByName(from))
                .build()) {
            var answer = http.send(request, BodyHandlers.ofString());
            assertEquals(200, answer.statusCode(), answer.body());
            var cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
            var path = entrance.getPath().equals("/") ? "/" : entrance.getPath().replaceFirst("/$", "");
            assertTrue(cookie.contains("; Path=" + path + ";"), cookie);
            assertEquals(entrance.getScheme().equals("https"), cookie.endsWith("; Secure"), cookie);
        }
        var before = name + " signed in from ";
        Await.until(
                () -> "the log says where " + name + " came from",
                () -> !lines(before).isEmpty());
        var line = lines(before).getFirst();
        return line.substring(line.indexOf(before) + before.length());
    }

    private List<String> lines(String part) {
        return place.log().get().stream().filter(line -> line.contains(part)).toList();
    }

    private void talk() throws Exception {
        var number = PEOPLE.incrementAndGet();
        try (var alice = ClassicClient.join(entrance, ClassicClient.FILES, "alice" + number);
                var bea = ParleyClient.join(entrance, "Bea" + number)) {
            alice.takeUntil(ClassicClient.joined(bea.name()));
            bea.says("through " + entrance);
            alice.hears(ClassicClient.line(bea.name(), "through " + entrance));
            alice.says("heard");
            bea.awaitMessage("heard");
            var content = new byte[FILE];
            new Random(number).nextBytes(content);
            alice.sends("{\"file\":{\"name\":\"a.bin\",\"type\":\"application/octet-stream\"}}", content);
            var file = bea.next("message", event -> !event.getJsonArray("files").isEmpty())
                    .getJsonArray("files")
                    .getJsonObject(0);
            var request = new Pages(entrance, bea.name()).request("api/v1/files/" + file.getString("id") + "/a.bin");
            assertArrayEquals(
                    content,
                    Pages.send(request.build(), BodyHandlers.ofByteArray()).body());
            assertEquals(List.of(), bea.violations());
        }
    }
}
