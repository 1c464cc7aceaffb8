package io.parley.disk;

import io.parley.files.Blob;
import io.parley.files.FileStore;
import io.parley.people.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A folder with a file for each content, named by its SHA-256: {@code 3a/7b/3a7b…}; what is not whole yet lies in
 * {@code arriving/}, named by its upload.
 *
 * <p>Several processes may share the folder, if its file system knows locks.
 */
public final class DiskFileStore implements FileStore {
    private static final System.Logger LOG = System.getLogger(DiskFileStore.class.getName());
    /** What is safe as a file's name everywhere. */
    private static final Pattern UPLOAD = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Path folder;
    /** Where contents lie until they are whole; within the folder, so that a rename suffices to keep them. */
    private final Path arriving;
    /** The uploads that have an intake open in this process: a file's lock is the process's, not a thread's. */
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    /**
     * Makes the folder if need be. What was arriving when the process before died is still there.
     *
     * @throws IOException when the folder cannot be made
     */
    public DiskFileStore(Path folder) throws IOException {
        this.folder = folder;
        this.arriving = folder.resolve("arriving");
        Files.createDirectories(arriving);
        Folders.force(folder);
    }

    @Override
    public Intake intake(String upload) {
        var file = file(upload);
        if (!open.add(upload)) {
            throw busy();
        }
        try {
            return new DiskIntake(this, upload, file);
        } catch (IOException e) {
            open.remove(upload);
            throw unavailable("A file cannot be taken in", e);
        } catch (Refusal busy) {
            open.remove(upload);
            throw busy;
        }
    }

    @Override
    public long arrived(String upload) {
        try {
            return Files.size(file(upload));
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw unavailable("A file cannot be read", e);
        }
    }

    @Override
    public void forget(Instant before) {
        try (var files = Files.newDirectoryStream(arriving)) {
            for (var file : files) {
                forget(file, before);
            }
        } catch (IOException e) {
            throw unavailable("Forgotten uploads cannot be removed", e);
        }
    }

    private void forget(Path file, Instant before) throws IOException {
        var upload = file.getFileName().toString();
        if (!open.add(upload)) {
            return;
        }
        try {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // another process was faster
        } finally {
            open.remove(upload);
        }
    }

    @Override
    public InputStream open(Blob blob) {
        try {
            return Files.newInputStream(place(blob));
        } catch (NoSuchFileException e) {
            throw gone();
        } catch (IOException e) {
            throw unavailable("A file cannot be read", e);
        }
    }

    @Override
    public ByteBuffer map(Blob blob) {
        try (var channel = FileChannel.open(place(blob), StandardOpenOption.READ)) {
            if (channel.size() != blob.size()) {
                throw new IOException(place(blob) + " has " + channel.size() + " bytes, not " + blob.size());
            }
            return channel.map(MapMode.READ_ONLY, 0, blob.size());
        } catch (NoSuchFileException e) {
            throw gone();
        } catch (IOException e) {
            throw unavailable("A file cannot be read", e);
        }
    }

    @Override
    public void delete(Blob blob) {
        try {
            Files.deleteIfExists(place(blob));
        } catch (IOException e) {
            throw unavailable("A file cannot be removed", e);
        }
    }

    Path place(Blob blob) {
        var name = blob.sha256();
        return folder.resolve(name.substring(0, 2))
                .resolve(name.substring(2, 4))
                .resolve(name);
    }

    private Path file(String upload) {
        if (!UPLOAD.matcher(upload).matches()) {
            throw new IllegalArgumentException("not the id of an upload");
        }
        return arriving.resolve(upload);
    }

    /** That upload's intake is no longer open. */
    void closed(String upload) {
        open.remove(upload);
    }

    static Refusal busy() {
        return new Refusal(Refusal.Code.BUSY, "This file is being uploaded by another request.");
    }

    /** The one who asked is told without detail; the operator finds the cause in the log. */
    static Refusal unavailable(String what, IOException cause) {
        LOG.log(System.Logger.Level.WARNING, what, cause);
        return new Refusal(Refusal.Code.UNAVAILABLE, what + " at the moment.");
    }

    private static Refusal gone() {
        return new Refusal(Refusal.Code.NO_FILE, "The file is no longer there.");
    }
}
