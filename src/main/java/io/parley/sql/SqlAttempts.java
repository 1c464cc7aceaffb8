package io.parley.sql;

import io.parley.people.Attempts;
import io.parley.people.Backoff;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Tries to get in, counted in a SQL database. */
final class SqlAttempts implements Attempts {
    private final Writer writer;
    private final Digests digests;
    private final InstantSource clock;

    SqlAttempts(Writer writer, Digests digests, InstantSource clock) {
        this.writer = writer;
        this.digests = digests;
        this.clock = clock;
    }

    @Override
    public Duration begin(List<Key> keys) {
        return writer.await(session -> begin(session, keys));
    }

    private Duration begin(Session session, List<Key> keys) throws SQLException {
        var now = clock.millis();
        var wait = Duration.ZERO;
        for (var key : keys) {
            var left = session.one(
                            "SELECT count, last FROM attempt WHERE digest = ?",
                            row -> key.backoff().left(row.getLong(1), since(row.getLong(2), now)),
                            digests.of(key.text()))
                    .orElse(Duration.ZERO);
            wait = left.compareTo(wait) > 0 ? left : wait;
        }
        if (wait.isPositive()) {
            return wait;
        }
        for (var key : keys) {
            session.update(
                    "INSERT INTO attempt (digest, count, last) VALUES (?, 1, ?) ON CONFLICT (digest) DO UPDATE"
                            + " SET count = CASE WHEN attempt.last <= ? THEN 1 ELSE attempt.count + 1 END, last = excluded.last",
                    digests.of(key.text()),
                    now,
                    now - key.backoff().forgotten().toMillis());
        }
        return Duration.ZERO;
    }

    private static Duration since(long last, long now) {
        return Duration.ofMillis(now - last);
    }

    @Override
    public void right(Key forgotten, Key takenBack) {
        var unused = writer.await(session -> {
            session.update("DELETE FROM attempt WHERE digest = ?", digests.of(forgotten.text()));
            takeBack(session, takenBack);
            return true;
        });
    }

    @Override
    public void takeBack(List<Key> keys) {
        var unused = writer.await(session -> {
            for (var key : keys) {
                takeBack(session, key);
            }
            return true;
        });
    }

    private void takeBack(Session session, Key key) throws SQLException {
        session.update("UPDATE attempt SET count = count - 1 WHERE digest = ? AND count > 0", digests.of(key.text()));
    }

    @Override
    public void sweep() {
        var old = clock.millis() - Backoff.PERSON.forgotten().toMillis();
        var unused = writer.await(session -> session.update("DELETE FROM attempt WHERE last <= ?", old));
    }
}
