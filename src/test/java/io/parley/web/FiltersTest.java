package io.parley.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.people.Name;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every request passes, under a context path and behind a proxy. */
class FiltersTest {
    @TempDir
    private static Path home;

    private static WebServer server;
    private static WebServer proxied;

    @BeforeAll
    static void start() throws IOException, LifecycleException {
        var options = new Web.Options(
                Optional.of(URI.create("https://chat.example.org/chat/")),
                Set.of(URI.create("http://intranet.example.org")),
                address -> false);
        server = new WebServer(home.resolve("plain"), "/chat", options);
        proxied = new WebServer(
                home.resolve("proxied"), "", new Web.Options(Optional.empty(), Set.of(), FiltersTest::isProxy));
    }

    @AfterAll
    static void stop() throws LifecycleException {
        server.close();
        proxied.close();
    }

    private static boolean isProxy(InetAddress address) {
        return address.isLoopbackAddress() || address.getHostAddress().startsWith("10.");
    }

    @Test
    void a_page_may_load_from_here_alone_and_run_only_our_scripts() throws Exception {
        var page = server.send(server.request("/"));
        assertEquals(200, page.statusCode());
        var digest = MessageDigest.getInstance("SHA-256").digest(WebServer.IMPORT_MAP.getBytes(StandardCharsets.UTF_8));
        var host = "127.0.0.1:" + server.port();
        assertEquals(
                "default-src 'none'; script-src 'self' 'sha256-"
                        + Base64.getEncoder().encodeToString(digest)
                        + "'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; font-src 'self'; "
                        + "connect-src 'self' ws://" + host + " wss://" + host
                        + "; manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
                page.headers().firstValue("Content-Security-Policy").orElseThrow());
        assertEquals(
                "nosniff", page.headers().firstValue("X-Content-Type-Options").orElseThrow());
        assertEquals("no-referrer", page.headers().firstValue("Referrer-Policy").orElseThrow());
        assertEquals(
                "same-origin",
                page.headers().firstValue("Cross-Origin-Opener-Policy").orElseThrow());
    }

    @Test
    void a_page_is_asked_for_again_each_time_and_not_sent_again() throws Exception {
        var page = server.send(server.request("/index.html"));
        assertEquals("no-cache", page.headers().firstValue("Cache-Control").orElseThrow());
        var tag = page.headers().firstValue("ETag").orElseThrow();
        assertEquals(
                304,
                server.send(server.request("/index.html").header("If-None-Match", tag))
                        .statusCode());
    }

