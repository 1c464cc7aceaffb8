package io.parley.files;

import java.util.Optional;

/** The store's pictures of people. Calls block; any may throw {@link io.parley.people.Refusal} `UNAVAILABLE`. */
public interface Portraits {
    /** It is his from now on, and others hear of its tag with his name. */
    void hang(String person, Portrait portrait);

    /** He has none any more. */
    void takeDown(String person);

    Optional<Portrait> of(String person);

    /**
     * Somebody's picture.
     *
     * @param tag another one for each other picture
     * @param picture a PNG or JPEG
     */
    record Portrait(String tag, byte[] picture) {}
}
