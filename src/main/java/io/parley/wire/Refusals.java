package io.parley.wire;

import io.parley.people.Refusal;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What a failed stage means to the one who asked; the edge where a bug is logged, once. */
final class Refusals {
    private static final System.Logger LOG = System.getLogger(Refusals.class.getName());

    private Refusals() {}

    /** The refusal it failed with; anything else is a fault of ours, which the sender may try again. */
    static Refusal of(@Nullable Throwable failure) {
        var cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        if (cause instanceof Refusal refusal) {
            return refusal;
        }
        LOG.log(Level.ERROR, "A change failed", cause);
        return new Refusal(Refusal.Code.UNAVAILABLE, "The server failed. It will be sent again.");
    }
}
