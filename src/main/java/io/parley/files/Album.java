package io.parley.files;

import java.util.Optional;

/** The store's rows about thumbnails. Calls block; any may throw {@link io.parley.people.Refusal} `UNAVAILABLE`. */
public interface Album {
    /** The thumbnail of that content, if it was made. */
    Optional<Blob> thumbnail(Blob source);

    /** One was made, wanted and kept. */
    void made(Blob source, Blob thumbnail);

    /** None can be made. */
    void none(Blob source);
}
