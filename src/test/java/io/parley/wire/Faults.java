package io.parley.wire;

import java.util.EnumMap;
import java.util.Map;

/** What goes wrong in a schedule, how often, and how often it did. */
final class Faults {
    /** Everything that can. */
    enum Kind {
        /** A batch failed, and its members were tried alone; some of them failed. */
        SOME_REFUSED,
        /** A batch failed as a whole. */
        REFUSED,
        /** A batch was committed, and nobody could know. */
        UNKNOWN,
        CRASH_BEFORE_COMMIT,
        CRASH_AFTER_COMMIT,
        CRASH,
        /** A read failed. */
        UNREADABLE,
        /** Commits were announced late, twice, and in another order. */
        DISORDER,
        /** The bus lost all that was under way. */
        RESET,
        /** The database was restored to an earlier state. */
        RESTORED,
        CUT,
        STALL
    }

    private final World world;
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    /** Percent of batches, reads and announcements that go wrong. */
    private int percent;

    private final boolean lossy;

    /** @param lossy whether announcements of commits get lost too, as between nodes */
    Faults(World world, int percent, boolean lossy) {
        this.world = world;
        this.percent = percent;
        this.lossy = lossy;
    }

    boolean lossy() {
        return lossy;
    }

    /** From now on all goes well. */
    void stop() {
        percent = 0;
    }

    boolean stopped() {
        return percent == 0;
    }

    /** Whether something goes wrong now. */
    boolean strikes() {
        return world.chance(100) < percent;
    }

    void count(Kind kind) {
        world.note("fault " + kind);
        counts.merge(kind, 1, Integer::sum);
    }

    Map<Kind, Integer> counts() {
        return counts;
    }
}
