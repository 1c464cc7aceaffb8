package io.parley.sql;

import io.parley.chat.Event;
import io.parley.chat.Message;
import io.parley.files.Blob;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The verdict about a content that was held, on its way into the journal.
 *
 * <p>Whoever posts a held content at the same time touches its row, as this does: so either this sees his message, or he this.
 */
final class Checking implements Work {
    private static final long WEIGHT = 4_096;

    private static final String MESSAGES =
            "SELECT DISTINCT u.channel, u.message, m.n, m.author, m.at, m.text, m.edited, m.mentions, e.cid"
                    + " FROM upload AS u JOIN message AS m ON m.channel = u.channel AND m.seq = u.message"
                    + " JOIN event AS e ON e.channel = u.channel AND e.seq = u.message"
                    + " WHERE u.blob = ? AND u.checked IS NULL ORDER BY u.channel, u.message";

    private final Blob blob;
    private final @Nullable String state;
    private final List<String> channels;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    /**
     * @param state of its files from now on; null: they may be read
     * @param channels that have messages with it
     */
    Checking(Blob blob, @Nullable String state, List<String> channels) {
        this.blob = blob;
        this.state = state;
        this.channels = List.copyOf(channels);
    }

    CompletableFuture<Void> done() {
        return done;
    }

    @Override
    public List<String> channels() {
        return channels;
    }

    @Override
    public long weight() {
        return WEIGHT;
    }

    @Override
    public void perform(Transaction transaction) throws SQLException {
        var session = transaction.session();
        var first =
                session.update("UPDATE blob SET state = ? WHERE sha256 = ? AND state = 'held'", state, blob.sha256());
        if (first == 1) {
            for (var posted : session.all(MESSAGES, Posted::read, blob.sha256())) {
                tell(transaction, posted);
            }
        }
    }

    private void tell(Transaction transaction, Posted posted) throws SQLException {
        var message = posted.message();
        var log = transaction.log(posted.channel());
        var seq = log.next(transaction.now(), transaction.marks());
        transaction.event(log, posted.channel(), "files", message.seq(), message.from(), posted.cid());
        var session = transaction.session();
        session.update(
                "UPDATE upload SET checked = ? WHERE channel = ? AND message = ? AND blob = ?",
                seq,
                posted.channel(),
                message.seq(),
                blob.sha256());
        session.update(
                "UPDATE message SET revision = ? WHERE channel = ? AND seq = ?", seq, posted.channel(), message.seq());
        transaction
                .events()
                .add(new Event.Checked(
                        posted.channel(),
                        seq,
                        log.head().mark(),
                        log.lastAt(),
                        posted.cid(),
                        message.with(transaction.files(posted.channel(), message.seq()), seq)));
    }

    @Override
    public void kept() {
        done.complete(null);
    }

    @Override
    public void failed(Throwable cause) {
        done.completeExceptionally(Condition.told(cause));
    }

    /** A message that has it, without its files. */
    private record Posted(String channel, Message message, String cid) {
        static Posted read(java.sql.ResultSet row) throws SQLException {
            var message = new Message(
                    row.getLong(2),
                    row.getLong(3),
                    row.getString(4),
                    row.getLong(5),
                    new String(row.getBytes(6), java.nio.charset.StandardCharsets.UTF_8),
                    0,
                    Rows.number(row, 7),
                    List.of(),
                    Callings.listed(row.getString(8)),
                    null);
            return new Posted(row.getString(1), message, row.getString(9));
        }
    }
}
