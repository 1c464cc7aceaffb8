package io.parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MentionsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            hello                                | ""
            hello @ann                           | ann
            @ann and @Bea.                       | ann bea.
            (@ann), **@bea**, "_@cy_", @ann      | ann bea cy_
            ann@example.org                      | ""
            https://example.org/@ann             | ""
            @ann/bea and @ann@example.org        | ""
            @@ann                                | ""
            \\@ann                              | ""
            e@ and @ and @-x and @_x             | ""
            @änn and @annä              | ""
            `@ann` @bea                          | bea
            ``@ann ` @bea`` @cy                  | cy
            `@ann @bea                           | ann bea
            ` @ann`` @bea`                       | ""
            \\`@ann`                            | ann
            @channels @hereby                    | channels hereby
            """)
    void words_are_mentions_outside_of_code(String text, String words) {
        assertEquals(
                words == null || words.isEmpty() ? List.of() : List.of(words.split(" ")),
                Mentions.in(text).words());
    }

    @Test
    void blocks_of_code_call_nobody() {
        assertEquals(Mentions.NONE, Mentions.in("```\n@ann\n```"));
        assertEquals(Mentions.NONE, Mentions.in("~~~java\r\n@ann\r\n``` @bea\r\n~~~~"));
        assertEquals(Mentions.NONE, Mentions.in("text\n\n    @Override\n\n    @Test"));
        assertEquals(Mentions.NONE, Mentions.in("```\n@ann to the end"));
        assertEquals(List.of("ann"), Mentions.in("```\ncode\n```\n@ann").words());
        assertEquals(
                List.of("ann"), Mentions.in("a paragraph\n    @ann goes on").words());
        assertEquals(List.of("ann"), Mentions.in("``` @no ``` @ann").words(), "a span, not a fence");
        assertEquals(List.of("ann", "bea"), Mentions.in("`@ann\n\n@bea`").words(), "no span goes over paragraphs");
    }

    @Test
    void all_and_those_who_are_here_are_called_by_words_of_their_own() {
        assertEquals(new Mentions(List.of(), true, false), Mentions.in("@channel!"));
        assertEquals(new Mentions(List.of("ann"), true, true), Mentions.in("@Here. @CHANNEL @ann"));
        assertEquals(Mentions.NONE, Mentions.in("`@channel`"));
        var here = Mentions.in("@here").among(() -> Set.of("p1"));
        assertEquals(Set.of("p1"), here.present());
        assertEquals(Mentions.NONE, Mentions.in("nobody").among(() -> {
            throw new AssertionError("nobody is asked for");
        }));
    }

    @Test
    void what_ends_a_sentence_may_belong_to_a_handle() {
        assertEquals(List.of("ann"), Mentions.handles("ann"));
        assertEquals(List.of("a.n_.", "a.n_", "a.n"), Mentions.handles("a.n_."));
        assertEquals(4, Mentions.handles("ann........").size());
    }

    @Test
    void only_so_many_are_looked_up() {
        var text = new StringBuilder();
        for (var i = 0; i < 200; i++) {
            text.append(" @p").append(i);
        }
        assertEquals(Mentions.MOST, Mentions.in(text.toString()).words().size());
    }

    @Test
    void no_text_takes_long() {
        var began = System.nanoTime();
        for (var part : List.of("`", "`` ` ", "@a", "    @a\n", "~~~\n", "@ann.", "\\`", "```\n``` `\n")) {
            var unused = Mentions.in("@" + part.repeat((1 << 19) / part.length()));
        }
        var random = new Random(7);
        var parts = List.of("`", "``", "@ann", " ", "\n", "    ", "~~~", "\\", "\ud83d", "\u2029", "x", "\t", "\r");
        for (var i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (var j = random.nextInt(30); j >= 0; j--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            assertTrue(Mentions.in(text.toString()).words().size() <= Mentions.MOST);
        }
        System.out.println("mentions of 8 hostile texts of 512 KiB and 20000 broken ones: "
                + (System.nanoTime() - began) / 1_000_000 + " ms");
    }
}
