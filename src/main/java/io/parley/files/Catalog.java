package io.parley.files;

import io.parley.chat.Attachment;

/** Which file is where, and who may read it. Calls block; any may throw {@link io.parley.people.Refusal} `UNAVAILABLE`. */
public interface Catalog {
    /**
     * A file that this person may see at this moment, held ones too: his own upload, or one posted in a channel he is in.
     *
     * @throws io.parley.people.Refusal `NO_FILE` else, whatever the reason
     */
    Upload readable(String person, String file);

    /**
     * The content of a posted file, for the fan-out, which has already checked who may have the message.
     *
     * @throws io.parley.people.Refusal `NO_FILE` when it is gone, or may not be read
     */
    Blob blob(String file);

    /**
     * A file and its content.
     *
     * @param uploader id of the person who brought it
     */
    record Upload(Attachment file, String uploader, Blob blob) {}
}
