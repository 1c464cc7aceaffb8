package io.parley.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.chat.Draft;
import io.parley.chat.SendOrder;
import io.parley.json.Json;
import io.parley.people.Registration;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Channels over HTTP: made, found, entered, left; and nothing is told to those who are not to know. */
class ChannelsTest {
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    @TempDir
    static Path folder;

    private static AccountsHouse house;
    /** The owner, and two who are members. */
    private static Someone ann;

    private static Someone bea;
    private static Someone cid;
    private static int cids;

    private record Someone(String id, String cookie) {
        HttpResponse<String> get(String page) throws Exception {
            return house.get(cookie, "/api/v1/" + page);
        }

        HttpResponse<String> ask(String method, String page, String body) throws Exception {
            return house.as(cookie, method, "/api/v1/" + page, body);
        }

        /** What he does, with a cid of its own. */
        HttpResponse<String> does(String method, String page, String members) throws Exception {
            return ask(method, page, "{\"cid\":\"c" + ++cids + "\"" + members + "}");
        }

        String makes(String kind, String name) throws Exception {
            var made = does("POST", "channels", ",\"name\":\"" + name + "\",\"kind\":\"" + kind + "\"");
            assertEquals(201, made.statusCode(), made.body());
            return ChannelsTest.id(made);
        }
    }

    @BeforeAll
    static void open() throws Exception {
        house = new AccountsHouse(
                folder,
                "",
                new Web.Options(Optional.empty(), Set.of(), address -> false),
                new Registration.Domains(Set.of("example.org")));
        var owner = house.setUp();
        ann = new Someone(id(house.get(owner, "/api/v1/me")), owner);
        bea = register("bea");
        cid = register("cid");
    }

    @AfterAll
    static void close() throws Exception {
        house.close();
    }

    private static Someone register(String handle) throws Exception {
        var answer = house.post(
                "/api/v1/register",
                "{\"handle\":\"" + handle + "\",\"name\":\"" + handle + "\",\"email\":\"" + handle
                        + "@example.org\",\"password\":\"the password of " + handle + "\"}");
        assertEquals(201, answer.statusCode(), answer.body());
        return new Someone(id(answer), AccountsHouse.cookie(answer));
    }

    @Test
    void a_channel_is_made_found_entered_and_left() throws Exception {
        var made = ann.does(
                "POST",
                "channels",
                ",\"name\":\"garden\",\"kind\":\"public\",\"topic\":\"Roses\",\"description\":\"All that grows\"");
        var garden = id(made);
        assertEquals(
                "{\"id\":\"" + garden
                        + "\",\"kind\":\"public\",\"name\":\"garden\",\"topic\":\"Roses\",\"head\":2,\"n\":0,\"read\":0,\"mentions\":0}",
                made.body());
        assertEquals(
                "{\"channels\":[{\"id\":\"" + garden
                        + "\",\"name\":\"garden\",\"topic\":\"Roses\",\"description\":\"All that grows\",\"members\":1}]}",
                bea.get("channels?query=ROSE").body());

        var joined = bea.does("POST", "channels/" + garden + "/join", "");
        assertEquals(200, joined.statusCode(), joined.body());
        assertTrue(bea.get("channels?query=gard").body().contains("\"members\":2,\"joined\":true"));
        assertTrue(ann.get("channels/" + garden + "/members").body().matches(".*\"Ann\".*\"bea\".*"));
        assertEquals(204, bea.does("POST", "channels/" + garden + "/leave", "").statusCode());
        assertProblem(404, "no-channel", bea.does("POST", "channels/" + garden + "/leave", ""));
        assertEquals(
                "{\"id\":\"" + garden
                        + "\",\"kind\":\"public\",\"name\":\"garden\",\"topic\":\"Roses\",\"description\":\"All that grows\",\"creator\":\""
                        + ann.id() + "\",\"members\":1}",
                bea.get("channels/" + garden).body());
    }

    @Test
    void old_names_lead_to_it_too() throws Exception {
        var id = ann.makes("public", "first-name");
        var renamed = ann.does("PATCH", "channels/" + id, ",\"name\":\"second-name\"");
        assertTrue(renamed.body().contains("\"name\":\"second-name\""), renamed.body());

        var named = "{\"id\":\"" + id + "\",\"name\":\"second-name\"}";
        assertEquals(named, bea.get("channel-names/first-name").body());
        assertEquals(named, bea.get("channel-names/Second-Name").body());
        assertProblem(422, "bad-name", ann.does("POST", "channels", ",\"name\":\"firstname\",\"kind\":\"public\""));
    }

