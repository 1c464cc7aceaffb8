package io.parley.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What goes by HTTP beside the socket. */
class PagesIT {
    @RegisterExtension
    final Guests guests = new Guests();

    @Test
    void history_is_read_page_by_page() throws Exception {
        var ann = guests.parley("Ann");
        IntStream.range(0, 120).forEach(i -> ann.says("page " + i));
        ann.awaitAllAcknowledged();
        var pages = new Pages(guests.server(), "Ann");
        var newest = Pages.json(pages.get("api/v1/channels/lobby/messages").body());
        assertEquals(50, newest.getJsonArray("messages").size());

        var collected = new ArrayList<String>();
        for (var at = ann.cursor(); collected.size() < 120; ) {
            var page = pages.history("lobby", at, 8);
            var texts = page.getJsonArray("messages").getValuesAs(JsonObject.class).stream()
                    .map(message -> message.getString("text"))
                    .toList();
            assertEquals(8, texts.size());
            assertTrue(page.getJsonArray("people").getValuesAs(JsonObject.class).stream()
                    .anyMatch(person -> person.getString("name").equals("Ann")));
            collected.addAll(0, texts);
            at = page.getString("earlier", "");
        }
        assertEquals(
                IntStream.range(0, 120).mapToObj(i -> "page " + i).toList(),
                collected.subList(collected.size() - 120, collected.size()));
    }

    @Test
    void a_wrong_question_is_a_problem_with_a_code() throws Exception {
        var ann = guests.parley("Ann");
        ann.awaitAcknowledged(ann.says("something"));
        var pages = new Pages(guests.server(), "Ann");
        problem(pages.get("api/v1/channels/lobby/messages?to=" + ann.seq() + ".wrongMrk"), 409, "unknown-cursor");
        problem(pages.get("api/v1/channels/lobby/messages?to=nonsense"), 400, "bad-parameter");
        problem(pages.get("api/v1/channels/lobby/messages?limit=201"), 400, "bad-parameter");
        problem(pages.get("api/v1/channels/lobby/messages?limit=x"), 400, "bad-parameter");
        problem(pages.get("api/v1/channels/elsewhere/messages"), 404, "no-channel");
        problem(pages.get("api/v1/files/none/x"), 404, "no-file");
        problem(pages.get("api/v1/nothing"), 404, "no-such-page");
        var nobody = new Pages(guests.server(), "");
        problem(nobody.get("api/v1/me"), 401, "signed-out");
        problem(nobody.get("api/v1/channels/lobby/messages"), 401, "signed-out");
        problem(nobody.get("api/v1/files/none/x"), 401, "signed-out");
    }

    @Test
    void a_name_signs_in() throws Exception {
        var nobody = new Pages(guests.server(), "");
        var answer = Pages.send(signIn(nobody, "{\"name\":\" Zoë Müller \"}").build());
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("Zoë Müller", Pages.json(answer.body()).getString("name"));
        var cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertTrue(cookie.contains("username=Zo%C3%AB%20M%C3%BCller;") && cookie.contains("Path=/;"), cookie);
        var me = new Pages(guests.server(), "Zoë Müller").get("api/v1/me");
        assertEquals(answer.body(), me.body());
        assertEquals(
                Pages.json(me.body()).getString("id"),
                guests.parley("Zoë Müller").me());

        for (var name : List.of("", "  ", "System", "a<b", "x".repeat(65), "a\\nb")) {
            problem(Pages.send(signIn(nobody, "{\"name\":\"" + name + "\"}").build()), 422, "bad-name");
        }
        problem(Pages.send(signIn(nobody, "{\"name\":7}").build()), 400, "malformed");
        problem(
                Pages.send(signIn(nobody, "{\"name\":\"Eve\"}")
                        .header("Origin", "http://evil.test")
                        .build()),
                403,
                "forbidden");
    }

    @Test
    void a_classic_user_s_file_is_shown_and_fetched() throws Exception {
        var ann = guests.parley("Ann");
        var carol = guests.classic(ClassicClient.FILES, "carol");
        var content = "<script>alert(1)</script>".getBytes(UTF_8);
        carol.sends("{\"file\":{\"name\":\"page.html\",\"type\":\"text/html\"}}", content);
        var message = ann.next("message", event -> !event.getJsonArray("files").isEmpty());
        var file = message.getJsonArray("files").getJsonObject(0);
        assertEquals("page.html", file.getString("name"));
        assertEquals("text/html", file.getString("type"));
        assertEquals(content.length, file.getInt("size"));

        var request = new Pages(guests.server(), "Ann").request("api/v1/files/" + file.getString("id") + "/page.html");
        var answer = Pages.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, answer.statusCode());
        assertArrayEquals(content, answer.body());
        var headers = answer.headers();
        assertTrue(headers.firstValue("Content-Disposition").orElseThrow().startsWith("attachment"));
        assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElseThrow());
        assertTrue(headers.firstValue("Content-Security-Policy").orElseThrow().contains("sandbox"));
        assertFalse(headers.firstValue("Content-Type").orElseThrow().contains("html"));
    }

    @Test
    void what_starts_the_server_is_no_page() throws Exception {
        var nobody = new Pages(guests.server(), "");
        for (var path : List.of(
                "io/parley/launch/Main.class",
                "io/parley/launch/Launcher.class",
                "%69o/parley/launch/Main.class",
                "api/../io/parley/launch/Main.class",
                "io/",
                "META-INF/MANIFEST.MF",
                "WEB-INF/classes/io/parley/Parley.class")) {
            assertEquals(404, nobody.get(path).statusCode(), path);
        }
    }

    @Test
    void health_is_up_for_anybody() throws Exception {
        var answer = new Pages(guests.server(), "").get("api/v1/health");
        assertEquals(200, answer.statusCode());
        assertEquals("{\"status\":\"up\"}", answer.body());
    }

    private static HttpRequest.Builder signIn(Pages as, String body) {
        return as.request("api/v1/sign-in")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static void problem(HttpResponse<String> answer, int status, String code) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals(code, Pages.json(answer.body()).getString("code"));
    }
}
