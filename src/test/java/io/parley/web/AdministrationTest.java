package io.parley.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.chat.Attachment;
import io.parley.files.Catalog;
import io.parley.people.Audit;
import io.parley.people.Registration;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People invite, are invited, change what they are, and administrators govern, over HTTP. */
class AdministrationTest {
    @TempDir
    static Path folder;

    /** Set up by Ann; all tests share it. */
    private static AccountsHouse house;

    private static int people;

    /** The owner's. */
    private String ann = "";

    @BeforeAll
    static void open() throws Exception {
        house = new AccountsHouse(
                folder, "", new Web.Options(Optional.empty(), Set.of(), address -> false), new Registration.Off());
        house.setUp();
    }

    @AfterAll
    static void close() throws Exception {
        house.close();
    }

    @BeforeEach
    void later() throws Exception {
        house.clock.addAndGet(Duration.ofHours(25).toMillis());
        ann = AccountsHouse.cookie(house.signIn("ann", "ann's password"));
    }

    /** Somebody new, who came by an invitation. */
    private record Guest(String handle, String id, String cookie) {}

    private Guest come(String role) throws Exception {
        var handle = role + ++people;
        var answer = accept(token(invite(role, 1, "")), handle, "The " + handle);
        assertEquals(201, answer.statusCode(), answer.body());
        return new Guest(handle, member(answer, "id"), AccountsHouse.cookie(answer));
    }

    private HttpResponse<String> invite(String role, int uses, String channels) throws Exception {
        var expires = house.clock.get() + Duration.ofDays(7).toMillis();
        return house.as(
                ann,
                "POST",
                "/api/v1/invites",
                "{\"role\":\"" + role + "\",\"uses\":" + uses + ",\"expires\":" + expires + ",\"channels\":[" + channels
                        + "]}");
    }

    private static HttpResponse<String> accept(String token, String handle, String name) throws Exception {
        return house.post(
                "/api/v1/invites/accept",
                "{\"token\":\"" + token + "\",\"handle\":\"" + handle + "\",\"name\":\"" + name
                        + "\",\"password\":\"a good password\"}");
    }

    private static String token(HttpResponse<String> answer) {
        assertEquals(201, answer.statusCode(), answer.body());
        return member(answer, "token");
    }

    private static String member(HttpResponse<String> answer, String name) {
        var match = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(answer.body());
        assertTrue(match.find(), answer.body());
        return match.group(1);
    }

    @Test
    void who_is_invited_sees_by_whom_and_comes_in() throws Exception {
        var invited = invite("member", 2, "\"lobby\"");
        var token = token(invited);
        var look = house.post("/api/v1/invites/look", "{\"token\":\"" + token + "\"}");
        assertEquals(
                "{\"by\":\"Ann\",\"role\":\"member\",\"channels\":[\"lobby\"],\"expires\":" + member(invited, "expires")
                        + "}",
                look.body());
        var bea = accept(token, "bea", "Bea");
        assertEquals(201, bea.statusCode(), bea.body());
        assertEquals(200, house.get(AccountsHouse.cookie(bea), "/api/v1/me").statusCode());
        assertTrue(house.led.getLast().endsWith(member(bea, "id") + " [lobby]"), house.led::toString);
        assertProblem(409, "taken", accept(token, "bea", "Bea 2"));
        assertEquals(201, accept(token, "bea3", "Bea 3").statusCode());
        assertProblem(410, "link-gone", accept(token, "bea4", "Bea 4"));
        assertProblem(410, "link-gone", house.post("/api/v1/invites/look", "{\"token\":\"" + token + "\"}"));
        assertProblem(410, "link-gone", house.post("/api/v1/invites/look", "{\"token\":\"no-such-token\"}"));
    }

