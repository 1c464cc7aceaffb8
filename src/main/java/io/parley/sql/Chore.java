package io.parley.sql;

import io.parley.people.Refusal;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A change that is no draft. */
final class Chore<T> implements Work {
    private static final long WEIGHT = 1_024;

    private final Step<T> step;
    private final CompletableFuture<T> done = new CompletableFuture<>();

    /** What the last try came to; writer's thread only. */
    private @Nullable T result;

    private @Nullable Refusal refusal;

    Chore(Step<T> step) {
        this.step = step;
    }

    /** Of one that needs no more than the connection. */
    static <T> Chore<T> of(Change<T> change) {
        return new Chore<>(transaction -> change.make(transaction.session()));
    }

    CompletableFuture<T> done() {
        return done;
    }

    @Override
    public long weight() {
        return WEIGHT;
    }

    /** Where others share the transaction, a refusal is undone by itself, and told when the transaction is committed. */
    @Override
    public void perform(Transaction transaction) throws SQLException {
        result = null;
        refusal = null;
        if (!transaction.shared()) {
            result = step.make(transaction);
            return;
        }
        try {
            result = transaction.sheltered(step);
        } catch (Refusal definitive) {
            refusal = definitive;
        }
    }

    @Override
    public void kept() {
        if (refusal != null) {
            done.completeExceptionally(refusal);
        } else {
            done.complete(result);
        }
    }

    @Override
    public void failed(Throwable cause) {
        done.completeExceptionally(Condition.told(cause));
    }

    /** What is done in the transaction; may be done again after a rollback. */
    @FunctionalInterface
    interface Change<T> {
        T make(Session session) throws SQLException, Refusal;
    }

    /** The same where the transaction is needed too. */
    @FunctionalInterface
    interface Step<T> {
        T make(Transaction transaction) throws SQLException, Refusal;
    }
}
