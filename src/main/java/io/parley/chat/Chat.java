package io.parley.chat;

import io.parley.people.Person;
import io.parley.people.Refusal;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What people do in channels. Checks form and limits; authority is checked by the journal in the transaction that keeps the change.
 *
 * <p>Every answer comes as the stage's outcome, a {@link Refusal} too.
 */
public final class Chat {
    private final Journal journal;
    private final Limits limits;
    private final Markers markers;

    public Chat(Journal journal, Limits limits, Markers markers) {
        this.journal = journal;
        this.limits = limits;
        this.markers = markers;
    }

    public Limits limits() {
        return limits;
    }

    /**
     * Posts a message, with the author's uploads.
     *
     * @param present asked for who is in the channel at this moment, where the message calls them; must not block
     */
    public CompletionStage<Receipt> send(
            Person author, SendOrder order, Command.Send send, Function<String, Set<String>> present) {
        return check(send.text(), send.enclosed())
                .append(new Draft.Post(
                        send.channel(),
                        author.id(),
                        send.cid(),
                        order,
                        send.text(),
                        send.enclosed(),
                        Mentions.in(send.text()).among(() -> present.apply(send.channel())),
                        Boolean.TRUE.equals(send.loud())));
    }

    /** Gives the author's own message another text. */
    public CompletionStage<Receipt> edit(Person author, SendOrder order, Command.Edit edit) {
        return check(edit.text(), List.of())
                .append(new Draft.Edit(
                        edit.channel(),
                        author.id(),
                        edit.cid(),
                        order,
                        edit.seq(),
                        edit.text(),
                        Mentions.in(edit.text()),
                        within()));
    }

    /** Leaves only a trace of a message. */
    public CompletionStage<Receipt> delete(Person author, SendOrder order, Command.Delete delete) {
        return journal.append(
                new Draft.Delete(delete.channel(), author.id(), delete.cid(), order, delete.seq(), within()));
    }

    /** Has read a channel so far. */
    public void read(Person reader, Command.Read read) {
        markers.read(reader.id(), read.channel(), read.n());
    }

    private long within() {
        return limits.edit() == null ? Long.MAX_VALUE : limits.edit();
    }

    private Checked check(String text, List<Enclosure> files) {
        if (text.isEmpty() && files.isEmpty()) {
            return refused(Refusal.Code.MALFORMED, "text: must not be empty. Write something or add a file.");
        }
        if (files.size() > limits.files()) {
            return refused(
                    Refusal.Code.TOO_LARGE,
                    "The message has " + files.size() + " files; at most " + limits.files()
                            + " are allowed. Send the rest in another message.");
        }
        var longest = files.stream().mapToInt(Chat::alt).max().orElse(0);
        if (longest > limits.alt()) {
            return refused(
                    Refusal.Code.TOO_LARGE,
                    "files: an alt has " + longest + " characters; at most " + limits.alt() + " are allowed.");
        }
        var bytes = Utf8.length(text);
        if (bytes < 0) {
            return refused(
                    Refusal.Code.MALFORMED, "text: holds half of a surrogate pair, which is no character. Remove it.");
        }
        if (bytes > limits.text()) {
            return refused(
                    Refusal.Code.TOO_LARGE,
                    "The message has " + bytes + " bytes; at most " + limits.text()
                            + " are allowed. Send it as a file.");
        }
        return journal::append;
    }

    private static int alt(Enclosure file) {
        return file.alt() == null ? 0 : file.alt().length();
    }

    private static Checked refused(Refusal.Code code, String text) {
        return draft -> CompletableFuture.failedFuture(new Refusal(code, text));
    }

    /** What a check leaves to do. */
    @FunctionalInterface
    private interface Checked {
        CompletionStage<Receipt> append(Draft draft);
    }
}
