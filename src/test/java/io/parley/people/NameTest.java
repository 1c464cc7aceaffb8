package io.parley.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameTest {
    @ParameterizedTest(name = "<{0}>")
    @ValueSource(
            strings = {
                "System",
                "system",
                "SYSTEM",
                "sYsTeM",
                " System ",
                "S y s t e m",
                "Sys\u00A0tem",
                "System:",
                "[System]",
                "~System~",
                "S.y.s.t.e.m",
                "Sys\u200Btem",
                "Sys\u200Dtem\uFE0F",
                "Sys\u00ADtem",
                "System\u3164",
                "\u2800System",
                "S\u0443st\u0435m", // Cyrillic u, ie
                "\u0405ystem", // Cyrillic dze
                "\u0405\u0423\u0405\u0422\u0415\u041C", // all Cyrillic capitals
                "S\u03A5S\u03A4\u0395\u039C", // Greek capitals
                "\u03A3ystem", // Greek sigma
                "\uFF33\uFF59\uFF53\uFF54\uFF45\uFF4D", // full width
                "\u24C8\u24E8\u24E2\u24E3\u24D4\u24DC", // in circles
                "\uD83C\uDD62\uD83C\uDD68\uD83C\uDD62\uD83C\uDD63\uD83C\uDD54\uD83C\uDD5C", // in filled circles
                "\uD83C\uDDF8\uD83C\uDDFE\uD83C\uDDF8\uD83C\uDDF9\uD83C\uDDEA\uD83C\uDDF2", // flags' letters
                "\uD835\uDC12\uD835\uDC32\uD835\uDC2C\uD835\uDC2D\uD835\uDC1E\uD835\uDC26", // mathematical bold
                "S\u00FDst\u00EBm", // accents
                "S\u0336y\u0336s\u0336t\u0336e\u0336m\u0336", // struck through
                "\u017Fystem", // long s
                "\uA731\u028F\uA731\u1D1B\u1D07\u1D0D", // small capitals
                "5y5tem",
                "$y$t3m",
                "Sys7em",
                "Systern",
                "Sy\u0455te\u217F", // Cyrillic dze, Roman numeral m
                "\uA4E2\uA4EC\uA4E2\uA4D4\uA4F0\uA4DF", // Lisu
                "\u13DA\u13BD\u13DA\u13A2\u13AC\u13B7", // Cherokee
            })
    void nobody_is_taken_for_the_server(String name) {
        assertEquals("The name reads as System, which is the server's own; choose another one", refusal(name));
    }

    @ParameterizedTest(name = "<{0}>")
    @ValueSource(
            strings = {
                "Ann",
                "alice",
                " Ann ",
                "Ann Lee-O'Brien, \"x\" = / [] {} % 100%",
                "systems",
                "Sister",
                "System Administrator",
                "sysadmin",
                "System 2",
                "\u0441\u0438\u0441\u0442\u0435\u043C\u0430", // a Russian word
                "\u4E2D\u6751\u3055\u304F\u3089",
                "\u05E9\u05E8\u05D4\u200F",
                "\u0646\u06CC\u200C\u0645\u0627", // Persian, with a non-joiner
                "\u0939\u093F\u0928\u094D\u0926\u0940",
                "\uD83D\uDC69\u200D\uD83D\uDCBB", // a woman at a computer
                "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F", // flag of
                // England
                "0",
                "null",
                "-",
            })
    void people_are_called_what_they_are_called(String name) {
        assertEquals(name, new Name(name).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\u00A0\u2003", "\u200B", "\u3164", "\u2800 \uFE0F", "\u0301"})
    void a_name_can_be_seen(String name) {
        assertEquals("No user name provided", refusal(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<b>Ann",
                "Ann>",
                "A&B",
                "An\0n",
                "An\nn",
                "An\tn",
                "An\u007Fn",
                "An\u0085n",
                "An\u2028n",
                "An\u2029n",
                "Ann\u202Egnp.exe",
                "\u202DAnn",
                "\u2066Ann\u2069",
                "\uFEFFAnn",
                "An\uFFF9n",
            })
    void a_name_carries_no_markup_and_moves_nothing(String name) {
        assertEquals("The name must not contain control characters or any of < > &", refusal(name));
    }

    @Test
    void a_name_is_whole_unicode() {
        assertEquals("The name must not contain control characters or any of < > &", refusal("Ann\uD83D"));
    }

    @Test
    void a_name_may_be_1500_characters_long() {
        assertEquals(1_500, new Name("n".repeat(1_500)).text().length());
        assertEquals("The name has 1501 characters; at most 1500 are allowed", refusal("n".repeat(1_501)));
    }

    @Test
    void where_the_server_runs_makes_no_difference() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertEquals("IINN", new Name("IINN").text());
            refusal("SYSTEM");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String refusal(String name) {
        var refusal = assertThrows(Refusal.class, () -> new Name(name));
        assertEquals(Refusal.Code.BAD_NAME, refusal.code());
        return refusal.text();
    }
}
