package io.parley.files;

import java.io.Closeable;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * Keeps the bytes of files, each content once; and before they are whole, what has come of them.
 *
 * <p>Calls block, and may come from any number of threads. A store that does not answer or is full throws {@link
 * io.parley.people.Refusal} `UNAVAILABLE`.
 */
public interface FileStore {
    /**
     * Begins the content that arrives under that id, or goes on with it: what an intake before this one kept is still
     * there, however long ago that was and whatever process (on a shared store: whatever node) it was in.
     *
     * @param upload 1 to 64 of {@code A-Z a-z 0-9 - _}
     * @throws io.parley.people.Refusal `BUSY` while another intake of that id is open, here or elsewhere. A store that
     *     cannot know of the other node's says so at the first write or force at the latest, and keeps nothing of it.
     */
    Intake intake(String upload);

    /** Bytes that have been kept of what arrives under that id; 0 when there is nothing of it. May be asked while it grows. */
    long arrived(String upload);

    /**
     * Forgets all that is on its way in and was last written before that moment (begun, where nothing was written), but
     * what an intake of this node has open.
     */
    void forget(Instant before);

    /**
     * The content, to stream; the caller closes it. To skip costs about as much as to seek.
     *
     * @throws io.parley.people.Refusal `NO_FILE` when the store does not have it
     */
    InputStream open(Blob blob);

    /**
     * The whole content as a read-only buffer, mapped where the store can; position 0, limit the blob's size.
     *
     * @throws io.parley.people.Refusal as {@link #open}
     */
    ByteBuffer map(Blob blob);

    /** Forgets a content; does nothing when it is not there. Who reads it at this moment may be cut, or reads on to its end. */
    void delete(Blob blob);

    /**
     * One content on its way in; used by one thread at a time, and closed whatever happens.
     *
     * <p>It is written, then {@link #seal}ed, then {@link #keep}t. What is between the two is the caller's: he says of a
     * content that it is wanted before the store has it, so that nobody deletes it at that very moment.
     */
    interface Intake extends Closeable {
        /** Bytes that are here, those of earlier intakes included. */
        long size();

        /** Takes what remains in {@code part}. When it throws, some of it may have been taken: {@link #size} tells. */
        void write(ByteBuffer part);

        /** Forgets what is beyond that size, which is at most {@link #size}. Durable with the next {@link #force}. */
        void cut(long size);

        /** Makes what was written durable: a power cut does not take it. A process that dies leaves at least this much. */
        void force();

        /**
         * Ends the writing, makes all of it durable and names it, by reading it if need be. Equal contents get the same
         * name. Nothing can be opened under it yet; closed now, it can be sealed again by another intake.
         */
        Blob seal();

        /** Keeps what was sealed under its name, content and directory entry durable; from now on it can be opened. */
        void keep();

        /** Lets go, and leaves what was written for another intake of the same id; after {@link #keep} and twice nothing. */
        @Override
        void close();

        /** Forgets what was written, and lets go; does nothing after {@link #keep} and {@link #close}. */
        void discard();
    }
}
