package io.parley.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.kill.Account.Kept;
import io.parley.kill.Account.Said;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The judge of the kill test finds every way in which the promise can be broken. */
class VerdictTest {
    private static final String ANN = "p-ann";
    private static final String BEA = "p-bea";

    /** Two people in turns, six messages, all acknowledged, held by both. */
    private final List<Kept> journal = LongStream.rangeClosed(1, 6)
            .mapToObj(seq -> kept(seq, seq % 2 == 1 ? ANN : BEA, (seq + 1) / 2))
            .toList();

    @Test
    void a_promise_kept_is_seen_as_kept() {
        var verdict = Verdict.of(account(journal));
        assertTrue(verdict.kept(), verdict::toString);
    }

    @Test
    void what_was_never_acknowledged_may_be_missing_at_the_end() {
        var whole = account(journal);
        var acknowledged = new HashMap<>(whole.acknowledged());
        acknowledged.remove(journal.getLast().cid());
        var shorter = journal.subList(0, 5);
        var verdict = Verdict.of(new Account(whole.said(), acknowledged, shorter, 5, Map.of("Ann", shorter)));
        assertTrue(verdict.kept(), verdict::toString);
    }

    @Test
    void a_lost_message_is_found() {
        var verdict = broken(list -> renumbered(without(list, 2)));
        assertEquals(1, verdict.lost().size(), verdict::toString);
    }

    @Test
    void a_last_message_that_is_lost_is_found() {
        var verdict = broken(list -> without(list, 5));
        assertEquals(1, verdict.lost().size(), verdict::toString);
    }

    @Test
    void a_changed_text_is_found() {
        var verdict = broken(list -> replaced(list, 3, new Kept(4, 4, BEA, "p-bea.2", "something else")));
        assertEquals(1, verdict.lost().size(), verdict::toString);
    }

    @Test
    void a_doubled_message_is_found() {
        var verdict = broken(list -> {
            var more = new ArrayList<>(list);
            more.add(kept(7, ANN, 3));
            return more;
        });
        assertEquals(1, verdict.doubled().size(), verdict::toString);
    }

    @Test
    void an_author_whose_messages_changed_places_is_found() {
        var verdict = broken(list -> {
            var swapped = new ArrayList<>(list);
            Collections.swap(swapped, 0, 2);
            return renumbered(swapped);
        });
        assertFalse(verdict.kept(), verdict::toString);
        assertTrue(verdict.others().stream().anyMatch(fault -> fault.contains("order of " + ANN)), verdict::toString);
    }

    @Test
    void a_hole_is_found() {
        var holed = new ArrayList<>(journal.subList(0, 5));
        holed.add(new Kept(7, 6, BEA, "p-bea.3", "text 3"));
        assertFalse(Verdict.of(account(holed)).kept());
    }

    @Test
    void a_head_beyond_the_last_message_is_found() {
        var whole = account(journal);
        assertFalse(Verdict.of(new Account(whole.said(), whole.acknowledged(), journal, 7, Map.of()))
                .kept());
    }

    @Test
    void a_message_nobody_said_is_found() {
        assertFalse(broken(list -> {
                    var more = new ArrayList<>(list);
                    more.add(kept(7, ANN, 9));
                    return more;
                })
                .kept());
        assertFalse(broken(list -> {
                    var more = new ArrayList<>(list);
                    more.add(kept(7, "p-stranger", 1));
                    return more;
                })
                .kept());
    }

    @Test
    void an_acknowledgement_of_another_place_is_found() {
        var whole = account(journal);
        var acknowledged = new HashMap<>(whole.acknowledged());
        acknowledged.put(journal.getFirst().cid(), 3L);
        assertFalse(Verdict.of(new Account(whole.said(), acknowledged, journal, 6, Map.of()))
                .kept());
    }

    @Test
    void one_who_holds_less_more_or_other_than_the_journal_is_found() {
        seenBy(without(journal, 4));
        seenBy(without(journal, 5));
        seenBy(replaced(journal, 1, kept(2, BEA, 2)));
        var more = new ArrayList<>(journal);
        more.add(kept(7, BEA, 4));
        seenBy(more);
    }

    private void seenBy(List<Kept> view) {
        var whole = account(journal);
        var verdict = Verdict.of(new Account(
                whole.said(), whole.acknowledged(), journal, 6, Map.of("Ann", journal, "Cem, who resumed", view)));
        assertEquals(1, verdict.others().size(), verdict::toString);
        assertTrue(verdict.others().getFirst().startsWith("Cem"), verdict::toString);
    }

    /** Another journal than was acknowledged, which everybody holds. */
    private Verdict broken(UnaryOperator<List<Kept>> fault) {
        return Verdict.of(account(fault.apply(journal)));
    }

    private Account account(List<Kept> kept) {
        var said = Map.of(ANN, said(ANN), BEA, said(BEA));
        var acknowledged = new HashMap<String, Long>();
        journal.forEach(one -> acknowledged.put(one.cid(), one.seq()));
        return new Account(said, acknowledged, kept, kept.getLast().seq(), Map.of("Ann", kept, "Bea", kept));
    }

    private static List<Said> said(String author) {
        return LongStream.rangeClosed(1, 3)
                .mapToObj(n -> new Said(author + "." + n, "text " + n))
                .toList();
    }

    private static Kept kept(long seq, String author, long number) {
        return new Kept(seq, seq, author, author + "." + number, "text " + number);
    }

    private static List<Kept> without(List<Kept> list, int index) {
        var less = new ArrayList<>(list);
        less.remove(index);
        return less;
    }

    private static List<Kept> replaced(List<Kept> list, int index, Kept by) {
        var other = new ArrayList<>(list);
        other.set(index, by);
        return other;
    }

    /** As a journal that lost something and went on counting. */
    private static List<Kept> renumbered(List<Kept> list) {
        var again = new ArrayList<Kept>();
        for (var kept : list) {
            var seq = again.size() + 1;
            again.add(new Kept(seq, seq, kept.author(), kept.cid(), kept.text()));
        }
        return again;
    }
}
