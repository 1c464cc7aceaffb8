package io.parley.wire;

import io.parley.chat.Command;
import io.parley.chat.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

    /** Whether it was acknowledged, and a restore took it before it came: nobody can tell. */
    boolean isGone(Typed waiting, Ledger ledger, String person) {
        return waiting.kept > 0
                && ledger.took(channel, person, waiting.cid, waiting.kept)
                && ledger.kept(channel, person, waiting.cid) == 0;
    }

    /**
     * Whether what is shown differs only in states that a restore took. A client that was away then, and whose cursor came from before what
     * was taken, cannot be told that it knows later states of earlier messages.
     */
    boolean isStale(List<Message> shown, List<Message> kept, Ledger ledger) {
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
