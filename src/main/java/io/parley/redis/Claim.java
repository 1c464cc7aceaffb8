package io.parley.redis;

import io.lettuce.core.SetArgs;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Says in Redis whose a prefix is, as nodes of two databases under one would tell each other nonsense. */
final class Claim {
    /** Seconds after which the claim of nodes that stopped is forgotten; nodes renew it every few. */
    static final int LASTING = 15;

    private final byte[] key;
    private final byte[] database;

    Claim(String prefix, String database) {
        this.key = (prefix + ":database").getBytes(StandardCharsets.UTF_8);
        this.database = database.getBytes(StandardCharsets.UTF_8);
    }

    /** Claims it or renews the claim. */
    void make(Link link, Consumer<Outcome> then) {
        var claim = SetArgs.Builder.nx().ex(LASTING);
        link.commandLine().ask(link.commands().set(key, database, claim), 0, (ok, failure) -> {
            if (failure != null) {
                then.accept(new Outcome.Failed(failure));
            } else if (ok != null) {
                then.accept(new Outcome.Ours());
            } else {
                look(link, then);
            }
        });
    }

    private void look(Link link, Consumer<Outcome> then) {
        link.commandLine().ask(link.commands().get(key), 0, (holder, failure) -> {
            if (failure != null) {
                then.accept(new Outcome.Failed(failure));
            } else if (holder == null) {
                make(link, then);
            } else if (Arrays.equals(holder, database)) {
                link.commandLine().ask(link.commands().expire(key, LASTING), 0, (done, f) -> then.accept(outcome(f)));
            } else {
                then.accept(new Outcome.Others(new String(holder, StandardCharsets.UTF_8)));
            }
        });
    }

    private static Outcome outcome(@Nullable Throwable failure) {
        return failure == null ? new Outcome.Ours() : new Outcome.Failed(failure);
    }

    sealed interface Outcome {
        record Ours() implements Outcome {}

        record Others(String database) implements Outcome {}

        record Failed(Throwable cause) implements Outcome {}
    }
}
