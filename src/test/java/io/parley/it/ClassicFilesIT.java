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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files in the classic chat, and what greets who comes later. */
class ClassicFilesIT {
    private static final byte[] BYTES = {0, 1, 2, (byte) 0xFF, 'x'};

    @RegisterExtension
    final Guests guests = new Guests();

    @Test
    void a_file_is_its_metadata_and_its_bytes() throws Exception {
        var alice = guests.classic(FILES, "alice");
        var bob = guests.classic(HISTORY, "bob");
        alice.hears(joined("bob"));
        alice.sends("{\"file\":{\"name\":\"a.txt\",\"type\":\"text/plain\"}}", BYTES);
        bob.hears("{\"from\":\"alice\",\"file\":{\"name\":\"a.txt\",\"type\":\"text/plain\"}}");
        bob.hearsBytes(BYTES);
        bob.says("nice");
        alice.hears(line("bob", "nice"));
    }

    @Test
    void metadata_keeps_what_the_protocol_knows() throws Exception {
        var alice = guests.classic(FILES, "alice");
        var bob = guests.classic(FILES, "bob");
        var told = Map.of(
                " {\"more\":1, \"file\" : {\"type\":\"t\",\"size\":3,\"name\":\"n\"} } ",
                "{\"name\":\"n\",\"type\":\"t\"}",
                "{\"file\":{\"type\":\"t\"}}",
                "{\"type\":\"t\"}",
                "{\"file\":{\"name\":\"n\"}}",
                "{\"name\":\"n\"}",
                "{\"file\":{}}",
                "{}",
                "{\"file\":{\"name\":\"\",\"type\":\"\"}}",
                "{\"name\":\"\",\"type\":\"\"}");
        for (var metadata : told.entrySet()) {
            alice.sends(metadata.getKey(), BYTES);
            bob.hears("{\"from\":\"alice\",\"file\":" + metadata.getValue() + "}");
            bob.hearsBytes(BYTES);
        }
    }

    @Test
    void a_file_name_is_a_name_and_no_path_and_no_markup() throws Exception {
        var alice = guests.classic(FILES, "alice");
        var bob = guests.classic(FILES, "bob");
        var clean = Map.of(
                "/etc/passwd", "passwd",
                "C:\\\\Users\\\\bob\\\\plan.txt", "plan.txt",
                "a/b\\\\c", "c",
                "..\\\\../x", "x",
                "a\\u0000b\\u001b\\n.txt", "ab.txt",
                "<img src=x>&.png", "_img src=x__.png",
                "ends/", "",
                "größe 🐦.txt", "größe 🐦.txt");
        for (var name : clean.entrySet()) {
            alice.sends("{\"file\":{\"name\":\"" + name.getKey() + "\",\"type\":\"t\"}}", BYTES);
            bob.hears("{\"from\":\"alice\",\"file\":{\"name\":\"" + name.getValue() + "\",\"type\":\"t\"}}");
            bob.hearsBytes(BYTES);
        }
    }

    @Test
    void files_announced_together_are_paired_first_in_first_out() throws Exception {
        var alice = guests.classic(FILES, "alice");
        var bob = guests.classic(FILES, "bob");
        alice.says("{\"file\":{\"name\":\"1\",\"type\":\"t\"}}");
        alice.says("{\"file\":{\"name\":\"2\",\"type\":\"t\"}}");
        alice.says("in between");
        alice.socket().binary(new byte[] {1});
        alice.socket().binary(new byte[] {2, 2});
        bob.hears(line("alice", "in between"), "{\"from\":\"alice\",\"file\":{\"name\":\"1\",\"type\":\"t\"}}");
        bob.hearsBytes(new byte[] {1});
        bob.hears("{\"from\":\"alice\",\"file\":{\"name\":\"2\",\"type\":\"t\"}}");
        bob.hearsBytes(new byte[] {2, 2});
    }

    @Test
    void an_empty_file_is_a_file() throws Exception {
        var alice = guests.classic(FILES, "alice");
        var bob = guests.classic(FILES, "bob");
        alice.sends("{\"file\":{\"name\":\"empty\",\"type\":\"t\"}}", new byte[0]);
        alice.sends("{\"file\":{\"name\":\"full\",\"type\":\"t\"}}", BYTES);
        bob.hears("{\"from\":\"alice\",\"file\":{\"name\":\"empty\",\"type\":\"t\"}}");
        bob.hearsBytes(new byte[0]);
        bob.hears("{\"from\":\"alice\",\"file\":{\"name\":\"full\",\"type\":\"t\"}}");
        bob.hearsBytes(BYTES);
    }