    @Test
    void pages_of_the_directory_have_each_channel_once() throws Exception {
        for (var i : IntStream.range(0, 7).toArray()) {
            ann.makes("public", "page-" + (char) ('a' + i));
        }
        var seen = new StringBuilder();
        var after = "";
        for (var pages = 0; pages < 10; pages++) {
            var body = bea.get("channels?query=page-&limit=3" + after).body();
            Pattern.compile("\"name\":\"page-(.)\"").matcher(body).results().forEach(m -> seen.append(m.group(1)));
            var next = Pattern.compile("\"next\":\"([^\"]+)\"").matcher(body);
            if (!next.find()) {
                break;
            }
            after = "&after=" + next.group(1);
        }
        assertEquals("abcdefg", seen.toString());
        assertProblem(400, "bad-parameter", bea.get("channels?limit=0"));
        assertProblem(400, "bad-parameter", bea.get("channels?archived=perhaps"));
        assertProblem(400, "bad-parameter", bea.get("channels/lobby/members?after=strange"));
        assertEquals("{\"channels\":[]}", bea.get("channels?query=%25%25%5F").body());
    }

    @Test
    void members_come_page_by_page() throws Exception {
        var first = ann.get("channels/lobby/members?limit=2").body();
        var next = Pattern.compile("\"next\":\"([^\"]+)\"").matcher(first);
        assertTrue(next.find(), first);
        var second =
                ann.get("channels/lobby/members?limit=2&after=" + next.group(1)).body();
        assertTrue(first.contains("\"Ann\"") && first.contains("\"bea\""), first);
        assertTrue(second.contains("\"cid\""), second);
        assertFalse(second.contains("next"), second);
    }

    /** One wording for what is not there and what is not for him. */
    @Test
    void a_private_channel_leaks_nowhere() throws Exception {
        var secret = ann.makes("private", "secret-plans");
        ann.does("POST", "channels/" + secret + "/members", ",\"people\":[\"" + cid.id() + "\"]");
        for (var stranger : List.of(bea)) {
            assertFalse(stranger.get("channels?query=secret").body().contains(secret));
            assertFalse(stranger.get("channels?archived=true").body().contains(secret));
            for (var page : List.of("", "/members", "/messages")) {
                assertSame(
                        secret, stranger.get("channels/" + secret + page), stranger.get("channels/no-such-one" + page));
            }
            for (var page : List.of("/join", "/leave", "/members")) {
                var people = page.equals("/members") ? ",\"people\":[\"" + bea.id() + "\"]" : "";
                assertSame(
                        secret,
                        stranger.does("POST", "channels/" + secret + page, people),
                        stranger.does("POST", "channels/no-such-one" + page, people));
            }
            assertSame(
                    secret,
                    stranger.does("PATCH", "channels/" + secret, ",\"name\":\"mine\""),
                    stranger.does("PATCH", "channels/no-such-one", ",\"name\":\"mine\""));
            assertSame(
                    secret,
                    stranger.ask("DELETE", "channels/" + secret + "/members/" + cid.id() + "?cid=x", ""),
                    stranger.ask("DELETE", "channels/no-such-one/members/" + cid.id() + "?cid=x", ""));
            assertSame(
                    "secret-plans",
                    stranger.get("channel-names/secret-plans"),
                    stranger.get("channel-names/no-such-one"));
            // a name that is taken says no more than that
            var open = ann.makes("public", "open-plans");
            assertNotEquals(secret, open);
            assertEquals(
                    stranger.does("POST", "channels", ",\"name\":\"open-plans\",\"kind\":\"public\"")
                            .body(),
                    stranger.does("POST", "channels", ",\"name\":\"secret-plans\",\"kind\":\"public\"")
                            .body());
        }
        assertTrue(cid.get("channels/" + secret).body().contains("\"kind\":\"private\""));
        assertTrue(cid.get("channel-names/secret-plans").body().contains(secret));
    }

    /** An administrator reads nothing he is not in; that he enters is told in the channel and in the audit log. */
    @Test
    void an_administrator_enters_a_private_channel_seen_by_all() throws Exception {
        var secret = bea.makes("private", "beas-own");
        assertProblem(404, "no-channel", ann.get("channels/" + secret + "/messages"));
        assertProblem(
                404,
                "no-channel",
                ann.does("POST", "channels/" + secret + "/members", ",\"people\":[\"" + cid.id() + "\"]"));
        assertEquals(
                204,
                ann.does("POST", "channels/" + secret + "/members", ",\"people\":[\"" + ann.id() + "\"]")
                        .statusCode());
        var events = bea.get("channels/" + secret + "/messages").body();
        assertTrue(events.contains("\"by\":\"" + ann.id() + "\",\"person\":\"" + ann.id() + "\""), events);
        var entry = house.store.audit().page(null, null, ann.id(), 1).getFirst();
        assertEquals("added", entry.kind());
        assertEquals(secret, entry.detail());
    }

