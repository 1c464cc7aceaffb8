package io.parley.torture;

import io.parley.torture.Account.Sender;
import java.util.Arrays;

/** What one client sent, and as what it was acknowledged. Not safe for threads: its client guards it. */
final class Ledger {
    private final String tab;
    private long[] said = new long[256];
    private long[] acknowledged = new long[256];
    private int count;
    private int countAcknowledged;

    /** @param tab begins its cids; no other client's does so */
    Ledger(String tab) {
        this.tab = tab;
    }

    /** The next send. */
    Said.Send send(String text) {
        if (count == said.length) {
            said = Arrays.copyOf(said, 2 * count);
            acknowledged = Arrays.copyOf(acknowledged, 2 * count);
        }
        var send = Said.Send.of(tab + "." + (count + 1), text);
        said[count++] = Digests.of(send.cid(), text);
        return send;
    }

    void acknowledged(String cid, long seq) {
        var number = cid.startsWith(tab + ".") ? Integer.parseInt(cid.substring(tab.length() + 1)) : 0;
        if (number >= 1 && number <= count) {
            countAcknowledged += acknowledged[number - 1] == 0 ? 1 : 0;
            acknowledged[number - 1] = seq;
        }
    }

    int count() {
        return count;
    }

    int countAcknowledged() {
        return countAcknowledged;
    }

    /** @param id the person's */
    Sender sender(String id) {
        return new Sender(id, tab, Arrays.copyOf(said, count), Arrays.copyOf(acknowledged, count));
    }
}
