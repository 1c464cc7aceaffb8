package io.parley.chat;

import static io.parley.chat.ChannelView.LOBBY;
import static io.parley.chat.Said.state;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.people.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every journal does for those who read. */
public abstract class JournalReadingContract extends Talk {
    @Test
    void an_edit_shows_the_message_as_it_is_now() {
        var ann = person("Ann");
        clockIs(1_000);
        post(ann, "c1", "before");
        post(ann, "c2", "between");
        clockIs(2_000);
        var edited = assertInstanceOf(Event.Edited.class, kept(keep(edit(ann, "c3", 1, "after"))));

        var now = new Message(1, 1, ann.id(), 1_000, "after", 3, 3L, List.of(), null, null);
        assertEquals(now, edited.message());
        assertEquals(3, edited.seq());
        assertEquals(2_000, edited.at());
        var replayed = events(ann, 0);
        assertEquals(now, state(replayed.get(0)));
        assertEquals(edited, replayed.get(2));
        keep(edit(ann, "c4", 1, "at last"));
        assertEquals("at last", state(events(ann, 0).get(2)).text());
        assertEquals(4, state(events(ann, 0).get(2)).revision());
        assertEquals(
                List.of("at last", "between"),
                texts(journal().history(ann.id(), LOBBY, null, 10).messages()));
    }

    @Test
    void nobody_reads_or_writes_where_he_is_no_member() {
        var ann = person("Ann");
        post(ann, "c1", "ours");

        var strangers = new Draft.Post(LOBBY, "nobody", "c1", SendOrder.none(), "let me in", List.of());
        refused(Refusal.Code.NO_CHANNEL, strangers);
        refused(
                Refusal.Code.NO_CHANNEL,
                new Draft.Post("nowhere", ann.id(), "c2", SendOrder.none(), "hello?", List.of()));
        assertRefused(Refusal.Code.NO_CHANNEL, () -> journal().after("nobody", LOBBY, 0, 10, BUDGET));
        assertRefused(Refusal.Code.NO_CHANNEL, () -> journal().after(ann.id(), "nowhere", 0, 10, BUDGET));
        assertRefused(Refusal.Code.NO_CHANNEL, () -> journal().history("nobody", LOBBY, null, 10));
        assertRefused(Refusal.Code.NO_CHANNEL, () -> journal().history("nobody", LOBBY, new Cursor(1, "whatever"), 10));
        assertRefused(Refusal.Code.SIGNED_OUT, () -> journal().opening("nobody", Map.of(), BUDGET));
        assertEquals(1, told().size());
    }

    @Test
    void every_character_there_is_comes_back_as_it_was() {
        var ann = person("Ann");
        var all = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        for (var text : List.of("\0", "a\0b\0", "", " \r\n ", "\uFEFFx\uFFFE\uFFFF", "'\";--", all)) {
            var cid = "c" + told().size();
            var kept = kept(post(ann, cid, text));
            assertEquals(text, state(kept).text());
            assertEquals(List.of(kept), journal().between(LOBBY, kept.seq() - 1, kept.seq()));
            assertInstanceOf(Receipt.Repeated.class, post(ann, cid, text));
        }
        refused(Refusal.Code.MALFORMED, draft(ann, "half", "\uD800"));
    }

