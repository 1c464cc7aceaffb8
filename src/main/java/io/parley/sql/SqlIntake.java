package io.parley.sql;

import io.parley.files.Blob;
import io.parley.files.FileStore;
import io.parley.people.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A content on its way into a {@link SqlFileStore}: what comes is gathered to a chunk, and each chunk committed by itself. */
final class SqlIntake implements FileStore.Intake {
    /** How long an upload stays its writer's without a chunk; then whoever goes on with it takes over. An interval. */
    static final String LEASE = "INTERVAL '15 seconds'";

    private static final int CHUNK = 512 * 1024;

    /** Nanoseconds after which a chunk is written that is not full: a slow writer keeps his lease. */
    private static final long OLD = 5_000_000_000L;

    /** Where the row is not of that size, or another's, nothing is written. */
    private static final String WRITE = "WITH mine AS (UPDATE content SET size = :at + :length, written = now(),"
            + " leased = now() + " + LEASE + " WHERE id = :id AND owner = :owner AND size = :at RETURNING id)"
            + " INSERT INTO chunk (content, at, bytes) SELECT id, :at, :bytes FROM mine";

    private static final String MINE = " WHERE id = :id AND owner = :owner";

    private final SqlFileStore store;
    private final String upload;
    private final String owner;
    private final long id;

    /** Bytes that are in the database. */
    private long stored;

    private byte[] waiting = new byte[0];
    private int waits;
    private long since;

    /** Whether nobody knows if what waits was written. */
    private boolean doubtful;

    /** Of all that is there, while all of it came through this intake; else it is read again at the end. */
    private @Nullable MessageDigest digest;

    private @Nullable Blob sealed;
    private boolean open = true;

    SqlIntake(SqlFileStore store, String upload, String owner, long id, long size) {
        this.store = store;
        this.upload = upload;
        this.owner = owner;
        this.id = id;
        this.stored = size;
        this.digest = size == 0 ? Blob.digest() : null;
    }

    @Override
    public long size() {
        return stored + waits;
    }

    @Override
    public void write(ByteBuffer part) {
        writing();
        while (part.hasRemaining()) {
            if (waits == CHUNK) {
                flush();
            }
            var count = Math.min(part.remaining(), CHUNK - waits);
            if (waits + count > waiting.length) {
                waiting = Arrays.copyOf(waiting, Math.clamp(2L * (waits + count), 1 << 14, CHUNK));
            }
            part.get(waiting, waits, count);
            if (digest != null) {
                digest.update(waiting, waits, count);
            }
            since = waits == 0 ? System.nanoTime() : since;
            waits += count;
        }
        if (waits > 0 && System.nanoTime() - since > OLD) {
            flush();
        }
    }

    private void flush() {
        if (doubtful) {
            resolve();
        }
        if (waits == 0) {
            return;
        }
        var bytes = Arrays.copyOf(waiting, waits);
        doubtful = true;
        var written = store.run(handle -> handle.createUpdate(WRITE)
                .bind("at", stored)
                .bind("length", bytes.length)
                .bind("id", id)
                .bind("owner", owner)
                .bind("bytes", bytes)
                .execute());
        doubtful = false;
        if (written == 0) {
            throw lost();
        }
        written();
    }

    private void written() {
        stored += waits;
        waits = 0;
    }

    /** Finds out whether the chunk was written after all. */
    private void resolve() {
        var size = store.run(handle -> handle.createQuery("SELECT size FROM content" + MINE)
                .bind("id", id)
                .bind("owner", owner)
                .mapTo(Long.class)
                .findOne());
        doubtful = false;
        if (size.isEmpty()) {
            throw lost();
        }
        if (size.get() == stored + waits) {
            written();
        }
    }

    /** Another one goes on with it: what waits here is nobody's. */
    private Refusal lost() {
        waits = 0;
        letGo();
        return SqlFileStore.busy();
    }

