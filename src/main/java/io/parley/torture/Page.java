package io.parley.torture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of history.
 *
 * @param messages oldest first
 * @param earlier the cursor of the page before it, absent at the beginning
 */
public record Page(List<Heard> messages, @Nullable String earlier) {
    public Page {
        messages = List.copyOf(messages);
    }
}