    @Test
    void an_invitation_ends_by_time_by_hand_and_with_the_one_who_made_it() throws Exception {
        var old = token(invite("member", 5, ""));
        var revoked = invite("member", 5, "");
        assertEquals(
                204,
                house.as(ann, "DELETE", "/api/v1/invites/" + member(revoked, "id"), "")
                        .statusCode());
        assertProblem(410, "link-gone", accept(token(revoked), "cem", "Cem"));
        assertProblem(410, "link-gone", house.as(ann, "DELETE", "/api/v1/invites/" + member(revoked, "id"), ""));
        var admin = come("admin");
        var expires = house.clock.get() + Duration.ofDays(300).toMillis();
        var admins = token(house.as(
                admin.cookie(), "POST", "/api/v1/invites", "{\"role\":\"member\",\"expires\":" + expires + "}"));
        assertTrue(house.get(ann, "/api/v1/invites").body().contains(admin.id()));
        assertFalse(house.get(ann, "/api/v1/invites").body().contains(admins), "a token is told once");
        change(admin, "{\"role\":\"member\"}");
        assertProblem(410, "link-gone", accept(admins, "cem", "Cem"));
        house.clock.addAndGet(Duration.ofDays(7).toMillis());
        assertProblem(410, "link-gone", accept(old, "cem", "Cem"));
    }

    @Test
    void nobody_invites_more_than_he_is_or_into_what_he_is_not_in() throws Exception {
        var admin = come("admin");
        var expires = house.clock.get() + 1_000;
        for (var body : List.of(
                "{\"role\":\"boss\",\"expires\":" + expires + "}",
                "{\"role\":\"member\",\"expires\":" + house.clock.get() + "}",
                "{\"role\":\"member\",\"expires\":9223372036854775807}",
                "{\"role\":\"member\",\"uses\":0,\"expires\":" + expires + "}",
                "{\"role\":\"member\",\"uses\":1001,\"expires\":" + expires + "}")) {
            assertProblem(400, "bad-parameter", house.as(ann, "POST", "/api/v1/invites", body));
        }
        assertProblem(400, "malformed", house.as(ann, "POST", "/api/v1/invites", "{\"role\":\"member\"}"));
        assertProblem(404, "no-channel", invite("member", 1, "\"board\""));
        assertProblem(
                403,
                "forbidden",
                house.as(
                        admin.cookie(), "POST", "/api/v1/invites", "{\"role\":\"owner\",\"expires\":" + expires + "}"));
        for (var role : List.of("member", "guest")) {
            var somebody = come(role);
            assertProblem(
                    403,
                    "forbidden",
                    house.as(
                            somebody.cookie(),
                            "POST",
                            "/api/v1/invites",
                            "{\"role\":\"guest\",\"expires\":" + expires + "}"));
        }
    }

    @Test
    void only_administrators_do_what_administrators_do() throws Exception {
        var member = come("member");
        for (var role : List.of("member", "guest")) {
            var somebody = come(role).cookie();
            assertProblem(403, "forbidden", house.get(somebody, "/api/v1/people/" + member.id()));
            assertProblem(403, "forbidden", house.as(somebody, "PATCH", "/api/v1/people/" + member.id(), "{}"));
            assertProblem(
                    403,
                    "forbidden",
                    house.as(somebody, "POST", "/api/v1/people/" + member.id() + "/password-reset", ""));
            assertProblem(
                    403, "forbidden", house.as(somebody, "DELETE", "/api/v1/people/" + member.id() + "/sign-ins", ""));
            assertProblem(403, "forbidden", house.get(somebody, "/api/v1/invites"));
            assertProblem(403, "forbidden", house.get(somebody, "/api/v1/audit"));
        }
        var admin = come("admin").cookie();
        assertTrue(house.get(admin, "/api/v1/people/" + member.id()).body().contains("\"role\":\"member\""));
        assertProblem(404, "no-person", house.get(admin, "/api/v1/people/nobody"));
        assertEquals(200, house.get(admin, "/api/v1/audit").statusCode());
    }

