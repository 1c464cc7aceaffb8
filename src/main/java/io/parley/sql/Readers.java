package io.parley.sql;

import io.parley.chat.Attachment;
import io.parley.people.Person;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The connections that read: a small pool, each read one transaction, so that it sees one state of the store. Any thread; blocks.
 */
final class Readers implements AutoCloseable {
    /** Ids in one statement. */
    private static final int MOST_IDS = 500;

    private final Pool pool;
    private final Jdbi jdbi;
    private final Optional<String> snapshot;
    private final Condition condition;

    /** @param announcement made whenever a connection is made, before its use */
    Readers(Database database, Runnable announcement, Condition condition) {
        this.pool = Pool.reading("parley-readers", new Announced(database.reading(), announcement), database.readers());
        this.jdbi = pool.jdbi();
        this.snapshot = database.snapshot();
        this.condition = condition;
    }

    /** @throws io.parley.people.Refusal what the read refuses, or `UNAVAILABLE` */
    <T> T read(HandleCallback<T, RuntimeException> read) {
        try {
            var result = attempt(read);
            condition.works();
            return result;
        } catch (JdbiException e) {
            condition.fails(e);
            throw Condition.unavailable();
        }
    }

    /** Once more where only the connection was lost: the pool knows that one now, and a read may be repeated. */
    private <T> T attempt(HandleCallback<T, RuntimeException> read) {
        try {
            return jdbi.inTransaction(handle -> oneState(handle, read));
        } catch (JdbiException e) {
            if (!Condition.isLostConnection(e)) {
                throw e;
            }
            return jdbi.inTransaction(handle -> oneState(handle, read));
        }
    }

    private <T> T oneState(Handle handle, HandleCallback<T, RuntimeException> read) {
        snapshot.ifPresent(handle::execute);
        return read.withHandle(handle);
    }

    /** Those of the ids that exist. */
    static List<Person> people(Handle handle, Collection<String> ids) {
        var people = new ArrayList<Person>();
        for (var some : pieces(ids)) {
            people.addAll(handle.createQuery("SELECT " + Rows.PERSON + " FROM person AS p WHERE p.id IN (<ids>)")
                    .bindList("ids", some)
                    .map((row, context) -> Rows.person(row))
                    .list());
        }
        return people;
    }

    /** Whether there are any, and no more than one statement takes. */
    static boolean fit(Collection<String> ids) {
        return !ids.isEmpty() && ids.size() <= MOST_IDS;
    }

    /** Ids or the like, as many at once as one statement takes. */
    static <T> List<List<T>> pieces(Collection<T> ids) {
        var all = List.copyOf(ids);
        var pieces = new ArrayList<List<T>>();
        for (int from = 0; from < all.size(); from += MOST_IDS) {
            pieces.add(all.subList(from, Math.min(from + MOST_IDS, all.size())));
        }
        return pieces;
    }

    /** The files of a message, in its order. */
    static List<Attachment> files(Handle handle, String channel, long message) {
        return handle.createQuery("SELECT " + Rows.ATTACHMENT + " FROM upload AS u JOIN blob AS b ON b.sha256 = u.blob"
                        + " WHERE u.channel = :channel AND u.message = :message ORDER BY u.position")
                .bind("channel", channel)
                .bind("message", message)
                .map((row, context) -> Rows.attachment(row))
                .list();
    }

    @Override
    public void close() {
        pool.close();
    }
}
