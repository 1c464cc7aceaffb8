package io.parley.files;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The store's rows about uploads, from their beginning until a message posts them. Until then they are their uploader's alone.
 *
 * <p>Calls block but for {@link #whole}; any may throw {@link io.parley.people.Refusal} `UNAVAILABLE`.
 */
public interface Arrivals {
    /**
     * Begins an upload, and takes its length from what its uploader may have.
     *
     * @param quota bytes of all that one person has uploaded; 0: no limit
     * @throws io.parley.people.Refusal `OVER_QUOTA`
     */
    void begin(Arrival arrival, long quota);

    /**
     * An upload of that person.
     *
     * @throws io.parley.people.Refusal `NO_FILE` else, whatever the reason
     */
    Arrival find(String person, String upload);

    /**
     * Something of it came.
     *
     * @param expires when it is forgotten, unless more comes or a message posts it
     * @param unverified the size up to which it is as its uploader sent it, if a checksum has yet to judge the rest
     * @return false when it has been forgotten meanwhile
     */
    boolean grew(String upload, Instant expires, @Nullable Long unverified);

    /**
     * Forgets an upload of that person that no message has.
     *
     * @throws io.parley.people.Refusal `NO_FILE`; `CONFLICT` when a message has it
     */
    void forget(String person, String upload);

    /**
     * Says that somebody is about to keep this content: for a day from now it is not deleted.
     *
     * @param held whether a content that is new has to be checked before anybody reads it
     * @return whether the content is to be kept; not, when it is known to be infected
     * @throws io.parley.people.Refusal `BUSY` when it is being deleted at this moment
     */
    boolean want(Blob blob, boolean held);

    /**
     * The content of an upload is kept. A draft given to the journal after this call finds it, without waiting for the stage.
     *
     * @param expires when it is forgotten, unless a message posts it
     * @return completes exceptionally with `NO_FILE` when the upload has been forgotten meanwhile
     */
    CompletionStage<Void> whole(String upload, Blob blob, Looks looks, Instant expires);

    /**
     * An upload as far as it has come.
     *
     * @param name cleaned; null when its uploader gave none
     * @param declared media type as its uploader gave it, cleaned; null when none was given
     * @param length bytes it will have
     * @param expires when it is forgotten, unless more comes or a message posts it
     * @param unverified see {@link #grew}
     * @param state how far it has come
     */
    record Arrival(
            String id,
            String uploader,
            @Nullable String name,
            @Nullable String declared,
            long length,
            Instant expires,
            @Nullable Long unverified,
            State state) {}

    /** How far an upload has come. */
    enum State {
        ARRIVING,
        /** Its content is kept. */
        WHOLE,
        /** A message has it. */
        POSTED
    }
}
