package io.parley.chat;

import static io.parley.chat.Said.LOBBY;
import static io.parley.chat.Said.place;
import static io.parley.chat.Said.posted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.chat.Reader.Verdict;
import org.junit.jupiter.api.Test;

class ReaderTest {
    private final Reader reader = new Reader(place(7));

    @Test
    void who_catches_up_takes_nothing_from_the_gate() {
        assertFalse(reader.live());
        assertEquals(Verdict.DROP, reader.meet(Step.to(posted(8))));
        assertEquals(7, reader.position());
    }

    @Test
    void who_is_live_gets_the_next_event() {
        reader.goLive(reader.at());
        assertEquals(Verdict.DELIVER, reader.meet(Step.to(posted(8))));
        reader.delivered(place(8));
        assertEquals(8, reader.position());
        assertEquals(Verdict.DELIVER, reader.meet(Step.to(posted(9))));
    }

    @Test
    void nobody_gets_an_event_twice() {
        reader.goLive(reader.at());
        reader.delivered(place(8));
        assertEquals(Verdict.DROP, reader.meet(Step.to(posted(8))));
        assertEquals(Verdict.DROP, reader.meet(Step.to(posted(3))));
        assertTrue(reader.live());
        assertEquals(Verdict.DROP, reader.take(Step.to(posted(8))));
    }

    @Test
    void an_event_beyond_the_next_sends_the_reader_back_to_the_journal() {
        reader.goLive(reader.at());
        assertEquals(Verdict.CATCH_UP, reader.meet(Step.to(posted(9))));
        assertFalse(reader.live());
        assertEquals(Verdict.DROP, reader.meet(Step.to(posted(10))));
        assertEquals(Verdict.DELIVER, reader.take(Step.to(posted(8))));
    }

    @Test
    void who_falls_behind_keeps_his_place() {
        reader.goLive(reader.at());
        reader.fallBehind();
        assertFalse(reader.live());
        assertEquals(7, reader.position());
        assertEquals(Verdict.DELIVER, reader.take(Step.to(posted(8))));
        assertEquals(Verdict.CATCH_UP, reader.take(Step.to(posted(9))));
    }

    @Test
    void a_place_moves_by_one() {
        assertThrows(IllegalStateException.class, () -> reader.delivered(place(9)));
        assertThrows(IllegalStateException.class, () -> reader.delivered(place(7)));
    }

    @Test
    void what_does_not_continue_what_he_has_leads_him_astray() {
        for (var seq : new long[] {7, 8}) {
            var astray = new Reader(place(7));
            astray.goLive(astray.at());
            var mark = new Cursor(seq - 1, "else").next("m").mark();
            assertEquals(
                    Verdict.ASTRAY,
                    astray.meet(Step.to(
                            Event.Posted.of(LOBBY, mark, "c", posted(seq).state()))));
            assertTrue(astray.astray());
            assertFalse(astray.live());
            assertEquals(Verdict.DROP, astray.meet(Step.to(posted(8))));
            assertEquals(Verdict.DROP, astray.take(Step.to(posted(8))));
        }
    }

    @Test
    void whoever_stands_where_a_step_is_known_to_begin_takes_it() {
        var here = reader.at();
        var there = new Cursor(8, "whatever");
        assertEquals(Verdict.ASTRAY, new Reader(here).take(new Step(null, there)));
        assertEquals(Verdict.ASTRAY, new Reader(here).take(new Step(place(6), there)));
        assertEquals(Verdict.DELIVER, new Reader(here).take(new Step(here, there)));
    }
}
