package io.parley.chat;

import static io.parley.chat.Said.posted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.chat.Reader.Verdict;
import org.junit.jupiter.api.Test;

class ReaderTest {
    private final Reader reader = new Reader(7);

    @Test
    void who_catches_up_takes_nothing_from_the_gate() {
        assertFalse(reader.live());
        assertEquals(Verdict.DROP, reader.meet(posted(8)));
        assertEquals(7, reader.position());
    }

    @Test
    void who_is_live_gets_the_next_event() {
        reader.goLive();
        assertEquals(Verdict.DELIVER, reader.meet(posted(8)));
        reader.delivered(8);
        assertEquals(8, reader.position());
        assertEquals(Verdict.DELIVER, reader.meet(posted(9)));
    }

    @Test
    void nobody_gets_an_event_twice() {
        reader.goLive();
        reader.delivered(8);
        assertEquals(Verdict.DROP, reader.meet(posted(8)));
        assertEquals(Verdict.DROP, reader.meet(posted(3)));
        assertTrue(reader.live());
        assertFalse(reader.wants(posted(8)));
    }

    @Test
    void an_event_beyond_the_next_sends_the_reader_back_to_the_journal() {
        reader.goLive();
        assertEquals(Verdict.CATCH_UP, reader.meet(posted(9)));
        assertFalse(reader.live());
        assertEquals(Verdict.DROP, reader.meet(posted(10)));
        assertTrue(reader.wants(posted(8)));
    }

    @Test
    void who_falls_behind_keeps_his_place() {
        reader.goLive();
        reader.fallBehind();
        assertFalse(reader.live());
        assertEquals(7, reader.position());
        assertTrue(reader.wants(posted(8)));
        assertFalse(reader.wants(posted(9)));
    }

    @Test
    void a_place_moves_by_one() {
        assertThrows(IllegalStateException.class, () -> reader.delivered(9));
        assertThrows(IllegalStateException.class, () -> reader.delivered(7));
    }
}
