package io.parley.kill;

import io.parley.kill.Account.Kept;
import io.parley.kill.Account.Said;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

/**
 * Whether the promise was kept: no acknowledged message lost, none doubled, no hole, every author's order, and everybody holds exactly the
 * journal.
 *
 * @param lost acknowledged, but not in the journal as it was sent
 * @param doubled in the journal more than once
 * @param others every other breach, in words
 */
record Verdict(List<String> lost, List<String> doubled, List<String> others) {
    static Verdict of(Account account) {
        var lost = new ArrayList<String>();
        var doubled = new ArrayList<String>();
        var others = new ArrayList<String>();
        var byCid = new HashMap<String, Kept>();
        for (var kept : account.journal()) {
            if (byCid.putIfAbsent(kept.cid(), kept) != null) {
                doubled.add(kept.toString());
            }
        }
        account.acknowledged().forEach((cid, seq) -> {
            var kept = byCid.get(cid);
            if (kept == null) {
                lost.add(cid + ", acknowledged as " + seq);
            } else if (kept.seq() != seq) {
                others.add(cid + " was acknowledged as " + seq + " and is " + kept);
            }
        });
        holes(account, others);
        account.said().forEach((author, said) -> order(author, said, account, lost, others));
        strangers(account, others);
        account.views().forEach((who, view) -> view(who, view, account.journal(), others));
        return new Verdict(lost, doubled, others);
    }

    boolean kept() {
        return lost.isEmpty() && doubled.isEmpty() && others.isEmpty();
    }

    @Override
    public String toString() {
        return "lost " + lost + ", doubled " + doubled + ", others " + others;
    }

    private static void holes(Account account, List<String> others) {
        var seq = 0L;
        for (var kept : account.journal()) {
            seq++;
            if (kept.seq() != seq || kept.n() != seq) {
                others.add("at place " + seq + " is " + kept);
                return;
            }
        }
        if (account.head() != seq) {
            others.add("the head is " + account.head() + ", the last message " + seq);
        }
    }

    /** What of his is in the journal is what he said, as he said it; what is missing from the middle would be out of order later. */
    private static void order(String author, List<Said> said, Account account, List<String> lost, List<String> others) {
        var texts = new HashMap<String, String>();
        said.forEach(one -> texts.put(one.cid(), one.text()));
        var his = account.journal().stream()
                .filter(kept -> kept.author().equals(author))
                .toList();
        for (var kept : his) {
            var text = texts.get(kept.cid());
            if (text == null) {
                others.add(author + " never said " + kept);
            } else if (!text.equals(kept.text())) {
                lost.add("the text of " + kept);
            }
        }
        var kept = his.stream().map(Kept::cid).toList();
        var first = said.stream().map(Said::cid).limit(kept.size()).toList();
        if (!kept.equals(first)) {
            others.add("the order of " + author + " is not his: " + firstDifference(kept, first));
        }
    }

    private static void strangers(Account account, List<String> others) {
        var known = new HashSet<>(account.said().keySet());
        account.journal().stream()
                .filter(kept -> !known.contains(kept.author()))
                .forEach(kept -> others.add("nobody here is the author of " + kept));
    }

    private static void view(String who, List<Kept> view, List<Kept> journal, List<String> others) {
        if (!view.equals(journal)) {
            others.add(who + " holds something else than the journal: " + firstDifference(view, journal));
        }
    }

    private static String firstDifference(List<?> one, List<?> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            if (!one.get(i).equals(other.get(i))) {
                return "at " + i + ", " + one.get(i) + " for " + other.get(i);
            }
        }
        return one.size() + " for " + other.size();
    }

    /** The counts, for whoever reads the build's output. */
    String counts(Account account) {
        return "%d sent, %d acknowledged, %d in the journal, %d lost, %d doubled, %d other faults"
                .formatted(
                        account.said().values().stream().mapToInt(List::size).sum(),
                        account.acknowledged().size(),
                        account.journal().size(),
                        lost.size(),
                        doubled.size(),
                        others.size());
    }
}
