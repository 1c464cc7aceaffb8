package io.parley.sql;

import io.parley.chat.Draft;
import io.parley.chat.Leg;
import io.parley.chat.Receipt;
import io.parley.chat.Way;
import io.parley.people.Refusal;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A draft on its way into the journal. */
final class Append implements Work {
    /** What an event weighs besides its text. */
    private static final long ROWS = 512;

    private final Draft draft;
    private final byte[] body;
    private final byte[] digest;
    private final long queued;
    private final CompletableFuture<Receipt> done = new CompletableFuture<>();

    /** What the last try came to; writer's thread only. */
    private @Nullable Receipt receipt;

    private @Nullable Refusal refusal;

    /** @param queued when, by {@link Way#now} */
    Append(Draft draft, byte[] body, byte[] digest, long queued) {
        this.draft = draft;
        this.body = body;
        this.digest = digest;
        this.queued = queued;
    }

    Draft draft() {
        return draft;
    }

    /** The text as it is stored. */
    byte[] body() {
        return body;
    }

    /** What the receipt tells this draft from another one of the same cid by. */
    byte[] digest() {
        return digest;
    }

    CompletableFuture<Receipt> done() {
        return done;
    }

    @Override
    public List<String> channels() {
        return draft instanceof Draft.Create ? List.of() : List.of(draft.channel());
    }

    @Override
    public long weight() {
        return ROWS + body.length;
    }

    /** A draft behind one that failed is refused at once: it must not overtake it. */
    @Override
    public boolean admitted() {
        var admitted = draft.order().admits(draft.channel(), draft.cid());
        if (!admitted) {
            done.completeExceptionally(Condition.unavailable());
        }
        return admitted;
    }

    @Override
    public void perform(Transaction transaction) throws SQLException {
        receipt = null;
        refusal = null;
        try {
            receipt = transaction.keep(this);
        } catch (Refusal definitive) {
            refusal = definitive;
        }
    }

    @Override
    public void kept() {
        if (refusal != null) {
            done.completeExceptionally(refusal);
        } else {
            done.complete(receipt);
        }
    }

    @Override
    public void timed(Way way, long taken, long written, long committed) {
        if (receipt instanceof Receipt.Kept) {
            way.took(Leg.QUEUED, queued, taken, 1);
            way.took(Leg.WRITTEN, taken, written, 1);
            way.took(Leg.COMMIT, written, committed, 1);
            way.took(Leg.KEPT, queued, committed, 1);
        }
    }

    @Override
    public void failed(Throwable cause) {
        if (!done.isDone()) {
            draft.order().failed(draft.channel(), draft.cid());
            done.completeExceptionally(Condition.told(cause));
        }
    }
}
