package io.parley.web;

import io.parley.chat.Receipt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Waits on the request's thread until a change is durable. */
final class Receipts {
    private Receipts() {}

    /** @throws io.parley.people.Refusal as the change was answered */
    static Receipt of(CompletionStage<Receipt> change) {
        try {
            return change.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
