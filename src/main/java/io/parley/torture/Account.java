package io.parley.torture;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What everybody can say at the end.
 *
 * @param journal every message, by seq
 * @param views what each client holds, by name
 */
record Account(List<Sender> senders, List<Kept> journal, Map<String, View> views) {

    /**
     * One who sent.
     *
     * @param id the person's
     * @param tab its cids are the tab, a dot and a number from 1
     * @param said by number less 1, the digest of what was sent
     * @param acknowledged by number less 1, the seq by which it was acknowledged, or 0
     */
    record Sender(String id, String tab, long[] said, long[] acknowledged) {
        long countAcknowledged() {
            return Arrays.stream(acknowledged).filter(seq -> seq != 0).count();
        }
    }

    /** A message of the journal. */
    record Kept(long seq, long n, String from, String cid, long digest) {
        static Kept of(Heard message) {
            return new Kept(
                    message.seq(),
                    message.n(),
                    String.valueOf(message.from()),
                    String.valueOf(message.cid()),
                    message.digest());
        }

        /** What its sender counted it as; 0 if it is none of that tab. */
        int number(String tab) {
            return cid.matches("\\Q" + tab + "\\E\\.\\d{1,9}") ? Integer.parseInt(cid.substring(tab.length() + 1)) : 0;
        }

        @Override
        public String toString() {
            return cid + " of " + from + " at seq " + seq;
        }
    }
}
