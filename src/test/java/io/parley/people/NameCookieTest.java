package io.parley.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameCookieTest {
    @ParameterizedTest(name = "<{0}>")
    @ValueSource(
            strings = {
                "alice",
                "Ann Lee",
                "\u00C4nn",
                "\u0410\u043D\u044F",
                "\u4E2D\u6751",
                "\uD83D\uDE00",
                "a=b=c",
                "=",
                "\"Ann\"",
                "\"",
                "a,b",
                "a/b",
                "a\\b",
                "[Ann]{1}",
                "(a)@b:c?d",
                "100%",
                "%",
                "5 % 3",
                "%zz",
                "%4",
                "a+b",
                "007",
                "\u00A0x\u0085", // as bytes they end in what ISO 8859-1 takes for spaces and controls
            })
    void a_name_written_raw_arrives_as_it_is(String name) {
        assertEquals(Optional.of(name), in("username=" + name));
        assertEquals(Optional.of(name), in("a=b;username=" + name + ";c=d"));
        assertEquals(Optional.of(name), in("a=b; username=" + name + "; c=d"));
    }

    @Test
    void percent_sequences_that_decode_are_decoded_and_others_stay() {
        assertEquals(Optional.of("Ann Lee"), in("username=Ann%20Lee"));
        assertEquals(Optional.of("\u00C4nn"), in("username=%C3%84nn"));
        assertEquals(Optional.of("\u00C4nn"), in("username=%c3%84nn"));
        assertEquals(Optional.of("\uD83D\uDE00;"), in("username=%F0%9F%98%80%3B"));
        assertEquals(Optional.of("%20"), in("username=%2520"), "once");
        assertEquals(Optional.of("%C3nn"), in("username=%C3nn"), "half a letter");
        assertEquals(Optional.of("%FF\u00C4%C3 %"), in("username=%FF%C3%84%C3%20%"));
        assertEquals(Optional.of("%ED%A0%80"), in("username=%ED%A0%80"), "half a surrogate pair");
        assertEquals(Optional.of("%C0%AF"), in("username=%C0%AF"), "written longer than need be");
        assertEquals(Optional.of("\u00C4%zz\u00C4"), in("username=\u00C4%zz%C3%84"), "raw and escaped");
    }

    @Test
    void the_last_of_several_wins() {
        assertEquals(Optional.of("Bea"), in("username=Ann; username=Bea"));
        assertEquals(Optional.of(""), in("username=Ann; username="));
        assertEquals(Optional.of("Bea"), NameCookie.in(List.of("username=Ann", "x=1; username=Bea", "y=2")));
    }

    @Test
    void another_cookie_is_not_the_name() {
        for (var header : List.of(
                "",
                ";",
                "=",
                "Username=Ann",
                "USERNAME=Ann",
                "user=Ann",
                "xusername=Ann",
                "username",
                "username ;",
                "x=username=Ann")) {
            assertEquals(Optional.empty(), in(header), header);
        }
        assertEquals(Optional.empty(), NameCookie.in(List.of()));
    }

    @Test
    void spaces_around_a_name_are_not_part_of_it() {
        assertEquals(Optional.of("Ann  Lee"), in("a=b;  username = Ann  Lee \t; c=d"));
        assertEquals(Optional.of(""), in("username=   "));
    }

    @Test
    void a_name_of_1500_characters_arrives() {
        assertEquals(Optional.of("\u4E2D".repeat(1_500)), in("username=" + "\u4E2D".repeat(1_500)));
        assertEquals(Optional.of("\u4E2D".repeat(1_500)), in("username=" + NameCookie.encoded("\u4E2D".repeat(1_500))));
    }

    @Test
    void bytes_that_are_not_utf8_are_what_an_old_browser_meant() {
        assertEquals(Optional.of("\u00C4nn"), NameCookie.in(List.of("username=\u00C4nn")));
    }

    @Test
    void any_name_survives_raw_or_escaped_in_any_mixture() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++) {
            var name = randomName(random);
            var value = new StringBuilder();
            name.codePoints().forEach(c -> {
                var letter = Character.toString(c);
                var raw = c > ' ' && c != ';' && c != '%' && c != 0x7F && random.nextBoolean();
                value.append(raw ? letter : NameCookie.encoded(letter));
            });
            var headers = new ArrayList<>(
                    List.of("username=old; theme=dark", "a=%;username=" + value + (random.nextBoolean() ? ";b" : "")));
            headers.add("z=username=");
            assertEquals(Optional.of(name), in(headers.toArray(String[]::new)), "seed " + seed);
        }
    }

    @Test
    void any_bytes_are_read_without_a_fault() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var found = 0;
        for (var i = 0; i < 20_000; i++) {
            var bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            var noise = new String(bytes, StandardCharsets.ISO_8859_1);
            var header = noise + (random.nextBoolean() ? ";" : "") + "username=" + noise + "%" + noise;
            try {
                found += NameCookie.in(List.of(header)).isPresent() ? 1 : 0;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertTrue(found > 5_000, found + " found");
    }

    private static String randomName(Random random) {
        var name = new StringBuilder();
        for (var length = random.nextInt(12); length >= 0; length--) {
            var c = switch (random.nextInt(3)) {
                case 0 -> random.nextInt(0x80);
                case 1 -> random.nextInt(0x800);
                default -> random.nextInt(Character.MAX_CODE_POINT + 1);
            };
            name.appendCodePoint(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '=' : c);
        }
        return name.toString();
    }

    /** As a servlet container hands the bytes on. */
    private static Optional<String> in(String... headers) {
        var read = new ArrayList<String>();
        for (var header : headers) {
            read.add(new String(header.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        }
        return NameCookie.in(read);
    }
}