    @Test
    void an_administrator_governs_who_is_less_and_there_is_always_an_owner() throws Exception {
        var owner = member(house.get(ann, "/api/v1/me"), "id");
        var admin = come("admin");
        var other = come("admin");
        var member = come("member");
        assertProblem(403, "forbidden", as(admin, other, "{\"active\":false}"));
        assertProblem(403, "forbidden", as(admin, admin, "{\"role\":\"owner\"}"));
        assertProblem(403, "forbidden", as(admin, member, "{\"role\":\"owner\"}"));
        assertProblem(
                403, "forbidden", house.as(admin.cookie(), "PATCH", "/api/v1/people/" + owner, "{\"role\":\"guest\"}"));
        assertEquals(200, as(admin, member, "{\"role\":\"admin\"}").statusCode());
        assertEquals(200, change(member, "{\"role\":\"guest\"}").statusCode());
        assertProblem(403, "forbidden", house.get(member.cookie(), "/api/v1/audit"));
        for (var change : List.of("{\"role\":\"admin\"}", "{\"active\":false}")) {
            assertProblem(409, "conflict", house.as(ann, "PATCH", "/api/v1/people/" + owner, change));
        }
        assertEquals(200, change(other, "{\"role\":\"owner\"}").statusCode());
        assertEquals(
                200,
                house.as(other.cookie(), "PATCH", "/api/v1/people/" + owner, "{\"role\":\"admin\"}")
                        .statusCode());
        assertEquals(
                200,
                house.as(other.cookie(), "PATCH", "/api/v1/people/" + owner, "{\"role\":\"owner\"}")
                        .statusCode());
        assertEquals(200, change(other, "{\"role\":\"admin\"}").statusCode());
        var kinds = house.get(ann, "/api/v1/audit?kind=role-changed&limit=2").body();
        assertTrue(kinds.contains("\"detail\":\"owner to admin\""), kinds);
        assertTrue(kinds.contains("\"next\":\""), kinds);
    }

    @Test
    void who_is_deactivated_is_out_and_comes_back_with_the_same_password() throws Exception {
        var bea = come("member");
        assertEquals(200, change(bea, "{\"active\":false}").statusCode());
        assertProblem(401, "signed-out", house.get(bea.cookie(), "/api/v1/me"));
        assertEquals(401, house.server.upgrade("/ws", "Cookie: " + bea.cookie() + "\r\n"));
        assertProblem(401, "wrong-credentials", house.signIn(bea.handle(), "a good password"));
        assertProblem(409, "conflict", house.as(ann, "POST", "/api/v1/people/" + bea.id() + "/password-reset", ""));
        assertTrue(people(ann, bea.handle()).contains("\"inactive\":true"));
        assertFalse(people(come("member").cookie(), bea.handle()).contains(bea.id()));
        assertEquals(200, change(bea, "{\"active\":true}").statusCode());
        assertEquals(401, house.get(bea.cookie(), "/api/v1/me").statusCode(), "what was ended stays so");
        assertEquals(200, house.signIn(bea.handle(), "a good password").statusCode());
    }

    @Test
    void an_administrator_gives_a_link_for_another_password_that_works_once() throws Exception {
        var bea = come("member");
        var first = token(house.as(ann, "POST", "/api/v1/people/" + bea.id() + "/password-reset", ""));
        var link = token(house.as(ann, "POST", "/api/v1/people/" + bea.id() + "/password-reset", ""));
        assertProblem(410, "link-gone", reset(first, "another password"));
        assertProblem(422, "bad-password", reset(link, "short"));
        assertEquals(204, reset(link, "another password").statusCode());
        assertProblem(410, "link-gone", reset(link, "yet another password"));
        assertProblem(401, "signed-out", house.get(bea.cookie(), "/api/v1/me"));
        assertProblem(401, "wrong-credentials", house.signIn(bea.handle(), "a good password"));
        assertEquals(200, house.signIn(bea.handle(), "another password").statusCode());
        var late = token(house.as(ann, "POST", "/api/v1/people/" + bea.id() + "/password-reset", ""));
        house.clock.addAndGet(Duration.ofHours(24).toMillis());
        assertProblem(410, "link-gone", reset(late, "yet another password"));
    }

    private static HttpResponse<String> reset(String token, String password) throws Exception {
        return house.post("/api/v1/password-reset", "{\"token\":\"" + token + "\",\"password\":\"" + password + "\"}");
    }

