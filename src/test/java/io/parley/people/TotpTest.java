package io.parley.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes of authenticator apps and for recovery, by the examples of the RFCs. */
class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** RFC 6238, appendix B. */
    @ParameterizedTest
    @CsvSource({
        "59,94287082",
        "1111111109,07081804",
        "1111111111,14050471",
        "1234567890,89005924",
        "2000000000,69279037",
        "20000000000,65353130"
    })
    void the_codes_of_the_rfc(long seconds, String code) {
        assertEquals(code, Totp.code(SECRET, seconds / 30, 8));
        assertEquals(OptionalLong.of(seconds / 30), Totp.step(SECRET, code.substring(2), seconds * 1_000));
        assertEquals(code.substring(2), new App(Base32.encode(SECRET)).shows(seconds * 1_000));
    }

    /** RFC 4226, appendix D. */
    @Test
    void the_counters_of_the_rfc() {
        var codes = "755224 287082 359152 969429 338314 254676 287922 162583 399871 520489".split(" ");
        for (var i = 0; i < codes.length; i++) {
            assertEquals(codes[i], Totp.code(SECRET, i, 6));
        }
    }

    @Test
    void a_clock_may_be_half_a_minute_wrong_and_no_more() {
        var now = 1_790_000_010_000L;
        var present = now / 30_000;
        for (var step = present - 3; step <= present + 3; step++) {
            var expected = Math.abs(step - present) <= 1 ? OptionalLong.of(step) : OptionalLong.empty();
            assertEquals(expected, Totp.step(SECRET, Totp.code(SECRET, step, 6), now));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "87082", "94287082", "-87082", "2870821", "２８７０８２", "287082\0", "abcdef", "\ud83d\ude00"
            })
    void what_is_no_code_is_none(String code) {
        assertEquals(OptionalLong.empty(), Totp.step(SECRET, code, 59_000));
    }

    /** RFC 4648, 10. */
    @ParameterizedTest
    @CsvSource({"'',''", "f,MY", "fo,MZXQ", "foo,MZXW6", "foob,MZXW6YQ", "fooba,MZXW6YTB", "foobar,MZXW6YTBOI"})
    void base32_as_in_the_rfc(String text, String encoded) {
        assertEquals(encoded, Base32.encode(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void an_app_is_told_whose_it_is() {
        assertEquals(
                "otpauth://totp/Parley:ann%40%5B%3A%3A1%5D?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Parley",
                Totp.uri(SECRET, "ann@[::1]"));
    }

    /** ASVS 5.0, 6.5.2 and 6.5.3: 24 characters of 32 are 120 bits. */
    @Test
    void recovery_codes_are_ten_and_may_be_typed_carelessly() {
        var codes = RecoveryCodes.random(new Random(1));
        assertEquals(10, new HashSet<>(codes.texts()).size());
        for (var code : codes.texts()) {
            assertTrue(code.matches("[a-z2-7]{4}(-[a-z2-7]{4}){5}"), code);
            assertTrue(RecoveryCodes.looksLike(code));
        }
        var careful = "abcd-efgl-obno-2345-qrst-uvwx";
        for (var careless : new String[] {
            "ABCD EFGL OBNO 2345 QRST UVWX", "abcdefglobno2345qrstuvwx", " abcd-efg1-08no-2345-qrst-uvwx\t"
        }) {
            assertTrue(RecoveryCodes.looksLike(careless));
            assertTrue(Arrays.equals(RecoveryCodes.digest("p1", careful), RecoveryCodes.digest("p1", careless)));
        }
        assertNotEquals(
                Arrays.toString(RecoveryCodes.digest("p1", careful)),
                Arrays.toString(RecoveryCodes.digest("p2", careful)));
        assertEquals(false, RecoveryCodes.looksLike("287082"));
        assertEquals("RecoveryCodes", codes.toString());
    }
}