    @Test
    void a_conversation_is_one_for_one_set_of_people() throws Exception {
        var conversation = ann.ask("POST", "conversations", "{\"people\":[\"" + bea.id() + "\"]}");
        var id = id(conversation);
        assertEquals(
                "{\"id\":\"" + id + "\",\"kind\":\"direct\",\"name\":\"\",\"with\":[\"" + bea.id()
                        + "\"],\"head\":0,\"n\":0,\"read\":0,\"mentions\":0}",
                conversation.body());
        assertEquals(id, id(ann.ask("POST", "conversations", people(bea.id(), ann.id(), bea.id()))));
        assertProblem(404, "no-channel", bea.get("channels/" + id), "shown with its first message");
        assertEquals(id, id(bea.ask("POST", "conversations", people(ann.id()))));
        assertNotEquals(id, id(ann.ask("POST", "conversations", people(bea.id(), cid.id()))));
        assertEquals(
                id(ann.ask("POST", "conversations", people(ann.id()))),
                id(ann.ask("POST", "conversations", people(ann.id()))));

        assertProblem(404, "no-person", ann.ask("POST", "conversations", people("nobody")));
        assertProblem(400, "malformed", ann.ask("POST", "conversations", "{\"people\":[]}"));
        assertProblem(400, "malformed", ann.ask("POST", "conversations", "{}"));
        var ten = IntStream.range(0, 9).mapToObj(i -> "nobody" + i).toArray(String[]::new);
        assertProblem(413, "too-large", ann.ask("POST", "conversations", people(ten)));
        assertProblem(403, "forbidden", ann.does("POST", "channels/" + id + "/leave", ""));
        assertProblem(
                403,
                "forbidden",
                ann.does("POST", "channels/" + id + "/members", ",\"people\":[\"" + cid.id() + "\"]"));
        assertProblem(403, "forbidden", ann.does("PATCH", "channels/" + id, ",\"name\":\"ours\""));
        assertFalse(ann.get("channels").body().contains(id));
    }

    /** ASVS 5.0 2.2.1, 1.2.10: what is named and described is checked for form and length, whoever shows it. */
    @Test
    void what_is_said_of_a_channel_has_a_form_and_a_limit() throws Exception {
        for (var name : List.of(
                "",
                "Garden",
                "my garden",
                "a/b",
                "../etc",
                "a\\u0000b",
                "a\\u202Eb",
                "\\u200B",
                "-",
                "<b>",
                "a\\r\\nb",
                "a".repeat(65))) {
            assertProblem(
                    422, "bad-name", ann.does("POST", "channels", ",\"name\":\"" + name + "\",\"kind\":\"public\""));
        }
        var taken = ann.makes("public", "\u00fcbung");
        assertEquals(taken, id(bea.get("channel-names/%C3%BCbung")));
        assertProblem(
                413, "too-large", ann.does("PATCH", "channels/" + taken, ",\"topic\":\"" + "t".repeat(251) + "\""));
        assertProblem(400, "malformed", ann.does("PATCH", "channels/" + taken, ",\"topic\":\"two\\nlines\""));
        assertProblem(400, "malformed", ann.does("PATCH", "channels/" + taken, ",\"posting\":\"nobody\""));
        assertProblem(400, "malformed", ann.does("POST", "channels", ",\"name\":\"x\",\"kind\":\"direct\""));
        assertProblem(400, "malformed", ann.ask("POST", "channels", "{\"name\":\"x\",\"kind\":\"public\"}"));
        assertProblem(400, "malformed", ann.ask("POST", "channels", ""));
        assertProblem(
                400, "malformed", ann.ask("POST", "channels", "{\"cid\":\"a b\",\"name\":\"x\",\"kind\":\"public\"}"));
        assertProblem(400, "malformed", ann.ask("DELETE", "channels/" + taken + "/members/" + bea.id(), ""));
    }

    @Test
    void what_comes_without_a_body_is_malformed() throws Exception {
        for (var page : List.of(
                "POST channels",
                "PATCH channels/lobby",
                "POST channels/lobby/join",
                "POST channels/lobby/leave",
                "POST channels/lobby/members",
                "PUT channels/lobby/read",
                "PUT channels/lobby/level",
                "POST conversations")) {
            var words = page.split(" ");
            for (var body : List.of("", "null", "[]", "\"\"")) {
                assertProblem(400, "malformed", ann.ask(words[0], words[1], body), page + " " + body);
            }
        }
    }

