package io.parley.files;

import io.parley.people.Refusal;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Forgets what nobody wants any more: uploads that no message posted within a day, and contents a day after the last file
 * that had them went.
 *
 * <p>A content is doomed in the catalog before the store deletes it, and only then free to come again; who brings it in
 * between waits. So on any number of nodes nothing is deleted that a message has.
 */
public final class Sweep {
    private static final System.Logger LOG = System.getLogger(Sweep.class.getName());
    /** How long a content stays that nothing refers to: whoever read of it a moment ago can still read it. */
    private static final Duration KEPT = Duration.ofHours(24);
    /** Beyond an upload's own time, so that its row is always forgotten before what came of it. */
    private static final Duration PARTIALS = Uploads.KEPT.plusHours(1);

    private final Attic attic;
    private final FileStore store;
    private final Supplier<String> ids;
    private final InstantSource clock;

    public Sweep(Attic attic, FileStore store, Supplier<String> ids, InstantSource clock) {
        this.attic = attic;
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    /** Does it once; what the store does not let it do is done another time. */
    public void run() {
        var now = clock.instant();
        try {
            var uploads = attic.expire(now);
            store.forget(now.minus(PARTIALS));
            var deleter = ids.get();
            var blobs = attic.doom(now.minus(KEPT), now, deleter);
            for (var blob : blobs) {
                store.delete(blob);
                attic.deleted(blob, deleter);
            }
            LOG.log(
                    uploads + blobs.size() == 0 ? Level.DEBUG : Level.INFO,
                    "Forgot {0} uploads that no message posted, and {1} contents that no file has",
                    uploads,
                    blobs.size());
        } catch (Refusal later) {
            LOG.log(Level.DEBUG, "The sweep ends early: {0}", later.text());
        }
    }
}
