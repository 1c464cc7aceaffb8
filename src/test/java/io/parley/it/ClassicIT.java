package io.parley.it;

import static io.parley.it.ClassicClient.FILES;
import static io.parley.it.ClassicClient.HISTORY;
import static io.parley.it.ClassicClient.TEXT;
import static io.parley.it.ClassicClient.joined;
import static io.parley.it.ClassicClient.left;
import static io.parley.it.ClassicClient.line;
import static io.parley.it.ClassicClient.welcome;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The classic chat: who comes and goes, and what is said. */
class ClassicIT {
    private static final List<String> STAGES = List.of("wschat-s", "wschat", "wschat-redis");
    private static final List<String> EXTENSIONS = List.of(".json", ".html", ".txt", "");

    @RegisterExtension
    final Guests guests = new Guests();

    @Test
    void every_endpoint_welcomes_whom_it_announces_to_the_others() throws Exception {
        var alice = guests.classic(TEXT, "alice");
        for (var stage : STAGES) {
            for (var extension : EXTENSIONS) {
                var bob = guests.classic("wsapps/" + stage + extension, "bob");
                alice.hears(joined("bob"));
                bob.says("I am at " + stage + extension);
                alice.hears(line("bob", "I am at " + stage + extension));
                alice.says("hello");
                bob.hears(line("alice", "hello"));
                bob.leaves();
                alice.hears(left("bob"));
            }
        }
    }

    @Test
    void nobody_sees_his_own_coming() throws Exception {
        var bob = guests.connecting(FILES, "bob");
        bob.hears(welcome("bob"));
        var alice = guests.classic(FILES, "alice");
        bob.hears(joined("alice"));
        alice.says("first");
        bob.hears(line("alice", "first"));
    }

    @Test
    void a_broken_connection_is_a_leaving_once() throws Exception {
        var alice = guests.classic(TEXT, "alice");
        var bob = guests.classic(TEXT, "bob");
        bob.socket().abort();
        alice.hears(joined("bob"), left("bob"));
        var carol = guests.classic(TEXT, "carol");
        carol.leaves();
        alice.hears(joined("carol"), left("carol"));
    }

    @Test
    void a_goodbye_is_answered() throws Exception {
        var alice = guests.classic(TEXT, "alice");
        alice.socket().closeFrame(1000);
        alice.isClosed(1000);
    }

    @Test
    void somebody_without_a_name_is_told_so_and_heard_by_nobody() throws Exception {
        var alice = guests.classic(TEXT, "alice");
        for (var cookie :
                List.of("other=bob", "username=", "Username=bob", "USERNAME=bob", "username=   ", "username=%20")) {
            for (var stage : STAGES) {
                try (var nobody = guests.at("wsapps/" + stage + ".json")
                        .header("Cookie: " + cookie)
                        .open()) {
                    nobody.text("from nobody");
                    var told = assertInstanceOf(Received.Text.class, nobody.receive());
                    assertTrue(
                            told.text()
                                    .matches("\\{\"from\":\"System\",\"id\":\\d+,"
                                            + "\"msg\":\"No user name provided, disconnecting\"}"),
                            told.text());
                    assertInstanceOf(Received.Close.class, nobody.receive());
                }
            }
        }
        try (var nobody = guests.at(HISTORY).open()) {
            assertInstanceOf(Received.Text.class, nobody.receive());
            assertInstanceOf(Received.Close.class, nobody.receive());
        }
        var bob = guests.classic(TEXT, "bob");
        bob.says("the first that alice hears");
        alice.hears(joined("bob"), line("bob", "the first that alice hears"));
    }

    @Test
    void what_is_said_is_relayed_as_it_is() throws Exception {
        var alice = guests.classic(FILES, "alice");
        var bob = guests.classic(HISTORY, "bob");
        alice.hears(joined("bob"));
        for (var text : List.of(
                "hello",
                "  two  spaces  ",
                "<b>not</b> & 'escaped'",
                "007",
                "123",
                "-0",
                "1e400",
                "true",
                "null",
                "[]",
                "{}",
                "/slashes/",
                "größer 🐦 日本",
                "System")) {
            alice.says(text);
            bob.hears(line("alice", text));
        }
        for (var text : List.of(
                "{\"a\":1}",
                "{\"file\":null}",
                "{\"file\":1}",
                "{\"file\":[]}",
                "{\"file\":{\"name\":1}}",
                "\"quoted\"",
                "back\\slash",
                "tab\tand\nnew line\r",
                "a\0b",
                "{\"file\":{\"name\":\"a\"",
                "\u001f\u007f\u2028")) {
            alice.says(text);
            var line = assertInstanceOf(Received.Text.class, bob.next()).text();
            assertTrue(line.startsWith("{\"from\":\"alice\",\"msg\":\""), line);
            assertEquals(text, Pages.json(line).getString("msg"));
            assertEquals(2, Pages.json(line).size(), line);
        }
    }

    @Test
    void an_empty_text_is_ignored_and_nobody_hears_himself() throws Exception {
        var alice = guests.classic(FILES, "alice");
        var again = guests.classic(FILES, "alice");
        alice.hears(joined("alice"));
        alice.says("");
        alice.says("from the first tab");
        again.hears(line("alice", "from the first tab"));
        again.says("from the second tab");
        alice.hears(line("alice", "from the second tab"));
    }

