package io.parley.sql;

import io.parley.people.Refusal;
import java.io.IOException;
import java.io.InputStream;

/** A content, read chunk by chunk as it is wanted; to skip costs nothing. One thread at a time. */
final class ContentStream extends InputStream {
    private static final String CHUNK =
            "SELECT at, bytes FROM chunk WHERE content = :content AND at <= :at" + " ORDER BY at DESC LIMIT 1";

    private final SqlFileStore store;
    private final long content;
    private final long size;
    private long at;

    /** The chunk that was read last. */
    private Chunk chunk = new Chunk(0, new byte[0]);

    ContentStream(SqlFileStore store, long content, long size) {
        this.store = store;
        this.content = content;
        this.size = size;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at >= size) {
            return -1;
        }
        if (!chunk.holds(at)) {
            chunk = next();
        }
        var from = (int) (at - chunk.at());
        var count = Math.min(length, chunk.bytes().length - from);
        System.arraycopy(chunk.bytes(), from, into, offset, count);
        at += count;
        return count;
    }

    private Chunk next() throws IOException {
        try {
            return store.run(handle -> handle.createQuery(CHUNK)
                            .bind("content", content)
                            .bind("at", at)
                            .map((row, context) -> new Chunk(row.getLong("at"), row.getBytes("bytes")))
                            .findOne())
                    .filter(found -> found.holds(at))
                    .orElseThrow(() -> new IOException("the content is gone, or has a hole at " + at));
        } catch (Refusal unavailable) {
            throw new IOException(unavailable);
        }
    }

    @Override
    public long skip(long count) {
        var skipped = Math.max(0, Math.min(count, size - at));
        at += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return chunk.holds(at) ? (int) (chunk.at() + chunk.bytes().length - at) : 0;
    }

    /** @param at where in the content it begins */
    private record Chunk(long at, byte[] bytes) {
        boolean holds(long position) {
            return position >= at && position < at + bytes.length;
        }
    }
}
