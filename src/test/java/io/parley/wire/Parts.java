package io.parley.wire;

import io.parley.chat.Gate;
import java.util.function.BiConsumer;

/** What a simulated node is made of where a test may want it otherwise. */
interface Parts {
    /** All as it should be. */
    static Parts whole() {
        return new Parts() {};
    }

    /** So small that readers fall off it, which in the product takes hundreds of events. */
    default Gate gate() {
        return new Gate(6, Long.MAX_VALUE);
    }

    /** What tells the n-th event ever written from all others at its seq. */
    default String mark(long written) {
        return "m" + Long.toString(written, 36);
    }

    default Elsewhere elsewhere(BiConsumer<String, String> changed) {
        return new Elsewhere(changed);
    }

    default SimulatedJournal journal(SimulatedJournal.Site site) {
        return new SimulatedJournal(site);
    }
}
