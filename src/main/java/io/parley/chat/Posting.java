package io.parley.chat;

import io.parley.people.Person;
import io.parley.people.Refusal;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What people and their programs say without a connection: each change stands alone, and whoever is not sure of one repeats it with its cid.
 *
 * <p>Every answer comes as the stage's outcome, a {@link Refusal} too. As fast as {@link Rate} lets a person send over connections; but
 * nobody waits here.
 */
public final class Posting {
    private final Chat chat;
    private final Rate rate;
    private final Attendance attendance;

    public Posting(Chat chat, Rate rate, Attendance attendance) {
        this.chat = chat;
        this.rate = rate;
        this.attendance = attendance;
    }

    public Limits limits() {
        return chat.limits();
    }

    public CompletionStage<Receipt> send(Person author, Command.Send send) {
        return inTurn(author, () -> chat.send(author, SendOrder.none(), send, attendance::present));
    }

    public CompletionStage<Receipt> edit(Person author, Command.Edit edit) {
        return inTurn(author, () -> chat.edit(author, SendOrder.none(), edit));
    }

    public CompletionStage<Receipt> delete(Person author, Command.Delete delete) {
        return inTurn(author, () -> chat.delete(author, SendOrder.none(), delete));
    }

    private CompletionStage<Receipt> inTurn(Person author, Supplier<CompletionStage<Receipt>> change) {
        return switch (rate.take(author.id(), Duration.ZERO)) {
            case Rate.Turn.TooLong tooLong ->
                CompletableFuture.failedFuture(
                        new Refusal(Refusal.Code.BUSY, "Too much at once. Send it again, with the same cid."));
            case Rate.Turn.In in -> {
                attendance.meet(author);
                yield change.get();
            }
        };
    }

    /** Who is connected to this node or another. Must not block. */
    public interface Attendance {
        /** Ids of who is in that channel at this moment. */
        Set<String> present(String channel);

        /** That person is about to say something: his name will be wanted. */
        void meet(Person author);
    }
}