    /** ASVS 5.0, 6.2.3 and 7.4.3: only who knows the old one sets a new one, and that ends what else is open. */
    @Test
    void another_password_needs_the_old_one_and_ends_the_other_sign_ins() throws Exception {
        var bea = come("member");
        var phone = AccountsHouse.cookie(house.signIn(bea.handle(), "a good password"));
        var change = "{\"old\":\"%s\",\"new\":\"another password\"}";
        assertProblem(
                401,
                "wrong-credentials",
                house.as(bea.cookie(), "PUT", "/api/v1/me/password", change.formatted("a bad password")));
        assertProblem(
                422,
                "bad-password",
                house.as(
                        bea.cookie(),
                        "PUT",
                        "/api/v1/me/password",
                        "{\"old\":\"a good password\",\"new\":\"password\"}"));
        var number = house.as(bea.cookie(), "PUT", "/api/v1/me/password", "{\"old\":\"a good password\",\"new\":5}");
        assertProblem(400, "malformed", number);
        assertTrue(number.body().contains("new: must be a string"), number.body());
        assertEquals(
                204,
                house.as(bea.cookie(), "PUT", "/api/v1/me/password", change.formatted("a good password"))
                        .statusCode());
        assertEquals(200, house.get(bea.cookie(), "/api/v1/me").statusCode());
        assertEquals(401, house.get(phone, "/api/v1/me").statusCode());
        assertEquals(200, house.signIn(bea.handle(), "another password").statusCode());
    }

    @Test
    void programs_outlive_another_password_unless_they_are_to_end() throws Exception {
        var bea = come("member");
        var soon = house.clock.get() + 1_000;
        var made = house.as(
                bea.cookie(),
                "POST",
                "/api/v1/me/tokens",
                "{\"name\":\"robot\",\"scopes\":[\"read\"],\"expires\":" + soon + ",\"password\":\"a good password\"}");
        var bearer = "Bearer " + token(made);
        var change = "{\"old\":\"a good password\",\"new\":\"a good password\",\"endTokens\":%s}";
        for (var ends : List.of("false", "null", "true")) {
            var changed = house.as(bea.cookie(), "PUT", "/api/v1/me/password", change.formatted(ends));
            assertEquals(204, changed.statusCode(), changed.body());
            var me = house.server.send(house.server.request("/api/v1/me").header("Authorization", bearer));
            assertEquals(ends.equals("true") ? 401 : 200, me.statusCode(), ends);
        }
    }

    /** ASVS 5.0, 7.5.2: one sees where one is signed in, and ends it. */
    @Test
    void somebody_sees_and_ends_his_sign_ins_and_nobody_elses() throws Exception {
        var bea = come("member");
        var phone = AccountsHouse.cookie(house.server.send(AccountsHouse.json(
                house.server
                        .request("/api/v1/sign-in")
                        .header(
                                "User-Agent",
                                "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537 Chrome/130 Mobile Safari/537"),
                "POST",
                AccountsHouse.credentials(bea.handle(), "a good password"))));
        var list = house.get(phone, "/api/v1/me/sign-ins");
        assertTrue(list.body().contains("\"device\":\"Chrome on Android\",\"address\":\"127.0.0.1\""), list.body());
        assertEquals(2, list.body().split("\"id\":").length - 1, list.body());
        var other = house.get(ann, "/api/v1/me/sign-ins");
        assertProblem(410, "link-gone", house.as(phone, "DELETE", "/api/v1/me/sign-ins/" + member(other, "id"), ""));
        assertEquals(
                204, house.as(bea.cookie(), "DELETE", "/api/v1/me/sign-ins", "").statusCode());
        assertEquals(401, house.get(phone, "/api/v1/me").statusCode());
        assertEquals(200, house.get(bea.cookie(), "/api/v1/me").statusCode());
        assertEquals(
                204,
                house.as(ann, "DELETE", "/api/v1/people/" + bea.id() + "/sign-ins", "")
                        .statusCode());
        assertEquals(401, house.get(bea.cookie(), "/api/v1/me").statusCode());
    }

