package io.parley.files;

import java.io.Closeable;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Keeps the bytes of files, each content once.
 *
 * <p>Calls block. A store that does not answer or is full throws {@link io.parley.people.Refusal} `UNAVAILABLE`.
 */
public interface FileStore {
    /** Begins to take a content in, piece by piece; nothing of it is held in memory. */
    Intake intake();

    /**
     * The content, to stream; the caller closes it.
     *
     * @throws io.parley.people.Refusal `NO_FILE` when the store does not have it
     */
    InputStream open(Blob blob);

    /** The whole content as a read-only buffer, mapped where the store can; position 0, limit the blob's size. */
    ByteBuffer map(Blob blob);

    /** One content on its way in; used by one thread at a time. */
    interface Intake extends Closeable {
        /** Takes what remains in {@code part}. */
        void write(ByteBuffer part);

        /** Bytes taken so far. */
        long size();

        /** Makes it durable, content and directory entry, and names it. Equal contents get the same name. */
        Blob finish();

        /** Forgets what was not finished; does nothing after {@link #finish}. */
        @Override
        void close();
    }
}
