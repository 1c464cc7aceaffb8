package io.parley.redis;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where this node stands in the bus's stream: the id of the last entry it has read. Confined to the bus's thread. */
final class Position {
    private static final String BEGINNING = "0-0";

    private final byte[] stream;
    private @Nullable String last;

    Position(byte[] stream) {
        this.stream = stream;
    }

    String last() {
        return last == null ? BEGINNING : last;
    }

    void read(String id) {
        last = id;
    }

    /**
     * Finds where to read on, on a new connection.
     *
     * @param then told when it is found: whether entries may have been missed; empty when Redis did not tell
     */
    void find(Link link, Consumer<Optional<Boolean>> then) {
        if (last == null) {
            newest(link, then);
            return;
        }
        var at = last;
        link.commandLine().ask(link.commands().xrange(stream, Range.create(at, at)), 0, (found, failure) -> {
            if (failure != null || found == null) {
                then.accept(Optional.empty());
            } else if (found.isEmpty()) {
                // emptied, failed over, or trimmed past us: its ids do not continue ours
                newest(link, then);
            } else {
                then.accept(Optional.of(false));
            }
        });
    }

    private void newest(Link link, Consumer<Optional<Boolean>> then) {
        link.commandLine()
                .ask(link.commands().xrevrange(stream, Range.unbounded(), Limit.from(1)), 0, (found, failure) -> {
                    if (failure != null || found == null) {
                        then.accept(Optional.empty());
                    } else {
                        last = id(found);
                        then.accept(Optional.of(true));
                    }
                });
    }

    /** An empty stream is read from its beginning: the next entry is the first. */
    private static @Nullable String id(List<StreamMessage<byte[], byte[]>> newest) {
        return newest.isEmpty() ? null : newest.getFirst().getId();
    }
}
