package io.parley.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.torture.Account.Kept;
import io.parley.torture.Account.Sender;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A judge that cannot find a fault is worth nothing: each way to break the promise is planted, and found. */
class VerdictTest {
    /** Ann and Bea in turns, three messages each. */
    private final List<Kept> journal =
            IntStream.rangeClosed(1, 6).mapToObj(VerdictTest::kept).toList();

    @Test
    void a_promise_kept_is_seen_as_kept() {
        var verdict = Verdict.of(account(journal, view(journal)));
        assertTrue(verdict.kept(), verdict::toString);
        assertEquals(
                List.of("sent 6", "acknowledged 6", "delivered 6", "lost 0", "doubled 0", "out of order 0"),
                verdict.counts().lines().toList());
    }

    @Test
    void a_lost_message_is_found() {
        // Bea's last, by a journal that never counted it
        counts(1, 0, 0, broken(list -> list.subList(0, 5)));
    }

    @Test
    void what_was_never_acknowledged_may_be_missing() {
        var shorter = journal.subList(0, 5);
        var bea = new Sender("bea", "b", said("b"), new long[] {2, 4, 0});
        counts(0, 0, 0, Verdict.of(new Account(List.of(ann(), bea), shorter, Map.of("Ann", view(shorter)))));
    }

    @Test
    void another_text_than_was_sent_is_found() {
        var other = new Kept(6, 6, "bea", "b.3", Digests.of("b.3", "something else"));
        counts(1, 0, 0, broken(list -> with(list, 5, other)));
    }

    @Test
    void an_acknowledgement_of_another_place_is_found() {
        var bea = new Sender("bea", "b", said("b"), new long[] {2, 4, 5});
        counts(1, 0, 0, Verdict.of(new Account(List.of(ann(), bea), journal, Map.of("Ann", view(journal)))));
    }

    @Test
    void a_doubled_message_is_found() {
        counts(0, 1, 0, broken(list -> and(list, new Kept(7, 7, "bea", "b.3", digest("b", 3)))));
    }

    @Test
    void a_message_nobody_sent_is_found() {
        counts(0, 1, 0, broken(list -> and(list, new Kept(7, 7, "bea", "b.4", Digests.of("b.4", "something else")))));
        counts(0, 1, 0, broken(list -> and(list, new Kept(7, 7, "eve", "b.3x", Digests.of("b.3x", "something else")))));
    }

    @Test
    void a_senders_messages_that_changed_places_are_found() {
        var verdict = broken(list -> {
            var swapped = new ArrayList<Kept>();
            var order = new ArrayList<>(list);
            Collections.swap(order, 0, 2);
            for (var one : order) {
                swapped.add(new Kept(swapped.size() + 1, swapped.size() + 1, one.from(), one.cid(), one.digest()));
            }
            return swapped;
        });
        assertFalse(verdict.disordered().isEmpty(), verdict::toString);
    }

    @Test
    void a_hole_is_found() {
        counts(0, 0, 1, Verdict.of(account(holed(7, 6), view(holed(7, 6)), 7)));
        counts(0, 0, 1, Verdict.of(account(holed(6, 7), view(holed(6, 7)), 6)));
    }

    @Test
    void a_client_that_holds_less_other_or_more_is_found() {
        counts(1, 0, 0, Verdict.of(account(journal, view(journal.subList(0, 5)))));
        counts(1, 0, 0, Verdict.of(account(journal, view(with(journal, 5, new Kept(6, 6, "bea", "b.3", 5))))));
        counts(1, 0, 0, Verdict.of(account(journal, view(and(journal, new Kept(7, 7, "bea", "b.4", 5))))));
    }

    @Test
    void a_client_that_was_brought_something_again_or_too_early_is_found() {
        var again = view(journal);
        again.event(event(journal.get(2)));
        counts(0, 1, 0, Verdict.of(account(journal, again)));

        var early = new View();
        for (int i : new int[] {0, 1, 3, 2, 4, 5}) {
            early.event(event(journal.get(i)));
        }
        early.paged(event(journal.get(2)));
        counts(0, 1, 1, Verdict.of(account(journal, early)));
    }

    @Test
    void what_is_paged_after_a_gap_counts_as_held() {
        var view = new View();
        view.event(event(journal.getFirst()));
        view.gap("4.m");
        journal.subList(0, 4).forEach(kept -> view.paged(event(kept)));
        view.event(event(journal.get(4)));
        view.event(event(journal.get(5)));
        counts(0, 0, 0, Verdict.of(account(journal, view)));
    }

    private static void counts(int lost, int doubled, int disordered, Verdict verdict) {
        assertEquals(lost, verdict.lost().size(), verdict::toString);
        assertEquals(doubled, verdict.doubled().size(), verdict::toString);
        assertEquals(disordered, verdict.disordered().size(), verdict::toString);
        assertEquals(lost + doubled + disordered == 0, verdict.kept());
    }

    /** Another journal than was acknowledged, which everybody holds. */
    private Verdict broken(UnaryOperator<List<Kept>> fault) {
        var other = fault.apply(journal);
        return Verdict.of(account(other, view(other)));
    }

    /** The last has another place. */
    private List<Kept> holed(long seq, long n) {
        return with(journal, 5, new Kept(seq, n, "bea", "b.3", digest("b", 3)));
    }

    private static Account account(List<Kept> journal, View view) {
        return account(journal, view, 6);
    }

    private static Account account(List<Kept> journal, View view, long last) {
        var bea = new Sender("bea", "b", said("b"), new long[] {2, 4, last});
        return new Account(List.of(ann(), bea), journal, Map.of("Ann", view));
    }

    private static Sender ann() {
        return new Sender("ann", "a", said("a"), new long[] {1, 3, 5});
    }

    /** As a client that was there all the time; where a journal has a hole, it was paged. */
    private static View view(List<Kept> journal) {
        var view = new View();
        for (var kept : journal) {
            if (kept.seq() != view.position() + 1) {
                view.gap(kept.seq() - 1 + ".m");
                journal.forEach(one -> view.paged(event(one)));
            }
            view.event(event(kept));
        }
        return view;
    }

    private static long[] said(String tab) {
        return LongStream.rangeClosed(1, 3).map(number -> digest(tab, number)).toArray();
    }

    private static Kept kept(int seq) {
        var tab = seq % 2 == 1 ? "a" : "b";
        var number = (seq + 1) / 2;
        return new Kept(seq, seq, tab.equals("a") ? "ann" : "bea", tab + "." + number, digest(tab, number));
    }

    private static long digest(String tab, long number) {
        return Digests.of(tab + "." + number, "text " + number);
    }

    /** The event that brings a message; a digest that is of no text becomes another one. */
    private static Heard event(Kept kept) {
        var number = kept.cid().substring(2);
        var text = kept.digest() == Digests.of(kept.cid(), "text " + number) ? "text " + number : "something else";
        return new Heard("message", null, null, kept.seq(), "m", kept.n(), kept.from(), text, kept.cid(), false);
    }

    private static List<Kept> with(List<Kept> list, int index, Kept other) {
        var changed = new ArrayList<>(list);
        changed.set(index, other);
        return changed;
    }

    private static List<Kept> and(List<Kept> list, Kept more) {
        var longer = new ArrayList<>(list);
        longer.add(more);
        return longer;
    }
}
