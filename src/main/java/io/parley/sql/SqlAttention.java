package io.parley.sql;

import io.parley.chat.Attention;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Read markers and levels in a SQL database, in the rows of memberships. */
final class SqlAttention implements Attention {
    private static final String READ = "UPDATE member SET read_n = ?,"
            + " mentions = (SELECT COUNT(*) FROM mention AS t"
            + " WHERE t.person = member.person AND t.channel = member.channel AND t.n > ?),"
            + " called = (SELECT c.called FROM channel AS c WHERE c.id = member.channel)"
            + " - (SELECT COUNT(*) FROM crowd AS a"
            + " WHERE a.channel = member.channel AND a.n > ? AND a.author <> member.person)"
            + " WHERE channel = ? AND person = ? AND read_n < ?"
            + " AND EXISTS (SELECT 1 FROM channel AS c WHERE c.id = member.channel AND c.messages >= ?)";

    private static final String LEVEL = "UPDATE member SET level = COALESCE(?, level), muted = COALESCE(?, muted)"
            + " WHERE channel = ? AND person = ?";

    private final Writer writer;

    SqlAttention(Writer writer) {
        this.writer = writer;
    }

    @Override
    public CompletionStage<Void> read(List<Mark> marks) {
        // in one order, so that two nodes do not wait for each other
        var sorted = marks.stream()
                .sorted(Comparator.comparing(Mark::channel).thenComparing(Mark::person))
                .toList();
        var chore = new Chore<Integer>(transaction -> read(transaction, sorted));
        writer.submit(chore);
        return chore.done().thenApply(moved -> null);
    }

    private static int read(Transaction transaction, List<Mark> marks) throws SQLException {
        var moved = 0;
        for (var mark : marks) {
            var rows = transaction
                    .session()
                    .update(READ, mark.n(), mark.n(), mark.n(), mark.channel(), mark.person(), mark.n(), mark.n());
            if (rows > 0) {
                transaction.touch(mark.person(), mark.channel());
            }
            moved += rows;
        }
        return moved;
    }

    @Override
    public void level(String person, String channel, @Nullable String level, @Nullable Boolean muted) {
        var unused = writer.within(transaction -> level(transaction, person, channel, level, muted));
    }

    private static boolean level(
            Transaction transaction, String person, String channel, @Nullable String level, @Nullable Boolean muted)
            throws SQLException {
        var wanted = muted == null ? null : muted ? 1 : 0;
        if (transaction.session().update(LEVEL, level, wanted, channel, person) == 0) {
            throw Transaction.noChannel(channel);
        }
        transaction.touch(person, channel);
        return true;
    }
}