    @Test
    void an_unsafe_host_is_not_promised_an_opener_policy() throws Exception {
        var answer = server.raw("GET /chat/index.html HTTP/1.1\r\nHost: chat.test\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
        assertFalse(answer.contains("Cross-Origin-Opener-Policy"), answer);
        assertTrue(answer.contains("ws://chat.test wss://chat.test;"), answer);
    }

    @ParameterizedTest
    @CsvSource({
        "/ws,Cookie: username=Ann,101",
        "/ws,Cookie: username=System,401",
        "/ws,Cookie: Username=Ann,401",
        "/ws,X: y,401",
        "/wsapps/wschat.json,Cookie: username=Ann,101",
        "/wsapps/wschat.json,X: y,101",
        "/nowhere,Cookie: username=Ann,404",
    })
    void a_socket_is_somebodys_but_a_classic_one_may_be_told_so_itself(String page, String header, int status)
            throws Exception {
        assertEquals(status, server.upgrade(page, header + "\r\n"));
    }

    @Test
    void a_socket_knows_whose_it_is() throws Exception {
        var name = "\u00C4nn  \"Lee\", a=b/[c]{d} 5% \uD83D\uDE00";
        try (var fresh = new WebServer(home.resolve("fresh"), "", WebServer.plain())) {
            assertEquals(101, fresh.upgrade("/ws", "Cookie: x=y;username=" + name + ";z=%\r\n"));
            assertEquals(fresh.house.named(new Name(name)).id(), fresh.sockets.poll(10, TimeUnit.SECONDS));
            assertEquals(101, fresh.upgrade("/wsapps/wschat.json", ""));
            assertEquals("nobody", fresh.sockets.poll(10, TimeUnit.SECONDS));
            assertEquals(0, fresh.sessions());
        }
    }

    @Test
    void a_socket_waits_for_a_store_that_is_away() throws Exception {
        server.house.away(true);
        assertEquals(503, server.upgrade("/ws", "Cookie: username=Latecomer\r\n"));
        assertEquals(503, server.upgrade("/wsapps/wschat.json", "Cookie: username=Latecomer\r\n"));
        server.house.away(false);
        assertEquals(101, server.upgrade("/ws", "Cookie: username=Latecomer\r\n"));
    }

    @ParameterizedTest(name = "<{0}>")
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "",
                "nonsense",
                "https://127.0.0.1:PORT", // another scheme
                "http://127.0.0.1", // another port
                "http://127.0.0.1:PORT.evil.example",
                "http://localhost:PORT", // another host
                "http://chat.example.org",
                "https://chat.example.org.evil.example",
                "https://chat.example.org:8443",
                "https://intranet.example.org",
                "http://intranet.example.org\r\nOrigin: http://evil.example",
            })
    void a_page_of_another_site_opens_no_socket_and_changes_nothing(String origin) throws Exception {
        var header = "Origin: " + origin.replace("PORT", "" + server.port()) + "\r\n";
        assertEquals(403, server.upgrade("/ws", "Cookie: username=Ann\r\n" + header));
        assertEquals(403, server.upgrade("/wsapps/wschat.json", "Cookie: username=Ann\r\n" + header));
        var post = server.raw("DELETE /chat/api/v1/sign-in HTTP/1.1\r\nHost: 127.0.0.1:" + server.port()
                + "\r\nConnection: close\r\n" + header + "\r\n");
        assertTrue(post.startsWith("HTTP/1.1 403"), post);
        assertTrue(post.contains("\"code\":\"forbidden\""), post);
    }

    @ParameterizedTest(name = "<{0}>")
    @ValueSource(
            strings = {
                "Origin: http://127.0.0.1:PORT",
                "Origin: HTTP://127.0.0.1:PORT",
                "Origin: https://chat.example.org",
                "Origin: https://chat.example.org:443",
                "Origin: http://intranet.example.org",
                "Origin: https://behind.tls.example\r\nSec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: none",
                "X-No: browser",
            })
    void our_own_page_those_named_and_programs_may(String header) throws Exception {
        var lines = header.replace("PORT", "" + server.port()) + "\r\n";
        assertEquals(101, server.upgrade("/ws", "Cookie: username=Ann\r\n" + lines));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void a_browser_that_hides_its_origin_is_taken_at_its_word(String site) throws Exception {
        var delete =
                server.request("/api/v1/sign-in").header("Sec-Fetch-Site", site).DELETE();
        assertEquals(403, server.send(delete).statusCode());
    }

    @Test
    void another_site_may_link_here() throws Exception {
        var get = server.request("/").header("Origin", "http://evil.example").header("Sec-Fetch-Site", "cross-site");
        assertEquals(200, server.send(get).statusCode());
    }

    @Test
    void the_cookie_is_our_contexts() throws Exception {
        var signIn = server.request("/api/v1/sign-in").header("Content-Type", "application/json");
        var answer = server.send(signIn.POST(BodyPublishers.ofString("{\"name\":\"Ann\"}")));
        assertEquals(
                "username=Ann; Path=/chat; Max-Age=31536000; SameSite=Lax",
                answer.headers().firstValue("Set-Cookie").orElseThrow());
    }

    @Test
    void a_trusted_proxy_says_what_the_browser_sees() throws Exception {
        var seen = "X-Forwarded-Proto: https\r\nX-Forwarded-Host: chat.example.org\r\nX-Forwarded-For: 192.0.2.1\r\n";
        assertEquals(
                101, proxied.upgrade("/ws", "Cookie: username=Ann\r\nOrigin: https://chat.example.org\r\n" + seen));
        assertEquals(
                403,
                proxied.upgrade(
                        "/ws", "Cookie: username=Ann\r\nOrigin: http://127.0.0.1:" + proxied.port() + "\r\n" + seen));
        var signIn = proxied.request("/api/v1/sign-in")
                .header("Content-Type", "application/json")
                .header("X-Forwarded-Proto", "https")
                .POST(BodyPublishers.ofString("{\"name\":\"Ann\"}"));
        assertTrue(proxied.send(signIn)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .endsWith("; Secure"));
    }

    @Test
    void of_several_values_the_nearest_proxys_counts() throws Exception {
        var forged = "X-Forwarded-Host: evil.example, chat.example.org\r\nX-Forwarded-Proto: http, https\r\n";
        assertEquals(403, proxied.upgrade("/ws", "Cookie: username=Ann\r\nOrigin: http://evil.example\r\n" + forged));
        assertEquals(
                101, proxied.upgrade("/ws", "Cookie: username=Ann\r\nOrigin: https://chat.example.org\r\n" + forged));
        var markup = proxied.raw(
                "GET / HTTP/1.1\r\nHost: chat.test\r\nX-Forwarded-Host: x; script-src *\r\nConnection: close\r\n\r\n");
        assertTrue(markup.contains("ws://chat.test wss://chat.test;") && !markup.contains("script-src *"), markup);
    }

    @Test
    void a_stranger_who_claims_to_be_a_proxy_is_not_believed() throws Exception {
        var claimed = "X-Forwarded-Proto: http\r\nX-Forwarded-Host: evil.example\r\n";
        assertEquals(403, server.upgrade("/ws", "Cookie: username=Ann\r\nOrigin: http://evil.example\r\n" + claimed));
    }

    @Test
    void a_page_without_an_import_map_has_no_hash() {
        assertEquals(Optional.empty(), ImportMap.hash("<!doctype html><script src=app.js></script>"));
        assertEquals(
                ImportMap.hash("<script type=\"importmap\">{\n}\n</script>"),
                ImportMap.hash("<SCRIPT type=\"importmap\" >{\r\n}\r\n</SCRIPT>"),
                "browsers hash line feeds");
    }
}
