package io.parley.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Oversized names, and those that read as others' (ASVS 5.0, 2.2.1), or would be a header or a path elsewhere (1.2, 5.3.2). */
class LooksTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "../etc",
                "a b",
                "-a",
                ".a",
                "channel",
                "here",
                "system",
                "a\nb",
                "\u0430nn",
                "a%0d%0aSet-Cookie:x",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "a/b",
                "A",
                "a\0",
                "\u0131",
                "a@b"
            })
    void no_handle_is_anything_else(String handle) {
        assertBadName(() -> new Handle(handle));
    }

    @Test
    void a_handle_is_short_and_plain() {
        for (var handle : List.of("a", "0", "ann.lee", "a-b_c.d9", "a".repeat(32))) {
            assertEquals(handle, new Handle(handle).text());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Ann, ANN",
        "Ann, A n n",
        "Ann, Ann\u200b",
        "Ann, \uff21nn",
        "Ann, \u0410\u043f\u043f",
        "Ann, \u0391\u03bd\u03bd",
        "Ann Lee, 'Ann-Lee.'",
        "Ann Lee, AnnLee",
        "Ian, lan",
        "Ian, 1an",
        "Bob, B0b",
        "Ward, VVard",
        "Arne, Ame",
        "Zo\u00eb, Zoe\u0308",
        "\u041f\u0435\u0442\u0440, \u043f\u0415\u0442\u0440",
        "\u0395\u03bb\u03ad\u03bd\u03b7, \u0395\u039b\u0388\u039d\u0397",
        "\ud83c\udf34, \ud83c\udf34\ufe0f",
    })
    void names_that_read_alike_have_one_skeleton(String one, String other) {
        assertEquals(new ShownName(one).skeleton(), new ShownName(other).skeleton());
    }

    @ParameterizedTest
    @CsvSource({
        "Ann, Anne",
        "Ann, Hann",
        "Nguy\u1ec5n H\u00f9ng, Nguy\u1ec5n H\u01b0ng",
        "\u092e\u0940\u0928\u093e, \u092e\u094b\u0928\u093e",
        "\u674e\u660e, \u674e\u6708",
        "\u05d3\u05e0\u05d4, \u05d3\u05e0\u05d9",
        "\ud83c\udf34, \ud83c\udf35",
    })
    void names_of_two_people_have_two(String one, String other) {
        assertNotEquals(new ShownName(one).skeleton(), new ShownName(other).skeleton());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u0391nn", "Ann\u0430", "P\u0430ypal", "\u0440eter Lee", "x\u0561", "\u05d0a", "Le\u0435 Ann"})
    void no_word_mixes_alphabets(String name) {
        assertBadName(() -> new ShownName(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u738b Wang",
                "\u30bd\u30cb\u30fc\u592a\u90ce",
                "Ann \u041f\u0435\u0442\u0440\u043e\u0432\u0430",
                "D'Arcy O\u2019Neil",
                "\u0645\u062d\u0645\u062f",
                "Jean-Luc",
                "R2-D2",
                "\ud83d\ude80 Ann",
                "\uae40\ucca0\uc218",
                "T\u0101ne \u2014 she"
            })
    void people_are_called_as_they_are(String name) {
        assertEquals(name, new ShownName(name).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "System",
                "\u0405ystem",
                "SYS TEM",
                "a\r\nSet-Cookie: x",
                "<b>",
                "a\0b",
                "\u202eeve",
                "\u2800"
            })
    void no_name_is_nothing_or_the_servers(String name) {
        assertBadName(() -> new ShownName(name));
    }

    @Test
    void a_name_has_at_most_64_characters() {
        assertEquals(128, new ShownName("\ud83d\ude00".repeat(64)).text().length());
        assertBadName(() -> new ShownName("\ud83d\ude00".repeat(65)));
        assertBadName(() -> new ShownName("a".repeat(100_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann@example.org", " Ann.Lee+x@Sub.Example.org ", "\u00e4@b\u00fccher.example", "a@b"})
    void an_address_is_kept_in_lower_case(String email) {
        assertEquals(email.strip().toLowerCase(Locale.ROOT), new Email(email).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ann",
                "a@",
                "@b",
                "a@b@c",
                "a b@c",
                "a@b c",
                "a@b\r\nBcc: x",
                "<a@b>",
                "a@.b",
                "a@b.",
                "a@b..c",
                "\"a\"@b"
            })
    void what_is_no_address_is_refused(String email) {
        assertThrows(Refusal.class, () -> new Email(email));
    }

    @Test
    void whatever_is_given_is_taken_or_refused() {
        var random = new Random(5);
        var taken = 0;
        for (var i = 0; i < 20_000; i++) {
            var text = random.ints(random.nextInt(8), 0, random.nextBoolean() ? 0x250 : 0x11000)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            try {
                taken += new ShownName(text).skeleton().isEmpty() ? 0 : 1;
            } catch (Refusal refusal) {
                assertTrue(refusal.text().length() < 300, refusal.text());
            }
        }
        assertTrue(taken > 1_000, taken + " were taken");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "2001:db8:1:2::1, 2001:db8:1:2::/64",
        "2001:0db8:0001:0002::1%eth0, 2001:db8:1:2::/64",
        "::1, 0:0:0:0::/64",
        "0:0:0:0:0:0:0:1, 0:0:0:0::/64",
        "1::, 1:0:0:0::/64",
        "::ffff:192.0.2.1, ::ffff:192.0.2.1",
        "::1:2:3:4:5:6:7:8:9, ::1:2:3:4:5:6:7:8:9",
        "a:b, a:b",
    })
    void an_address_is_counted_by_its_network(String address, String network) {
        assertEquals(network, Addresses.network(address));
    }

    private static void assertBadName(Executable making) {
        assertEquals(Refusal.Code.BAD_NAME, assertThrows(Refusal.class, making).code());
    }
}