    @Test
    void whoever_made_it_removes_others_and_knows_what_he_read() throws Exception {
        var channel = ann.makes("public", "coming-and-going");
        bea.does("POST", "channels/" + channel + "/join", "");
        house.store
                .journal()
                .append(new Draft.Post(channel, bea.id(), "first", SendOrder.none(), "Good morning", List.of()))
                .toCompletableFuture()
                .join();
        assertEquals(
                204,
                ann.ask("PUT", "channels/" + channel + "/read", "{\"n\":1}").statusCode());
        var read = ann.ask("PUT", "channels/" + channel + "/level", "{}").body();
        assertTrue(read.contains("\"n\":1,\"read\":1,"), read);
        var removal = "channels/" + channel + "/members/" + bea.id() + "?cid=removal";
        assertEquals(204, ann.ask("DELETE", removal, "").statusCode());
        assertProblem(404, "no-channel", bea.ask("PUT", "channels/" + channel + "/level", "{}"));
    }

    @Test
    void the_same_cid_again_makes_no_other_channel() throws Exception {
        var body = "{\"cid\":\"once\",\"name\":\"once\",\"kind\":\"public\"}";
        var first = ann.ask("POST", "channels", body);
        assertEquals(201, first.statusCode(), first.body());
        assertEquals(first.body(), ann.ask("POST", "channels", body).body());
        assertProblem(
                409,
                "conflict",
                ann.ask("POST", "channels", "{\"cid\":\"once\",\"name\":\"twice\",\"kind\":\"public\"}"));
    }

    @Test
    void everybody_says_how_far_he_read_and_of_what_he_wants_to_be_told() throws Exception {
        var channel = ann.makes("private", "reading");
        var level = ann.ask("PUT", "channels/" + channel + "/level", "{\"level\":\"mentions\"}");
        assertTrue(level.body().endsWith("\"mentions\":0,\"level\":\"mentions\"}"), level.body());
        var muted = ann.ask("PUT", "channels/" + channel + "/level", "{\"muted\":true}");
        assertTrue(muted.body().endsWith("\"mentions\":0,\"level\":\"mentions\",\"muted\":true}"), muted.body());
        assertProblem(400, "bad-parameter", ann.ask("PUT", "channels/" + channel + "/level", "{\"level\":\"loud\"}"));
        assertProblem(400, "bad-parameter", ann.ask("PUT", "channels/" + channel + "/read", "{\"n\":1}"));
        for (var page : List.of("/level", "/read")) {
            assertProblem(404, "no-channel", bea.ask("PUT", "channels/" + channel + page, "{\"n\":1}"));
        }
        assertProblem(404, "no-channel", bea.get("channels/" + channel + "/messages?around=1"));
        assertProblem(404, "no-channel", bea.get("channels/" + channel + "/messages/1/edits"));
        assertProblem(400, "bad-parameter", ann.get("channels/" + channel + "/messages?around=1&to=0.0"));
        assertProblem(400, "bad-parameter", ann.get("channels/" + channel + "/messages?around=-1"));
    }

    @Test
    void where_anybody_may_be_anybody_nothing_is_private() throws Exception {
        try (var open = new WebServer(folder.resolve("open"), "", WebServer.plain())) {
            var json = AccountsHouse.json(
                    open.request("/api/v1/channels").header("Cookie", "username=Ann"),
                    "POST",
                    "{\"cid\":\"c1\",\"name\":\"secret\",\"kind\":\"private\"}");
            assertProblem(403, "forbidden", open.send(json));
            var direct = AccountsHouse.json(
                    open.request("/api/v1/conversations").header("Cookie", "username=Ann"),
                    "POST",
                    "{\"people\":[\"p1\"]}");
            assertProblem(403, "forbidden", open.send(direct));
        }
    }

    private static String people(String... ids) {
        return "{\"people\":[\"" + String.join("\",\"", ids) + "\"]}";
    }

    private static String id(HttpResponse<String> answer) {
        var id = ID.matcher(answer.body());
        assertTrue(id.find(), answer.body());
        return id.group(1);
    }

    /** But for what was named. */
    private static void assertSame(String named, HttpResponse<String> one, HttpResponse<String> other) {
        assertEquals(404, one.statusCode(), one.body());
        assertEquals(other.statusCode(), one.statusCode());
        assertEquals(other.body().replace("no-such-one", named), one.body());
    }

    private static void assertProblem(int status, String code, HttpResponse<String> answer) {
        assertProblem(status, code, answer, answer.body());
    }

    private static void assertProblem(int status, String code, HttpResponse<String> answer, String why) {
        try (var json = new Json()) {
            var problem = json.read(answer.body(), Problem.class);
            assertEquals(code, problem.code(), why + ": " + answer.body());
            assertEquals(status, problem.status(), why);
            assertEquals(status, answer.statusCode(), why);
        }
    }
}
