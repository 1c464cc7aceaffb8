package io.parley.sql;

import io.parley.files.Blob;
import io.parley.files.FileStore;
import io.parley.people.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Files in a SQL database that many nodes share: each content a row, its bytes in chunks beside it, brought and read one by one.
 *
 * <p>Its connections are its own, so that a slow transfer keeps nobody from reading messages, and none is held between two
 * chunks. Who writes an upload is told by a lease in its row, which each chunk renews: a node that died lets go of it in time.
 */
final class SqlFileStore implements FileStore, AutoCloseable {
    private static final int CONNECTIONS = 4;

    private static final Pattern UPLOAD = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** An upload that nobody has, or whose lease has run out, is taken over with all that came. */
    private static final String TAKE = "INSERT INTO content (upload, owner, leased, written)"
            + " VALUES (:upload, :owner, now() + " + SqlIntake.LEASE + ", now())"
            + " ON CONFLICT (upload) DO UPDATE SET owner = excluded.owner, leased = excluded.leased"
            + " WHERE content.owner IS NULL OR content.leased < now() RETURNING id, size";

    private static final String FORGET = "DELETE FROM content WHERE upload IS NOT NULL AND written < :before"
            + " AND upload <> ALL (:open) AND (owner IS NULL OR leased < now())";

    private final Path spool;
    private final Pool pool;
    private final Jdbi jdbi;
    private final Condition condition;

    /** The uploads that have an intake open here. */
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    /** What is mapped and still looked at by somebody, by its SHA-256. */
    private final Map<String, WeakReference<ByteBuffer>> mapped = new ConcurrentHashMap<>();

    /**
     * @param spool a folder of this machine, for what has to be mapped
     */
    SqlFileStore(Database database, Path spool, Condition condition) {
        this.spool = spool;
        this.condition = condition;
        this.pool = Pool.writing("parley-files", database.writing(), CONNECTIONS);
        this.jdbi = pool.jdbi();
    }

    @Override
    public Intake intake(String upload) {
        check(upload);
        if (!open.add(upload)) {
            throw busy();
        }
        try {
            var owner = UUID.randomUUID().toString();
            return run(handle -> handle.createQuery(TAKE)
                            .bind("upload", upload)
                            .bind("owner", owner)
                            .map((row, context) ->
                                    new SqlIntake(this, upload, owner, row.getLong("id"), row.getLong("size")))
                            .findOne())
                    .orElseThrow(SqlFileStore::busy);
        } catch (RuntimeException e) {
            open.remove(upload);
            throw e;
        }
    }

    @Override
    public long arrived(String upload) {
        check(upload);
        return run(handle -> handle.createQuery("SELECT size FROM content WHERE upload = :upload")
                .bind("upload", upload)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    @Override
    public void forget(Instant before) {
        run(handle -> handle.createUpdate(FORGET)
                .bind("before", before.atOffset(ZoneOffset.UTC))
                .bind("open", open.toArray(new String[0]))
                .execute());
    }

    @Override
    public InputStream open(Blob blob) {
        return new ContentStream(this, find(blob).orElseThrow(SqlFileStore::gone), blob.size());
    }

    /** By way of a file, which the mapping outlives: the heap holds nothing of it, and many who read it at once share it. */
    @Override
    public ByteBuffer map(Blob blob) {
        var content = find(blob).orElseThrow(SqlFileStore::gone);
        mapped.values().removeIf(reference -> reference.get() == null);
        var known = mapped.get(blob.sha256());
        var buffer = known == null ? null : known.get();
        if (buffer == null) {
            buffer = spooled(new ContentStream(this, content, blob.size()), blob.size());
            mapped.put(blob.sha256(), new WeakReference<>(buffer));
        }
        return buffer.duplicate();
    }

    private ByteBuffer spooled(InputStream stream, long size) {
        try {
            var file = Files.createTempFile(Files.createDirectories(spool), "mapped", "");
            try (stream;
                    var channel = FileChannel.open(
                            file,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE)) {
                stream.transferTo(Channels.newOutputStream(channel));
                if (channel.size() != size) {
                    throw new IOException("a content has " + channel.size() + " bytes, not " + size);
                }
                return channel.map(MapMode.READ_ONLY, 0, size);
            }
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    @Override
    public void delete(Blob blob) {
        run(handle -> handle.createUpdate("DELETE FROM content WHERE sha256 = :sha256")
                .bind("sha256", blob.sha256())
                .execute());
    }

    private Optional<Long> find(Blob blob) {
        return run(handle -> handle.createQuery("SELECT id FROM content WHERE sha256 = :sha256")
                .bind("sha256", blob.sha256())
                .mapTo(Long.class)
                .findOne());
    }

    /** One statement, committed by itself. */
    <T> T run(HandleCallback<T, RuntimeException> work) {
        try {
            var result = jdbi.withHandle(work);
            condition.works();
            return result;
        } catch (JdbiException e) {
            throw unavailable(e);
        }
    }

    /** Many statements, all or none. */
    <T> T transact(HandleCallback<T, RuntimeException> work) {
        return run(handle -> handle.inTransaction(work));
    }

    /** That upload's intake is no longer open. */
    void closed(String upload) {
        open.remove(upload);
    }

    private Refusal unavailable(Exception cause) {
        condition.fails(cause);
        return new Refusal(Refusal.Code.UNAVAILABLE, "Files can be neither taken in nor read at the moment.");
    }

    static Refusal busy() {
        return new Refusal(Refusal.Code.BUSY, "This file is being uploaded by another request.");
    }

    private static Refusal gone() {
        return new Refusal(Refusal.Code.NO_FILE, "The file is no longer there.");
    }

    private static void check(String upload) {
        if (!UPLOAD.matcher(upload).matches()) {
            throw new IllegalArgumentException("not the id of an upload");
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