    @Test
    void somebody_says_of_himself_what_others_see() throws Exception {
        var bea = come("member");
        var me = "/api/v1/me";
        var until = house.clock.get() + 1_000;
        var changed = house.as(
                bea.cookie(),
                "PATCH",
                me,
                "{\"name\":\"Bea B.\",\"email\":\"Bea@Example.org\",\"status\":{\"emoji\":\"\ud83c\udf34\",\"text\":\"away\",\"until\":"
                        + until + "},\"timeZone\":\"Europe/Vienna\",\"locale\":\"de-AT\"}");
        assertEquals(200, changed.statusCode(), changed.body());
        assertTrue(
                changed.body()
                        .contains("\"name\":\"Bea B.\",\"handle\":\"" + bea.handle()
                                + "\",\"email\":\"bea@example.org\",\"role\":\"member\",\"status\":{\"emoji\":\"\ud83c\udf34\",\"text\":\"away\",\"until\":"
                                + until + "},\"timeZone\":\"Europe/Vienna\",\"locale\":\"de-AT\""),
                changed.body());
        var seen = people(come("member").cookie(), "bea b");
        assertTrue(seen.contains("\"name\":\"Bea B.\""), seen);
        assertFalse(seen.contains("example.org"), "e-mail addresses are not shown to members");
        assertTrue(people(ann, "bea b").contains("bea@example.org"));
        assertEquals(200, house.signIn("bea@example.org", "a good password").statusCode());
        var cleared =
                house.as(bea.cookie(), "PATCH", me, "{\"email\":\"\",\"status\":{},\"timeZone\":\"\",\"locale\":\"\"}");
        for (var member : List.of("email", "status", "timeZone", "locale")) {
            assertFalse(cleared.body().contains("\"" + member + "\""), cleared.body());
        }
        assertTrue(cleared.body().contains("Bea B."), "what is absent stays");
        assertProblem(409, "taken", house.as(bea.cookie(), "PATCH", me, "{\"name\":\"ANN\"}"));
        assertProblem(409, "taken", house.as(bea.cookie(), "PATCH", me, "{\"email\":\"ann@example.org\"}"));
        assertProblem(422, "bad-name", house.as(bea.cookie(), "PATCH", me, "{\"name\":\"System\"}"));
        assertProblem(400, "bad-parameter", house.as(bea.cookie(), "PATCH", me, "{\"timeZone\":\"Moon\"}"));
        assertProblem(400, "bad-parameter", house.as(bea.cookie(), "PATCH", me, "{\"locale\":\"../x\"}"));
        assertProblem(400, "malformed", house.as(bea.cookie(), "PATCH", me, "{\"status\":{\"text\":\"a\\nb\"}}"));
    }

    @Test
    void somebody_has_a_picture_that_everybody_sees() throws Exception {
        var bea = come("member");
        var see = "/api/v1/people/" + bea.id() + "/avatar";
        assertProblem(404, "no-file", house.get(ann, see));
        var picture = new Attachment("f" + bea.id(), "me.png", "image/png", null, 100, 64, 64, null, null, null, null);
        house.server.house.uploads.put(
                picture.id(), new Catalog.Upload(picture, bea.id(), house.content(new byte[] {1, 2, 3})));
        var film = Attachment.of("film" + bea.id(), "me.mp4", "video/mp4", 3);
        house.server.house.uploads.put(
                film.id(), new Catalog.Upload(film, bea.id(), house.content(new byte[] {1, 2, 3})));
        assertProblem(404, "no-file", wear(ann, picture.id()));
        assertProblem(400, "bad-parameter", wear(bea.cookie(), film.id()));
        assertEquals(204, wear(bea.cookie(), picture.id()).statusCode());
        var tag = member(house.get(bea.cookie(), "/api/v1/me"), "avatar");
        var seen = house.server.fetch(house.server.request(see + "?" + tag).header("Cookie", ann));
        assertEquals(200, seen.statusCode());
        assertEquals("image/png", seen.headers().firstValue("Content-Type").orElseThrow());
        assertEquals(
                "private, max-age=31536000, immutable",
                seen.headers().firstValue("Cache-Control").orElseThrow());
        assertEquals((byte) 0x89, seen.body()[0]);
        assertEquals(
                304,
                house.server
                        .send(house.server
                                .request(see)
                                .header("Cookie", ann)
                                .header("If-None-Match", "\"" + tag + "\""))
                        .statusCode());
        assertEquals(401, house.server.send(house.server.request(see)).statusCode());
        assertEquals(
                204, house.as(bea.cookie(), "DELETE", "/api/v1/me/avatar", "").statusCode());
        assertFalse(house.get(bea.cookie(), "/api/v1/me").body().contains("avatar"));
        assertProblem(404, "no-file", house.get(ann, see));
    }

