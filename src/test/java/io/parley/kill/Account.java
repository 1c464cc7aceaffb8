package io.parley.kill;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What everybody can say afterwards.
 *
 * @param said by author, what he sent, in his order
 * @param acknowledged by cid, the seq he was told
 * @param journal what is in the journal
 * @param head the seq of the journal's last event
 * @param views what each one holds who went through it all, by name
 */
record Account(
        Map<String, List<Said>> said,
        Map<String, Long> acknowledged,
        List<Kept> journal,
        long head,
        Map<String, List<Kept>> views) {

    static Account of(List<Guest> guests, JournalFile file, Map<String, List<Kept>> views) throws InterruptedException {
        var said = new HashMap<String, List<Said>>();
        var acknowledged = new HashMap<String, Long>();
        for (var guest : guests) {
            said.put(guest.client().me(), guest.said());
            acknowledged.putAll(guest.client().acknowledged());
        }
        return new Account(said, acknowledged, file.messages(), file.head(), views);
    }

    /** Something sent. */
    record Said(String cid, String text) {}

    /** A message of the journal, or of somebody who holds it. */
    record Kept(long seq, long n, String author, String cid, String text) {
        @Override
        public String toString() {
            return seq + "/" + n + " " + cid + " of " + author;
        }
    }
}
