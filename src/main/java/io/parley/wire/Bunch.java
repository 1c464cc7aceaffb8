package io.parley.wire;

import io.parley.chat.Cursor;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events that passed a gate together, as one piece for every reader who stands right before the first of them: the lines of many cost such
 * a reader as much as one. Nobody of them may leave the channel. Confined to the fan-out's thread.
 */
final class Bunch {
    private final List<Passing> passing;
    private final @Nullable Cursor from;
    private final Map<Dialect, List<Piece>> said = new IdentityHashMap<>(2);

    Bunch(List<Passing> passing) {
        this.passing = passing;
        this.from = passing.size() > 1 ? passing.getFirst().step().from() : null;
    }

    /** Puts all of them into the outbox; false where they have to go one by one. */
    boolean deliver(Subscription subscription) {
        if (from == null || !subscription.reader().standsAt(from)) {
            return false;
        }
        var connection = subscription.connection();
        var pieces = said.computeIfAbsent(connection.dialect(), this::say);
        if (pieces.isEmpty() || !connection.outbox().offer(pieces)) {
            return false;
        }
        subscription.reader().delivered(from, passing.getLast().step().to());
        return true;
    }

    /** None where not everybody of this kind is told all of them, by lines. */
    private List<Piece> say(Dialect dialect) {
        if (!dialect.tellsAllLines()) {
            return List.of();
        }
        var lines = passing.stream()
                .flatMap(next -> next.broadcast().in(dialect).stream())
                .map(piece -> ((Piece.Line) piece).utf8())
                .toList();
        var bytes = Framing.join(lines);
        return bytes.length > Outbox.GATHERED ? List.of() : List.of(new Piece.Line(bytes));
    }
}
