package io.parley.files;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Makes small pictures of large ones. Any thread; takes its time. */
@FunctionalInterface
public interface Painter {
    /**
     * @param picture of a type and size that {@link Looks} says a thumbnail can be made of
     * @param orientation how it has to be turned, 1 to 8, as Exif counts
     * @param largest pixels either way of what is made
     * @return a PNG or JPEG, upright, with nothing in it but the
     *     picture
     * @throws IOException when it is no such picture after all
     */
    byte[] painted(ByteBuffer picture, int orientation, int largest) throws IOException;
}
