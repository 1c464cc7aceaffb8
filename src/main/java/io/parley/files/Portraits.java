package io.parley.files;

import java.util.Optional;

/** The store's pictures of people. Calls block; any may throw {@link io.parley.people.Refusal} `UNAVAILABLE`. */
public interface Portraits {
    /** It is his from now on, and others hear of its tag with his name. */
    void hang(String person, Portrait portrait);

    /** He has none any more. */
    void takeDown(String person);

    /** Empty too where who looks may not know of him, see {@link io.parley.people.Directory#knownTo}. */
    Optional<Portrait> of(String viewer, String person);

    /**
     * Somebody's picture.
     *
     * @param tag another one for each other picture
     * @param picture a PNG or JPEG
     */
    record Portrait(String tag, byte[] picture) {}
}