    @Test
    void a_log_is_read_in_pieces_without_a_hole() {
        var ann = person("Ann");
        for (int i = 1; i <= 25; i++) {
            post(ann, "c" + i, "x".repeat(100));
        }
        assertEquals(
                List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L),
                seqs(journal().after(ann.id(), LOBBY, 0, 10, BUDGET)));
        assertFalse(journal().after(ann.id(), LOBBY, 0, 10, BUDGET).complete());
        assertFalse(journal().after(ann.id(), LOBBY, 14, 10, BUDGET).complete());
        assertEquals(10, seqs(journal().after(ann.id(), LOBBY, 15, 10, BUDGET)).size());
        assertTrue(journal().after(ann.id(), LOBBY, 15, 10, BUDGET).complete());
        assertEquals(new Page(List.of(), true), journal().after(ann.id(), LOBBY, 25, 10, BUDGET));
        assertEquals(new Page(List.of(), true), journal().after(ann.id(), LOBBY, 99, 10, BUDGET));
        assertEquals(List.of(1L, 2L, 3L), seqs(journal().after(ann.id(), LOBBY, 0, 10, 250)));
        assertEquals(List.of(1L), seqs(journal().after(ann.id(), LOBBY, 0, 10, 1)));
        assertEquals(List.of(25L), seqs(journal().after(ann.id(), LOBBY, 24, 10, 1)));
        assertTrue(journal().after(ann.id(), LOBBY, 24, 10, 1).complete());
        assertEquals(
                List.of(11L, 12L),
                journal().between(LOBBY, 10, 12).stream()
                        .map(Event.Lasting::seq)
                        .toList());
        assertEquals(List.of(), journal().between(LOBBY, 25, 30));
        assertEquals(List.of(), journal().between("nowhere", 0, 30));
    }

    @Test
    void those_who_come_together_begin_as_each_alone_would() {
        var ann = person("Ann");
        var bea = person("Bea");
        var cursors = new ArrayList<Cursor>(List.of(Cursor.START, new Cursor(2, "strange"), new Cursor(99, "ahead")));
        for (int i = 1; i <= 9; i++) {
            cursors.add(kept(post(i % 2 == 0 ? bea : ann, "c" + i, "x".repeat(1_000)))
                    .cursor());
        }
        for (var budget : List.of(BUDGET, 13_000L, 5_000L, 1_000L, 0L)) {
            var hellos = new ArrayList<Journal.Hello>();
            for (var cursor : cursors) {
                hellos.add(new Journal.Hello(ann.id(), Map.of(LOBBY, cursor)));
                hellos.add(new Journal.Hello("nobody", Map.of(LOBBY, cursor)));
                hellos.add(new Journal.Hello(bea.id(), Map.of(LOBBY, cursor, "elsewhere", cursor)));
            }
            hellos.add(new Journal.Hello(bea.id(), Map.of()));
            var together = journal().openings(hellos, budget);
            assertEquals(hellos.size(), together.size());
            for (int i = 0; i < hellos.size(); i++) {
                var hello = hellos.get(i);
                if (hello.person().equals("nobody")) {
                    assertEquals(Optional.empty(), together.get(i));
                } else {
                    var alone = journal().opening(hello.person(), hello.cursors(), budget);
                    assertEquals(Optional.of(alone), together.get(i));
                }
            }
        }
        assertEquals(List.of(), journal().openings(List.of(), BUDGET));
    }

    @Test
    void changes_of_several_are_those_of_each() {
        var ann = person("Ann");
        var bea = person("Bea");
        var since = Map.of(ann.id(), Changes.ALL, bea.id(), Long.MAX_VALUE, "nobody", 0L);
        assertEquals(
                Map.of(
                        ann.id(),
                        journal().changes(ann.id(), Changes.ALL),
                        bea.id(),
                        journal().changes(bea.id(), Long.MAX_VALUE)),
                journal().changes(since));
        assertEquals(Map.of(), journal().changes(Map.of()));
        assertRefused(Refusal.Code.SIGNED_OUT, () -> journal().changes("nobody", 0));
    }

    @Test
    void stretches_of_many_logs_are_read_at_once() {
        var ann = person("Ann");
        for (int i = 1; i <= 9; i++) {
            post(ann, "c" + i, "x".repeat(100));
        }
        var stretches = List.of(
                new Journal.Stretch(LOBBY, 1, 3),
                new Journal.Stretch("nowhere", 0, 9),
                new Journal.Stretch(LOBBY, 7, Long.MAX_VALUE));
        assertEquals(List.of(2L, 3L, 8L, 9L), Said.seqs(journal().between(stretches, BUDGET)));
        assertEquals(List.of(2L, 3L), Said.seqs(journal().between(stretches, 150)));
        assertEquals(List.of(2L), Said.seqs(journal().between(stretches, 1)));
        assertEquals(List.of(), journal().between(List.of(), BUDGET));
    }

    @Test
    void each_place_leads_to_the_next_and_no_other() {
        var ann = person("Ann");
        for (int i = 1; i <= 9; i++) {
            post(ann, "c" + i, "text");
        }
        var places = journal().places(new Journal.Stretch(LOBBY, 0, Long.MAX_VALUE));
        assertEquals(
                journal().between(LOBBY, 0, 9).stream()
                        .map(Event.Lasting::cursor)
                        .toList(),
                places);
        var before = Cursor.START;
        for (var place : places) {
            assertTrue(before.leadsTo(place), before + " leads to " + place);
            assertFalse(new Cursor(before.seq(), "else").leadsTo(place));
            before = place;
        }
        assertFalse(places.get(1).leadsTo(places.get(3)));
        assertEquals(places.subList(3, 5), journal().places(new Journal.Stretch(LOBBY, 3, 5)));
        assertEquals(List.of(), journal().places(new Journal.Stretch("nowhere", 0, 5)));
    }

    @Test
    void who_exists_has_a_version() {
        var ann = person("Ann");
        assertEquals(Map.of(ann.id(), 0L), journal().versions(List.of(ann.id(), "nobody")));
    }

    @Test
    void history_is_paged_backwards_to_its_beginning() {
        var ann = person("Ann");
        var bea = person("Bea");
        for (int i = 1; i <= 7; i++) {
            post(i == 2 ? bea : ann, "c" + i, "t" + i);
            keep(edit(i == 2 ? bea : ann, "e" + i, 2L * i - 1, "T" + i));
        }
        var newest = journal().history(ann.id(), LOBBY, null, 3);
        assertEquals(List.of("T5", "T6", "T7"), texts(newest.messages()));
        assertEquals(List.of(ann), newest.people());
        assertEquals(14, newest.head().seq());
        var middle = journal().history(ann.id(), LOBBY, newest.earlier(), 3);
        assertEquals(List.of("T2", "T3", "T4"), texts(middle.messages()));
        assertEquals(new HashSet<>(List.of(ann, bea)), new HashSet<>(middle.people()));
        var first = journal().history(ann.id(), LOBBY, middle.earlier(), 3);
        assertEquals(List.of("T1"), texts(first.messages()));
        assertNull(first.earlier());
        var upToAnEdit = journal().between(LOBBY, 3, 4).getFirst().cursor();
        assertEquals(
                List.of("T1", "T2"),
                texts(journal().history(ann.id(), LOBBY, upToAnEdit, 3).messages()));
        assertEquals(
                List.of(), journal().history(ann.id(), LOBBY, Cursor.START, 3).messages());
    }

    @Test
    void history_up_to_a_cursor_of_another_journal_is_refused() {
        var ann = person("Ann");
        post(ann, "c1", "here");

        assertRefused(Refusal.Code.UNKNOWN_CURSOR, () -> journal().history(ann.id(), LOBBY, new Cursor(1, "else"), 3));
        assertRefused(Refusal.Code.UNKNOWN_CURSOR, () -> journal().history(ann.id(), LOBBY, new Cursor(2, "else"), 3));
        assertRefused(Refusal.Code.UNKNOWN_CURSOR, () -> journal().history(ann.id(), LOBBY, new Cursor(0, "else"), 3));
    }

    @Test
    void a_newcomer_begins_by_a_gap_and_one_who_returns_resumes() {
        var ann = person("Ann");
        var bea = person("Bea");
        var empty = journal().opening(ann.id(), Map.of(), BUDGET);
        assertEquals(
                List.of(new Opening.Gap(new ChannelView(LOBBY, "public", "lobby", 0, 0, 0), Cursor.START)),
                empty.channels());
        assertEquals(List.of(ann), empty.people());
        assertEquals(0, empty.version());

        var one = kept(post(bea, "c1", "one"));
        keep(edit(bea, "c2", 1, "1"));
        var three = kept(post(bea, "c3", "three"));
        var view = new ChannelView(LOBBY, "public", "lobby", 3, 2, 0);
        assertEquals(
                List.of(new Opening.Gap(view, three.cursor())),
                journal()
                        .opening(ann.id(), Map.of("elsewhere", one.cursor()), BUDGET)
                        .channels());
        var resumed = journal().opening(ann.id(), Map.of(LOBBY, one.cursor()), BUDGET);
        assertEquals(List.of(new Opening.Resume(view, one.cursor())), resumed.channels());
        assertEquals(new HashSet<>(List.of(ann, bea)), new HashSet<>(resumed.people()));
        assertEquals(List.of(new Opening.Resume(view, Cursor.START)), start(ann, Cursor.START));
        assertEquals(List.of(new Opening.Resume(view, three.cursor())), start(ann, three.cursor()));
        assertEquals(
                List.of(ann),
                journal()
                        .opening(ann.id(), Map.of(LOBBY, three.cursor()), BUDGET)
                        .people());
    }

    @Test
    void a_cursor_of_another_journal_begins_by_a_gap() {
        var ann = person("Ann");
        post(ann, "c1", "one");
        var head = kept(post(ann, "c2", "two")).cursor();
        var gap = List.of(new Opening.Gap(new ChannelView(LOBBY, "public", "lobby", 2, 2, 0), head));

        assertEquals(gap, start(ann, new Cursor(1, "else")));
        assertEquals(gap, start(ann, new Cursor(2, "else")));
        assertEquals(gap, start(ann, new Cursor(3, head.mark())));
        assertEquals(gap, start(ann, new Cursor(0, "else")));
    }

    @Test
    void who_missed_too_much_begins_by_a_gap() {
        var ann = person("Ann");
        var first = kept(post(ann, "c0", "")).cursor();
        for (int i = 1; i <= 10; i++) {
            post(ann, "c" + i, "é".repeat(500));
        }
        assertInstanceOf(
                Opening.Resume.class,
                journal()
                        .opening(ann.id(), Map.of(LOBBY, first), 13_000)
                        .channels()
                        .getFirst());
        assertInstanceOf(
                Opening.Gap.class,
                journal()
                        .opening(ann.id(), Map.of(LOBBY, first), 10_000)
                        .channels()
                        .getFirst());
        assertInstanceOf(
                Opening.Gap.class,
                journal().opening(ann.id(), Map.of(LOBBY, first), 0).channels().getFirst());
    }

    @Test
    void a_page_of_heavy_messages_is_shorter_and_leads_on() {
        var ann = person("Ann");
        for (int i = 1; i <= 12; i++) {
            post(ann, "c" + i, i + "x".repeat(1 << 20));
        }
        var newest = journal().history(ann.id(), LOBBY, null, 12);
        assertEquals(8, newest.messages().size());
        assertEquals(12, newest.messages().getLast().n());
        var rest = journal().history(ann.id(), LOBBY, newest.earlier(), 12);
        assertEquals(4, rest.messages().size());
        assertNull(rest.earlier());
    }
}
