package io.parley.wire;

import io.parley.chat.Command;
import io.parley.chat.Event;
import io.parley.chat.Message;
import io.parley.chat.Said;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What a simulated client holds and has to say in one channel; survives every cut, as a browser's store does. */
final class Place {
    final String channel;
    final View view = new View();
    /** Not acknowledged, in the order they were typed. */
    final List<Typed> pending = new ArrayList<>();
    /** Cids of all that was ever typed. */
    final List<String> history = new ArrayList<>();

    /** Those of them that change what was said. */
    final Set<String> corrections = new HashSet<>();

    boolean live;
    boolean paging;
    boolean pausing;
    /** It shows states that a restore took. */
    boolean stale;

    Place(String channel) {
        this.channel = channel;
    }

    /** A command on its way. */
    static final class Typed {
        final String cid;
        final Command command;
        boolean sent;
        /** The seq it was acknowledged with, of which the event has not come. */
        long kept;

        Typed(String cid, Command command) {
            this.cid = cid;
            this.command = command;
        }
    }

    /** What that person said and sees, and did not take back. */
    List<Message> mine(String person) {
        return view.messages().values().stream()
                .filter(message -> message.from().equals(person) && message.deleted() == null)
                .toList();
    }

    /** Whether what it shall change may not be there: taken by a restore, or deleted. */
    boolean lacks(Typed waiting, Ledger ledger) {
        var message = switch (waiting.command) {
            case Command.Edit edit -> edit.seq();
            case Command.Delete delete -> delete.seq();
            default -> 0L;
        };
        return ledger.restored() || ledger.deleted(channel, message);
    }

    /** Whether it was acknowledged, and a restore took it before it came: nobody can tell. */
    boolean isGone(Typed waiting, Ledger ledger, String person) {
        return waiting.kept > 0
                && ledger.took(channel, person, waiting.cid, waiting.kept)
                && ledger.kept(channel, person, waiting.cid) == 0;
    }

    /**
     * At the end: it shows what the journal holds, and the journal holds what was typed, in that order, once.
     *
     * @param name who typed, as his cids begin
     * @return what the journal holds
     */
    List<Message> verify(String name, String person, Ledger ledger) {
        var shown = List.copyOf(view.messages().values());
        var kept = new ArrayList<Message>();
        var mine = new ArrayList<String>();
        for (var event : ledger.asCommitted(channel)) {
            if (event instanceof Event.Posted) {
                kept.add(Said.state(ledger.present(event)));
            }
            if (event.cid().startsWith(name + ".")) {
                mine.add(event.cid());
            }
        }
        Violation.unless(
                shown.equals(kept) || isStale(shown, kept, ledger),
                "%s shows in %s%n%s%nand the journal holds%n%s",
                name,
                channel,
                shown,
                kept);
        Violation.unless(mine.stream().distinct().count() == mine.size(), "%s said twice: %s", name, mine);
        // what a restore took before it was acknowledged comes again, behind what followed it
        Predicate<String> taken = cid -> ledger.took(channel, person, cid);
        mine.removeIf(taken);
        history.removeIf(taken);
        if (ledger.restored()) {
            // what was to be corrected was taken, and at its seq there may be something said later
            mine.removeAll(corrections);
            history.removeAll(corrections);
        }
        Violation.unless(
                mine.equals(history), "%s typed in %s%n%s%nand the journal holds%n%s", name, channel, history, mine);
        return kept;
    }

    /**
     * Whether what is shown differs only in states that a restore took. A client that was away then, and whose cursor came from before what
     * was taken, cannot be told that it knows later states of earlier messages.
     */
    private boolean isStale(List<Message> shown, List<Message> kept, Ledger ledger) {
        if (shown.size() != kept.size()) {
            return false;
        }
        for (var i = 0; i < shown.size(); i++) {
            if (!shown.get(i).equals(kept.get(i)) && !ledger.took(channel, shown.get(i))) {
                return false;
            }
        }
        stale = true;
        return true;
    }
}