    @Override
    public void cut(long to) {
        writing();
        if (to < 0 || to > size()) {
            throw new IllegalArgumentException("cut to " + to + " of " + size());
        }
        if (to == size()) {
            return;
        }
        digest = to == 0 ? Blob.digest() : null;
        if (doubtful) {
            resolve();
        }
        if (to >= stored) {
            waits = (int) (to - stored);
            return;
        }
        var mine = store.transact(handle -> cut(handle, to));
        if (!mine) {
            throw lost();
        }
        stored = to;
        waits = 0;
    }

    private boolean cut(Handle handle, long to) {
        if (change(handle, "UPDATE content SET size = :to" + MINE, to) == 0) {
            return false;
        }
        change(handle, "DELETE FROM chunk WHERE content = :id AND at >= :to", to);
        change(
                handle,
                "UPDATE chunk SET bytes = substring(bytes FROM 1 FOR (:to - at)::int)"
                        + " WHERE content = :id AND at < :to AND at + length(bytes) > :to",
                to);
        return true;
    }

    private int change(Handle handle, String sql, long to) {
        return handle.createUpdate(sql)
                .bind("id", id)
                .bind("owner", owner)
                .bind("to", to)
                .execute();
    }

    @Override
    public void force() {
        writing();
        flush();
    }

    @Override
    public Blob seal() {
        writing();
        flush();
        var whole = digest == null ? read() : digest;
        sealed = Blob.of(whole, stored);
        return sealed;
    }

    private MessageDigest read() {
        var whole = Blob.digest();
        var part = new byte[1 << 16];
        try (var stream = new ContentStream(store, id, stored)) {
            for (var count = stream.read(part); count >= 0; count = stream.read(part)) {
                whole.update(part, 0, count);
            }
            return whole;
        } catch (IOException e) {
            throw e.getCause() instanceof Refusal unavailable ? unavailable : lost();
        }
    }

    @Override
    public void keep() {
        if (sealed == null || !open) {
            throw new IllegalStateException("not sealed, or let go");
        }
        var blob = sealed;
        if (!store.transact(handle -> keep(handle, blob))) {
            throw lost();
        }
        letGo();
    }

    /** A content that is there already is taken as it is; so is this one, where the answer was lost and it is asked again. */
    private boolean keep(Handle handle, Blob blob) {
        // of many who bring the same at once, on whatever node, one after the other
        handle.createQuery("SELECT 1 FROM (SELECT pg_advisory_xact_lock(:key)) AS locked")
                .bind("key", Long.parseUnsignedLong(blob.sha256().substring(0, 16), 16))
                .mapTo(Integer.class)
                .one();
        var there = handle.createQuery("SELECT id FROM content WHERE sha256 = :sha256")
                .bind("sha256", blob.sha256())
                .mapTo(Long.class)
                .findOne();
        if (there.isPresent()) {
            drop(handle);
            return true;
        }
        return handle.createUpdate("UPDATE content SET sha256 = :sha256, upload = NULL, owner = NULL, leased = NULL"
                                + MINE)
                        .bind("sha256", blob.sha256())
                        .bind("id", id)
                        .bind("owner", owner)
                        .execute()
                == 1;
    }

    private int drop(Handle handle) {
        return handle.createUpdate("DELETE FROM content" + MINE)
                .bind("id", id)
                .bind("owner", owner)
                .execute();
    }

    /** What cannot be written now is not awaited: whoever goes on with it sees how far it came. */
    @Override
    public void close() {
        if (!open) {
            return;
        }
        try {
            flush();
            store.run(handle -> handle.createUpdate("UPDATE content SET owner = NULL, leased = NULL" + MINE)
                    .bind("id", id)
                    .bind("owner", owner)
                    .execute());
        } catch (Refusal unavailable) {
            // the lease runs out by itself
        } finally {
            letGo();
        }
    }

    @Override
    public void discard() {
        if (!open) {
            return;
        }
        try {
            store.run(this::drop);
        } catch (Refusal unavailable) {
            // what is forgotten here is removed when it is old
        } finally {
            letGo();
        }
    }

    private void letGo() {
        if (open) {
            open = false;
            store.closed(upload);
        }
    }

    private void writing() {
        if (sealed != null || !open) {
            throw new IllegalStateException("already sealed or let go");
        }
    }
}
