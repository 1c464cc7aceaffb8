package io.parley.files;

import io.parley.chat.Attachment;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a content told.
 *
 * @param type media type
 * @param width of a picture as it is shown, in pixels; null when unknown
 * @param height likewise
 * @param thumbnail whether a smaller picture of it can be made, and is worth it
 */
public record Looks(
        String type, @Nullable Integer width, @Nullable Integer height, boolean thumbnail) {
    /** Of what nobody looked at. */
    public static final Looks UNKNOWN = new Looks(Attachment.BYTES, null, null, false);
}
