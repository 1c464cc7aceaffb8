package io.parley.it;

import static io.parley.it.ClassicClient.TEXT;
import static io.parley.it.ClassicClient.joined;
import static io.parley.it.ClassicClient.left;
import static io.parley.it.ClassicClient.line;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The name in the cookie, written raw by the classic page. */
class ClassicNamesIT {
    @RegisterExtension
    final Guests guests = new Guests();

    private @Nullable ClassicClient alice;

    @Test
    void a_name_survives_as_it_was_written() throws Exception {
        for (var name : List.of(
                "alice",
                "Zoë Müller",
                "日本の人 🐦",
                "a=b==c",
                "say \"hi\"",
                "\"quoted\"",
                "one, two/three",
                "[brackets] {braces}",
                "50%",
                "100% sure %zz %4",
                "back\\slash",
                "x".repeat(1_500))) {
            goesBy("username=" + name, name);
        }
    }

    @Test
    void a_name_is_found_between_other_cookies() throws Exception {
        goesBy("theme=dark;username=Zoë;x=y", "Zoë");
        goesBy("username=first; a=b; username=last", "last");
        goesBy("xusername=no; username=yes; username2=no", "yes");
        goesBy("Username=no; username=yes", "yes");
        goesBy("username=a;", "a");
    }

    @Test
    void percent_sequences_that_decode_are_decoded() throws Exception {
        goesBy("username=Zo%C3%AB", "Zoë");
        goesBy("username=a%20b%3Bc", "a b;c");
        goesBy("username=100%25", "100%");
        goesBy("username=%FFx", "%FFx");
    }

    @Test
    void nobody_passes_for_the_system() throws Exception {
        for (var name :
                List.of("System", "system", "SYSTEM", " System ", "Ѕуѕtеm", "S\u200Bystem", "Ｓｙｓｔｅｍ", "%53ystem")) {
            isTurnedAway(name);
        }
    }

    @Test
    void a_name_carries_no_markup_and_no_control_characters() throws Exception {
        for (var name : List.of("<b>bob</b>", "a&amp;", "a>b", "a%0Ab", "a%00b", "%3Cscript%3E", "x".repeat(1_501))) {
            isTurnedAway(name);
        }
    }

    /** The same for all names of a test: the leaving of one would be heard by the next. */
    private ClassicClient listener() throws IOException {
        if (alice == null) {
            alice = guests.classic(TEXT, "alice");
        }
        return alice;
    }

    private void goesBy(String cookies, String name) throws Exception {
        var listening = listener();
        var somebody = new ClassicClient(
                name, guests.at(TEXT).header("Cookie: " + cookies).open());
        assertEquals("Welcome " + name, message(somebody), cookies);
        assertEquals(name + " has joined the conversation", message(listening), cookies);
        somebody.says("hello");
        var line = assertInstanceOf(Received.Text.class, listening.next()).text();
        assertEquals(name, Pages.json(line).getString("from"), cookies);
        somebody.leaves();
        assertEquals(name + " has left the conversation", message(listening), cookies);
    }

    private static String message(ClassicClient client) {
        var line = assertInstanceOf(Received.Text.class, client.next()).text();
        assertEquals("System", Pages.json(line).getString("from"));
        return Pages.json(line).getString("msg");
    }

    private void isTurnedAway(String name) throws Exception {
        var listening = listener();
        try (var eve = guests.at(TEXT).named(name).open()) {
            eve.text("I am " + name);
            var told =
                    assertInstanceOf(Received.Text.class, eve.receive(), name).text();
            assertTrue(told.matches("\\{\"from\":\"System\",\"id\":\\d+,\"msg\":\".*, disconnecting\"}"), told);
            assertInstanceOf(Received.Close.class, eve.receive(), name);
        }
        var bob = guests.classic(TEXT, "bob");
        bob.says("nobody else came");
        listening.hears(joined("bob"), line("bob", "nobody else came"));
        bob.leaves();
        listening.hears(left("bob"));
    }
}
