package io.parley.files;

import java.io.IOException;
import java.io.InputStream;

/** Looks for viruses. Blocks as long as that takes. */
@FunctionalInterface
public interface Scanner {
    /**
     * @param content read to its end, or not; its caller closes it
     * @throws IOException when the scanner does not answer, or cannot say
     */
    Verdict scan(InputStream content) throws IOException;

    /** What came of it. */
    sealed interface Verdict {
        record Clean() implements Verdict {}

        /** @param name what the scanner calls it */
        record Infected(String name) implements Verdict {}

        /** It will never say, such as of a content that is too large for it. */
        record Unknown(String why) implements Verdict {}
    }
}
