package io.parley.disk;

import io.parley.files.Blob;
import io.parley.files.FileStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A content on its way into a {@link DiskFileStore}: a file beside the others, hashed as it grows. */
final class DiskIntake implements FileStore.Intake {
    private static final boolean FOLDERS_CAN_BE_FORCED =
            !System.getProperty("os.name", "").startsWith("Windows");

    private final DiskFileStore store;
    private final Path file;
    private final FileChannel channel;
    private final MessageDigest digest;
    private long size;

    DiskIntake(DiskFileStore store, Path file) throws IOException {
        this.store = store;
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.WRITE);
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void write(ByteBuffer part) {
        open();
        size += part.remaining();
        digest.update(part.duplicate());
        try {
            while (part.hasRemaining()) {
                channel.write(part);
            }
        } catch (IOException e) {
            close();
            throw DiskFileStore.unavailable("A file cannot be written", e);
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public Blob finish() {
        open();
        var blob = new Blob(HexFormat.of().formatHex(digest.digest()), size);
        try {
            keep(store.place(blob));
            return blob;
        } catch (IOException e) {
            throw DiskFileStore.unavailable("A file cannot be kept", e);
        } finally {
            close();
        }
    }

    /**
     * A content that is there already was forced before it got its name, so only its folder is forced again: whoever
     * brought it may not have come to that yet.
     */
    private void keep(Path place) throws IOException {
        var inner = place.resolveSibling("");
        folder(inner.resolveSibling(""));
        folder(inner);
        if (!Files.exists(place) || Files.size(place) != size) {
            channel.force(true);
            Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        force(inner);
    }

    /** Makes a folder whose name survives a power cut, also where another thread has made it just now. */
    private static void folder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            try {
                Files.createDirectory(folder);
            } catch (FileAlreadyExistsException e) {
                // made by another thread in between
            }
        }
        force(folder.resolveSibling(""));
    }

    /** Makes the names in a folder durable. Windows does so by itself and opens no folder. */
    static void force(Path folder) throws IOException {
        if (FOLDERS_CAN_BE_FORCED) {
            try (var names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // what lies in the folder for arriving files is thrown away at the next start
        }
    }

    private void open() {
        if (!channel.isOpen()) {
            throw new IllegalStateException("already finished or closed");
        }
    }
}
