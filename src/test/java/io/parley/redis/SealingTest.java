package io.parley.redis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SealingTest {
    private static final byte[] SECRET = "thirty-two bytes that nobody has".getBytes(StandardCharsets.US_ASCII);
    private static final Place HERE = new Place(Place.Kind.RECENT, "lobby", 7);
    private static final byte[] TEXT = "Good morning".getBytes(StandardCharsets.UTF_8);

    private final Random random = new Random(1);
    private final Sealing ours = new Sealing(SECRET, random);
    private final Sealing theirs = new Sealing(SECRET, random);

    @Test
    void another_node_of_the_database_reads_what_was_sealed_and_knows_one_sender_from_another() {
        for (var length : new int[] {0, 1, 15, 16, 17, 100_000}) {
            var text = new byte[length];
            random.nextBytes(text);
            var sealed = ours.seal(HERE, text);
            assertEquals(length + Sealing.OVERHEAD, sealed.length);
            var opened = theirs.open(HERE, sealed).orElseThrow();
            assertArrayEquals(text, opened.text());
            assertEquals(
                    opened.sender(),
                    theirs.open(HERE, ours.seal(HERE, TEXT)).orElseThrow().sender());
            assertNotEquals(
                    opened.sender(),
                    theirs.open(HERE, theirs.seal(HERE, TEXT)).orElseThrow().sender());
            assertTrue(ours.own(sealed));
            assertFalse(theirs.own(sealed));
        }
        assertEquals(0, theirs.refused());
    }

    @Test
    void what_is_sealed_shows_nothing_and_is_never_the_same_twice() {
        var once = ours.seal(HERE, TEXT);
        var again = ours.seal(HERE, TEXT);
        assertFalse(Arrays.equals(once, again));
        for (var shown : new String[] {"Good", "lobby", "RECENT"}) {
            assertFalse(new String(once, StandardCharsets.ISO_8859_1).contains(shown), shown);
        }
    }

    @Test
    void what_belongs_elsewhere_is_refused_and_counted() {
        var sealed = ours.seal(HERE, TEXT);
        var places = new Place[] {
            new Place(Place.Kind.RECENT, "lobby", 8),
            new Place(Place.Kind.RECENT, "lobbies", 7),
            new Place(Place.Kind.BUS, "lobby", 7),
            new Place(Place.Kind.FLEETING, "lobby", 7)
        };
        for (var elsewhere : places) {
            assertTrue(theirs.open(elsewhere, sealed).isEmpty(), elsewhere.toString());
        }
        assertEquals(places.length, theirs.refused());
    }

    @Test
    void who_has_another_key_neither_reads_nor_makes_anything() {
        var stranger = new Sealing(new byte[32], random);
        assertTrue(stranger.open(HERE, ours.seal(HERE, TEXT)).isEmpty());
        assertTrue(ours.open(HERE, stranger.seal(HERE, TEXT)).isEmpty());
        assertThrows(IllegalArgumentException.class, () -> new Sealing(new byte[31], random));
    }

    @Test
    void whatever_was_changed_cut_or_made_up_is_refused() {
        var sealed = ours.seal(HERE, TEXT);
        var refused = 0;
        for (var bit = 0; bit < sealed.length * 8; bit++) {
            var changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertTrue(theirs.open(HERE, changed).isEmpty(), "bit " + bit);
            refused++;
        }
        for (var length = 0; length < sealed.length; length++) {
            assertTrue(theirs.open(HERE, Arrays.copyOf(sealed, length)).isEmpty(), "cut to " + length);
            refused++;
        }
        for (var time = 0; time < 2_000; time++) {
            var junk = new byte[random.nextInt(200)];
            random.nextBytes(junk);
            if (junk.length > 0 && random.nextBoolean()) {
                junk[0] = 1;
            }
            assertTrue(theirs.open(HERE, junk).isEmpty());
            refused++;
        }
        assertEquals(refused, theirs.refused());
    }

    @Test
    void numbers_tell_what_is_missing_and_what_comes_again() {
        var numbers = new Numbers();
        var ann = ByteBuffer.wrap(new byte[] {1});
        var bea = ByteBuffer.wrap(new byte[] {2});
        assertEquals(Numbers.Verdict.NEXT, numbers.heard(ann, 5), "the first of a sender can be any");
        assertEquals(Numbers.Verdict.NEXT, numbers.heard(ann, 6));
        assertEquals(Numbers.Verdict.NEXT, numbers.heard(bea, 1));
        assertEquals(Numbers.Verdict.AGAIN, numbers.heard(ann, 6));
        assertEquals(Numbers.Verdict.AGAIN, numbers.heard(ann, 2));
        assertEquals(Numbers.Verdict.AFTER_A_GAP, numbers.heard(ann, 8));
        assertEquals(Numbers.Verdict.NEXT, numbers.heard(ann, 9));
        assertEquals(Numbers.Verdict.NEXT, numbers.heard(bea, 2));
    }
}
