package io.parley.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.people.Registration;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages over HTTP: posted once, edited, deleted, by whoever may. */
class PostingTest {
    private static final String LOBBY = "/api/v1/channels/lobby/messages";

    @TempDir
    static Path folder;

    private static AccountsHouse house;
    private static String ann;
    private static int cids;

    @BeforeAll
    static void open() throws Exception {
        house = new AccountsHouse(
                folder,
                "",
                new Web.Options(Optional.empty(), Set.of(), address -> false),
                new Registration.Domains(Set.of("example.org")));
        ann = house.setUp();
    }

    @AfterAll
    static void close() throws Exception {
        house.close();
    }

    @Test
    void a_message_is_posted_once_whoever_repeats_it() throws Exception {
        var said = says("once", "Good **morning**");
        assertEquals(201, said.statusCode(), said.body());
        var again = says("once", "Good **morning**");
        assertEquals(200, again.statusCode(), again.body());
        assertEquals(said.body(), again.body());
        var page = house.get(ann, LOBBY).body();
        assertEquals(1, page.split("Good \\*\\*morning", -1).length - 1, page);
        assertTrue(page.contains("\"cid\":\"once\""), page);
        assertProblem(409, "conflict", says("once", "something else"));
    }

    @Test
    void ones_own_message_is_edited_and_deleted() throws Exception {
        var seq = seq(says(cid(), "a first thought"));
        var edited = house.as(ann, "PATCH", LOBBY + "/" + seq, words(cid(), "a better thought"));
        assertEquals(200, edited.statusCode(), edited.body());
        assertEquals(seq + 1, seq(edited));
        assertTrue(house.get(ann, LOBBY).body().contains("a better thought"));
        var deleted = house.as(ann, "DELETE", LOBBY + "/" + seq + "?cid=" + cid(), "");
        assertEquals(200, deleted.statusCode(), deleted.body());
        assertTrue(!house.get(ann, LOBBY).body().contains("thought"));
        assertProblem(404, "no-message", house.as(ann, "PATCH", LOBBY + "/" + seq, words(cid(), "too late")));
        assertProblem(404, "no-message", house.as(ann, "DELETE", LOBBY + "/" + seq + "?cid=" + cid(), ""));
    }

    @Test
    void what_is_wrong_is_named_and_nothing_is_kept() throws Exception {
        var before = house.get(ann, LOBBY).body();
        assertProblem(400, "malformed", house.as(ann, "POST", LOBBY, "{}"), "cid");
        assertProblem(400, "malformed", house.as(ann, "POST", LOBBY, "{\"cid\":\"c\"}"), "text");
        assertProblem(400, "malformed", says("a cid with spaces", "text"), "cid");
        assertProblem(400, "malformed", says(cid(), ""), "text");
        assertProblem(413, "too-large", says(cid(), "x".repeat(16_001)), "16000");
        assertProblem(
                404,
                "no-file",
                house.as(ann, "POST", LOBBY, "{\"cid\":\"f\",\"text\":\"\",\"files\":[{\"id\":\"none\"}]}"));
        assertProblem(400, "bad-parameter", house.as(ann, "PATCH", LOBBY + "/first", words(cid(), "x")), "seq");
        assertProblem(400, "malformed", house.as(ann, "DELETE", LOBBY + "/1", ""), "cid");
        assertProblem(
                404,
                "no-channel",
                house.as(ann, "POST", "/api/v1/channels/nowhere/messages", words(cid(), "anybody?")));
        assertEquals(before, house.get(ann, LOBBY).body());
    }

    private static HttpResponse<String> says(String cid, String text) throws Exception {
        return house.as(ann, "POST", LOBBY, words(cid, text));
    }

    private static String words(String cid, String text) {
        return "{\"cid\":\"" + cid + "\",\"text\":\"" + text + "\"}";
    }

    private static String cid() {
        return "c" + ++cids;
    }

    private static long seq(HttpResponse<String> answer) {
        var match = Pattern.compile("\"seq\":(\\d+)").matcher(answer.body());
        assertTrue(match.find(), answer.body());
        return Long.parseLong(match.group(1));
    }

    private static void assertProblem(int status, String code, HttpResponse<String> answer) {
        assertProblem(status, code, answer, "");
    }

    /** @param named what its words name */
    private static void assertProblem(int status, String code, HttpResponse<String> answer, String named) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"code\":\"" + code + "\""), answer.body());
        assertTrue(answer.body().contains(named), answer.body());
    }
}