    private static HttpResponse<String> wear(String cookie, String file) throws Exception {
        return house.as(cookie, "PUT", "/api/v1/me/avatar", "{\"file\":\"" + file + "\"}");
    }

    @Test
    void people_are_found_in_pages_and_guests_find_whom_they_meet() throws Exception {
        var guest = come("guest");
        for (var i = 0; i < 5; i++) {
            come("member");
        }
        var first = house.get(ann, "/api/v1/people?query=the%20member&limit=2").body();
        var next = Pattern.compile("\"next\":\"([^\"]+)\"").matcher(first);
        assertTrue(next.find(), first);
        var second = house.get(ann, "/api/v1/people?query=the%20member&limit=2&after=" + next.group(1))
                .body();
        assertFalse(second.contains(next.group(1)), second);
        for (var query : List.of("%25", "_", "%5C", "%27")) {
            assertEquals(
                    "{\"people\":[]}",
                    house.get(ann, "/api/v1/people?query=" + query).body());
        }
        assertEquals("{\"people\":[]}", people(guest.cookie(), ""), "he is in no channel");
        assertProblem(400, "bad-parameter", house.get(ann, "/api/v1/people?query=" + "a".repeat(101)));
    }

    /** ASVS 5.0, 3.5.1: what changes something, another site's page cannot cause; the cookie is not even sent along. */
    @Test
    void another_sites_page_acts_for_nobody() throws Exception {
        for (var header : List.of("Origin: https://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site")) {
            var parts = header.split(": ");
            for (var page : List.of(
                    "POST sign-in",
                    "POST setup",
                    "POST register",
                    "POST invites/accept",
                    "PATCH me",
                    "PUT me/password",
                    "DELETE me/sign-ins",
                    "DELETE sign-in",
                    "POST invites",
                    "POST password-reset")) {
                var words = page.split(" ");
                var answer = house.server.send(AccountsHouse.json(
                        house.server
                                .request("/api/v1/" + words[1])
                                .header(parts[0], parts[1])
                                .header("Cookie", ann),
                        words[0],
                        "{}"));
                assertProblem(403, "forbidden", answer);
            }
            assertEquals(403, house.server.upgrade("/ws", header + "\r\nCookie: " + ann + "\r\n"));
        }
        assertEquals(200, house.get(ann, "/api/v1/me").statusCode());
    }

    @Test
    void the_audit_log_names_no_token_and_no_password() throws Exception {
        var token = token(invite("member", 1, ""));
        var bea = come("member");
        var link = token(house.as(ann, "POST", "/api/v1/people/" + bea.id() + "/password-reset", ""));
        reset(link, "another password");
        var log = house.store.audit().page(null, null, null, 200).toString();
        for (var secret : List.of(token, link, "another password", "a good password", "hashed")) {
            assertFalse(log.contains(secret), log);
        }
        assertTrue(log.contains("detail=member, 1 use, "), log);
        var kinds = house.store.audit().page(null, null, bea.id(), 9).stream()
                .map(Audit.Entry::kind)
                .toList();
        assertEquals(List.of("password-reset", "password-reset-offered", "signed-in", "invite-accepted"), kinds);
    }

    private HttpResponse<String> change(Guest somebody, String change) throws Exception {
        return house.as(ann, "PATCH", "/api/v1/people/" + somebody.id(), change);
    }

    private static HttpResponse<String> as(Guest doer, Guest somebody, String change) throws Exception {
        return house.as(doer.cookie(), "PATCH", "/api/v1/people/" + somebody.id(), change);
    }

    private static String people(String cookie, String query) throws Exception {
        return house.get(cookie, "/api/v1/people?query=" + query.replace(" ", "%20"))
                .body();
    }

    private static void assertProblem(int status, String code, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"code\":\"" + code + "\""), answer.body());
    }
}