    @Test
    void bytes_without_metadata_break_nobody_s_history() throws Exception {
        var alice = guests.classic(HISTORY, "alice");
        var bob = guests.classic(FILES, "bob");
        alice.socket().binary(BYTES);
        bob.hears("{\"from\":\"alice\",\"file\":{\"name\":\"\",\"type\":\"application/octet-stream\"}}");
        bob.hearsBytes(BYTES);

        var history = history("carol");
        assertEquals(
                new Received.Text(
                        "{\"from\":\"alice\",\"file\":{\"name\":\"\",\"type\":\"application/octet-stream\"}}"),
                history.get(history.size() - 2));
        assertArrayEquals(
                BYTES,
                assertInstanceOf(Received.Binary.class, history.getLast()).bytes());
    }

    @Test
    void nothing_comes_between_metadata_and_its_bytes() throws Exception {
        var bob = guests.classic(FILES, "bob");
        var senders = List.of(guests.classic(FILES, "s0"), guests.classic(FILES, "s1"), guests.classic(FILES, "s2"));
        for (var i = 0; i < 40; i++) {
            for (var sender : senders) {
                var content = (sender.name() + "." + i).getBytes(UTF_8);
                sender.says(sender.name() + " says " + i);
                sender.sends("{\"file\":{\"name\":\"" + sender.name() + "." + i + "\",\"type\":\"t\"}}", content);
            }
        }
        for (var files = 0; files < 120; ) {
            if (bob.next() instanceof Received.Text text && text.text().contains("\"file\"")) {
                var name = Pages.json(text.text()).getJsonObject("file").getString("name");
                bob.hearsBytes(name.getBytes(UTF_8));
                files++;
            }
        }
    }

    @Test
    void a_file_that_is_too_large_closes_its_sender_and_leaves_nothing() throws Exception {
        var alice = guests.classic(FILES, "alice");
        var bob = guests.classic(FILES, "bob");
        alice.hears(joined("bob"));
        var largest = new byte[Guests.FILE_LIMIT];
        bob.sends("{\"file\":{\"name\":\"largest\"}}", largest);
        alice.hears("{\"from\":\"bob\",\"file\":{\"name\":\"largest\"}}");
        alice.hearsBytes(largest);
        bob.sends("{\"file\":{\"name\":\"too large\"}}", new byte[Guests.FILE_LIMIT + 1]);
        bob.isClosed(1009);
        alice.hears(left("bob"));
    }

    @Test
    void the_newest_fifty_messages_greet_who_comes_whatever_lies_between_them() throws Exception {
        var alice = guests.classic(FILES, "alice");
        var bob = guests.classic(TEXT, "bob");
        alice.hears(joined("bob"));
        var expected = new ArrayList<Received>();
        for (var i = 0; i < 55; i++) {
            var speaker = i % 2 == 0 ? alice : bob;
            speaker.says("message " + i);
            (speaker == alice ? bob : alice).hears(line(speaker.name(), "message " + i));
            if (i % 10 == 0) {
                guests.classic(FILES, "passer-by").leaves();
                alice.hears(joined("passer-by"), left("passer-by"));
                bob.hears(joined("passer-by"), left("passer-by"));
            }
            if (i > 5) {
                expected.add(new Received.Text(line(speaker.name(), "message " + i)));
            }
        }
        alice.sends("{\"file\":{\"name\":\"a.txt\",\"type\":\"text/plain\"}}", BYTES);
        alice.says("the newest");
        bob.hears(line("alice", "the newest"));
        expected.remove(0);

        var own = history("alice");
        assertEquals(expected, own.subList(0, expected.size()));
        assertEquals(48, expected.size());
        assertEquals(
                new Received.Text("{\"from\":\"alice\",\"file\":{\"name\":\"a.txt\",\"type\":\"text/plain\"}}"),
                own.get(48));
        assertArrayEquals(
                BYTES, assertInstanceOf(Received.Binary.class, own.get(49)).bytes());
        assertEquals(new Received.Text(line("alice", "the newest")), own.get(50));
        assertEquals(51, own.size());
    }

    @Test
    void the_other_stages_greet_without_history() throws Exception {
        guests.classic(FILES, "alice").says("long ago");
        guests.connecting(FILES, "bob").hears(welcome("bob"));
        guests.connecting(TEXT, "carol").hears(welcome("carol"));
    }

    @Test
    void an_edited_message_is_told_as_it_is_now() throws Exception {
        var alice = guests.classic(FILES, "alice");
        var bea = guests.parley("Bea");
        alice.hears(joined("Bea"));
        var seq = bea.awaitAcknowledged(bea.says("frist"));
        alice.hears(line("Bea", "frist"));
        bea.awaitAcknowledged(bea.edits(seq, "first"));
        bea.says("an edit sends nothing");
        alice.hears(line("Bea", "an edit sends nothing"));
        var history = history("carol");
        assertEquals(new Received.Text(line("Bea", "first")), history.get(history.size() - 2));
    }

    private List<Received> history(String name) throws Exception {
        var client = guests.connecting(HISTORY, name);
        return client.takeUntil(welcome(name));
    }
}
