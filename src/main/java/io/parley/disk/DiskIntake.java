package io.parley.disk;

import io.parley.files.Blob;
import io.parley.files.FileStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A content on its way into a {@link DiskFileStore}: a file beside the others, which only ever grows at its end, so that
 * after a power cut its length is that of what is there.
 */
final class DiskIntake implements FileStore.Intake {
    private static final int READ = 1 << 16;

    private final DiskFileStore store;
    private final String upload;
    private final Path file;
    private final FileChannel channel;
    private long size;
    /** Of all that is there, while all of it came through this intake; else it is read again at the end. */
    private @Nullable MessageDigest digest;

    private @Nullable Blob sealed;

    DiskIntake(DiskFileStore store, String upload, Path file) throws IOException {
        this.store = store;
        this.upload = upload;
        this.file = file;
        this.channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        try {
            lock();
            this.size = channel.size();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        this.digest = size == 0 ? Blob.digest() : null;
    }

    /** Whoever had the lock before may have kept or discarded the file that we opened: then ours has no name any more. */
    private void lock() throws IOException {
        try {
            if (channel.tryLock() == null || !Files.exists(file)) {
                throw DiskFileStore.busy();
            }
        } catch (OverlappingFileLockException e) {
            throw DiskFileStore.busy();
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void write(ByteBuffer part) {
        writing();
        if (digest != null) {
            digest.update(part.duplicate());
        }
        try {
            while (part.hasRemaining()) {
                size += channel.write(part, size);
            }
        } catch (IOException e) {
            digest = null;
            throw DiskFileStore.unavailable("A file cannot be written", e);
        }
    }

    @Override
    public void cut(long to) {
        writing();
        if (to < 0 || to > size) {
            throw new IllegalArgumentException("cut to " + to + " of " + size);
        }
        if (to == size) {
            return;
        }
        digest = to == 0 ? Blob.digest() : null;
        try {
            channel.truncate(to);
            size = to;
        } catch (IOException e) {
            throw DiskFileStore.unavailable("A file cannot be written", e);
        }
    }

    @Override
    public void force() {
        writing();
        try {
            channel.force(true);
            Folders.force(file.resolveSibling(""));
        } catch (IOException e) {
            throw DiskFileStore.unavailable("A file cannot be written", e);
        }
    }

    @Override
    public Blob seal() {
        writing();
        try {
            channel.force(true);
            var whole = digest == null ? read() : digest;
            sealed = Blob.of(whole, size);
            return sealed;
        } catch (IOException e) {
            throw DiskFileStore.unavailable("A file cannot be kept", e);
        }
    }

    private MessageDigest read() throws IOException {
        var whole = Blob.digest();
        var part = ByteBuffer.allocate(READ);
        for (var at = 0L; at < size; at += part.limit()) {
            if (channel.read(part.clear(), at) < 0) {
                throw new IOException(file + " ends at " + at + ", not at " + size);
            }
            whole.update(part.flip());
        }
        return whole;
    }

    /**
     * A content that is there already was forced before it got its name, so only its folder is forced again: whoever
     * brought it may not have come to that yet.
     */
    @Override
    public void keep() {
        if (sealed == null || !channel.isOpen()) {
            throw new IllegalStateException("not sealed, or let go");
        }
        var place = store.place(sealed);
        var inner = place.resolveSibling("");
        try {
            Folders.make(inner.resolveSibling(""));
            Folders.make(inner);
            if (!Files.exists(place) || Files.size(place) != size) {
                Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            Folders.force(inner);
        } catch (IOException e) {
            throw DiskFileStore.unavailable("A file cannot be kept", e);
        }
        discard();
    }

    @Override
    public void close() {
        if (channel.isOpen()) {
            letGo();
        }
    }

    @Override
    public void discard() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // what is forgotten here is removed when it is old
        }
        letGo();
    }

    private void letGo() {
        try {
            channel.close();
        } catch (IOException e) {
            // the lock goes with the descriptor all the same, and what was forced is on the disk
        }
        store.closed(upload);
    }

    private void writing() {
        if (sealed != null || !channel.isOpen()) {
            throw new IllegalStateException("already sealed or let go");
        }
    }
}
