package io.parley.files;

import java.time.Instant;
import java.util.List;

/** The store's rows about what nobody wants any more. Calls block, and may throw {@link io.parley.people.Refusal} `UNAVAILABLE`. */
public interface Attic {
    /** Forgets the uploads that no message has and that have expired by then; gives back how many. */
    int expire(Instant now);

    /**
     * Begins the deletion of contents that nothing has referred to since before that moment: until {@link #deleted} nobody
     * can want them. Gives back also those whose deletion somebody else began long ago and did not end.
     *
     * @param deleter an id of this call's own, by which it ends what it began
     * @return at most some hundred
     */
    List<Blob> doom(Instant before, Instant now, String deleter);

    /** The store has deleted it, so it may come again. */
    void deleted(Blob blob, String deleter);
}
