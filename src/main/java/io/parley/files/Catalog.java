package io.parley.files;

import io.parley.chat.Attachment;
import java.util.concurrent.CompletionStage;

/** The store's rows about files: who uploaded what, and which message it is in. */
public interface Catalog {
    /**
     * Registers an upload; it stays its uploader's alone until a message posts it.
     * A draft given to the journal after this call finds it, without waiting for the stage.
     */
    CompletionStage<Void> register(Upload upload);

    /**
     * A file that this person may read at this moment: his own upload, or one posted in a channel he is in.
     *
     * @throws io.parley.people.Refusal `NO_FILE` else, whatever the reason
     */
    Upload readable(String person, String file);

    /**
     * The content of a posted file, for the fan-out, which has already checked who may have the message.
     *
     * @throws io.parley.people.Refusal `NO_FILE` when it is gone
     */
    Blob blob(String file);

    /**
     * A file and its content.
     *
     * @param uploader id of the person who brought it
     */
    record Upload(Attachment file, String uploader, Blob blob) {}
}
