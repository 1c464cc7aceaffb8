package io.parley.torture;

import io.parley.torture.Account.Kept;
import io.parley.torture.Account.Sender;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of the messages.
 *
 * @param delivered messages held by clients, all together
 * @param lost acknowledged and not in the journal as it was said, or in the journal and not held by a client
 * @param doubled in the journal more than once, or without having been sent, or brought to a client again
 * @param disordered against the order of its sender, a hole in seq or n, or brought to a client too early
 */
record Verdict(
        long sent,
        long acknowledged,
        long delivered,
        List<String> lost,
        List<String> doubled,
        List<String> disordered) {

    static Verdict of(Account account) {
        var verdict = new Verdict(
                account.senders().stream()
                        .mapToLong(sender -> sender.said().length)
                        .sum(),
                account.senders().stream().mapToLong(Sender::countAcknowledged).sum(),
                account.views().values().stream().mapToLong(View::count).sum(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
        var byCid = verdict.journal(account);
        account.senders().forEach(sender -> verdict.sender(sender, byCid));
        account.views().forEach((name, view) -> verdict.view(name, view, account.journal()));
        return verdict;
    }

    /** Whether nothing went wrong. */
    boolean kept() {
        return lost.isEmpty() && doubled.isEmpty() && disordered.isEmpty();
    }

    /** One line a count. */
    String counts() {
        return String.format(
                Locale.ROOT,
                "sent %d%nacknowledged %d%ndelivered %d%nlost %d%ndoubled %d%nout of order %d",
                sent,
                acknowledged,
                delivered,
                lost.size(),
                doubled.size(),
                disordered.size());
    }

    /** Its own order, its doubles, and who is not its author. */
    private Map<String, Kept> journal(Account account) {
        var senders = new HashMap<String, Sender>();
        account.senders().forEach(sender -> senders.put(sender.id(), sender));
        var byCid = new HashMap<String, Kept>();
        var numbers = new HashMap<String, Integer>();
        var before = new Kept(0, 0, "", "", 0);
        for (var kept : account.journal()) {
            if (kept.seq() != before.seq() + 1 || kept.n() != before.n() + 1) {
                disordered.add(kept + " with n " + kept.n() + " comes after seq " + before.seq() + ", n " + before.n());
            }
            if (byCid.putIfAbsent(kept.cid(), kept) == null) {
                place(kept, senders.get(kept.from()), numbers);
            } else {
                doubled.add(kept + " is there already");
            }
            before = kept;
        }
        return byCid;
    }

    private void place(Kept kept, @Nullable Sender sender, Map<String, Integer> numbers) {
        var number = sender == null ? 0 : kept.number(sender.tab());
        if (sender == null || number < 1 || number > sender.said().length) {
            doubled.add(kept + " was never sent");
        } else if (number != numbers.merge(sender.id(), 1, Integer::sum)) {
            disordered.add(kept + " is out of its sender's order");
            numbers.put(sender.id(), number);
        }
    }

    private void sender(Sender sender, Map<String, Kept> journal) {
        for (int i = 0; i < sender.said().length; i++) {
            var seq = sender.acknowledged()[i];
            var kept = journal.get(sender.tab() + "." + (i + 1));
            if (kept != null && kept.digest() != sender.said()[i]) {
                lost.add(kept + " has another text than was sent");
            } else if (seq != 0 && (kept == null || kept.seq() != seq)) {
                lost.add(sender.tab() + "." + (i + 1) + " was acknowledged as seq " + seq + ", and "
                        + (kept == null ? "is not there" : "is " + kept));
            }
        }
    }

    private void view(String name, View view, List<Kept> journal) {
        var seqs = new HashSet<Long>();
        for (var kept : journal) {
            seqs.add(kept.seq());
            if (view.at(kept.seq()) != kept.digest()) {
                lost.add(name + " does not hold " + kept);
            }
        }
        for (long seq = 1; seq <= view.position(); seq++) {
            if (view.at(seq) != 0 && !seqs.contains(seq)) {
                lost.add(name + " holds something at seq " + seq + " that the journal does not");
            }
        }
        add(doubled, view.doubled(), name + " was brought something again");
        add(disordered, view.skipped(), name + " was brought something too early");
    }

    private static void add(List<String> to, long times, String what) {
        for (long i = 0; i < times; i++) {
            to.add(what);
        }
    }
}