    @Test
    void the_first_stage_knows_no_files() throws Exception {
        var alice = guests.classic(TEXT, "alice");
        var bob = guests.classic(TEXT, "bob");
        alice.hears(joined("bob"));
        alice.socket().binary(new byte[] {1, 2, 3});
        alice.says("{\"file\":{\"name\":\"a.txt\",\"type\":\"text/plain\"}}");
        bob.hears(
                "{\"from\":\"alice\",\"msg\":\"{\\\"file\\\":{\\\"name\\\":\\\"a.txt\\\",\\\"type\\\":\\\"text/plain\\\"}}\"}");

        var carol = guests.classic(FILES, "carol");
        bob.hears(joined("carol"));
        carol.sends("{\"file\":{\"name\":\"a.txt\",\"type\":\"text/plain\"}}", new byte[] {1});
        carol.says("after the file");
        bob.hears(line("carol", "after the file"));
    }

    @Test
    void fragments_are_put_together_and_pings_between_them_answered() throws Exception {
        var alice = guests.classic(FILES, "alice");
        var bob = guests.classic(FILES, "bob");
        alice.hears(joined("bob"));
        var umlaut = "ä".getBytes(UTF_8);
        var socket = alice.socket();
        socket.frame(false, RawWebSocket.TEXT, new byte[] {'a', umlaut[0]});
        socket.ping("are you there?".getBytes(UTF_8));
        socket.frame(false, RawWebSocket.CONTINUATION, new byte[] {umlaut[1]});
        socket.frame(true, RawWebSocket.CONTINUATION, new byte[] {'z'});
        assertArrayEquals(
                "are you there?".getBytes(UTF_8),
                assertInstanceOf(Received.Pong.class, alice.next()).payload());
        bob.hears(line("alice", "aäz"));

        socket.text("{\"file\":{\"name\":\"f\",\"type\":\"t\"}}");
        socket.frame(false, RawWebSocket.BINARY, new byte[] {1});
        socket.frame(false, RawWebSocket.CONTINUATION, new byte[0]);
        socket.frame(true, RawWebSocket.CONTINUATION, new byte[] {2, 3});
        bob.hears("{\"from\":\"alice\",\"file\":{\"name\":\"f\",\"type\":\"t\"}}");
        bob.hearsBytes(new byte[] {1, 2, 3});
    }

    @Test
    void invalid_utf8_is_passed_on_to_nobody() throws Exception {
        var alice = guests.classic(TEXT, "alice");
        for (var bytes : List.of(
                new byte[] {(byte) 0xFF},
                new byte[] {'a', (byte) 0xC3},
                new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
                new byte[] {(byte) 0xC0, (byte) 0x80},
                new byte[] {(byte) 0xF5, (byte) 0x80, (byte) 0x80, (byte) 0x80})) {
            var bob = guests.classic(TEXT, "bob");
            // Tomcat's Close frame is lost behind one of ours that has not quite left
            bob.socket().ping(new byte[0]);
            assertInstanceOf(Received.Pong.class, bob.next());
            bob.socket().frame(true, RawWebSocket.TEXT, bytes);
            bob.isClosed(1007);
            alice.hears(joined("bob"), left("bob"));
        }
    }

    @Test
    void a_text_that_is_too_large_closes_its_sender_only() throws Exception {
        var alice = guests.classic(TEXT, "alice");
        var bob = guests.classic(TEXT, "bob");
        alice.hears(joined("bob"));
        var largest = "x".repeat(Guests.TEXT_LIMIT);
        bob.says(largest);
        alice.hears(line("bob", largest));
        bob.says(largest + "x");
        bob.isClosed(1009);
        alice.hears(left("bob"));

        var carol = guests.classic(TEXT, "carol");
        carol.says("ä".repeat(Guests.TEXT_LIMIT / 2 + 1));
        carol.isClosed(1009);
        alice.hears(joined("carol"), left("carol"));
    }

    @Test
    void a_page_of_another_site_is_turned_away() throws Exception {
        for (var stage : STAGES) {
            var at = guests.at("wsapps/" + stage + ".json").named("eve");
            for (var origin :
                    List.of("http://evil.test", "null", "https://127.0.0.1:1", "http://127.0.0.1.evil.test")) {
                var refused = assertThrows(
                        UpgradeRefused.class,
                        () -> at.header("Origin: " + origin).open());
                assertEquals(403, refused.status(), origin);
            }
        }
        var own = guests.server().toString();
        var bob = new ClassicClient(
                "bob",
                guests.at(FILES)
                        .named("bob")
                        .header("Origin: " + own.substring(0, own.length() - 1))
                        .open());
        bob.hears(welcome("bob"));
        bob.close();
    }

    @Test
    void people_of_both_protocols_talk() throws Exception {
        var alice = guests.classic(HISTORY, "alice");
        var bea = guests.parley("Bea");
        alice.hears(joined("Bea"));
        bea.says("hello from protocol 1");
        alice.hears(line("Bea", "hello from protocol 1"));
        alice.says("hello from classic");
        var said = bea.awaitMessage("hello from classic");
        assertTrue(said.n() > 0 && !said.from().equals(bea.me()), said.toString());
        bea.close();
        alice.hears(left("Bea"));
        assertEquals(List.of(), bea.violations());
    }
}
