package io.parley.redis;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** The numbers of the entries heard from each sender: they tell what is missing and what comes again. Confined to one thread. */
final class Numbers {
    /** Far more than nodes run and ran within a minute. */
    private static final int MOST = 1_000;

    private final LinkedHashMap<ByteBuffer, Long> last = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Long> eldest) {
            return size() > MOST;
        }
    };

    Verdict heard(ByteBuffer sender, long number) {
        var before = last.get(sender);
        if (before != null && number <= before) {
            return Verdict.AGAIN;
        }
        last.put(sender, number);
        return before == null || number == before + 1 ? Verdict.NEXT : Verdict.AFTER_A_GAP;
    }

    enum Verdict {
        NEXT,
        /** Entries before it were not heard. */
        AFTER_A_GAP,
        /** It was heard before, or is older than what was. */
        AGAIN
    }
}
