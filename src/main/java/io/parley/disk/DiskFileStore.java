package io.parley.disk;

import io.parley.files.Blob;
import io.parley.files.FileStore;
import io.parley.people.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A folder with a file for each content, named by its SHA-256: {@code 3a/7b/3a7b…}.
 *
 * <p>The folder belongs to one process at a time. Calls may come from any number of threads.
 */
public final class DiskFileStore implements FileStore {
    private static final System.Logger LOG = System.getLogger(DiskFileStore.class.getName());

    private final Path folder;
    /** Where contents lie until they are whole; within the folder, so that a rename suffices to keep them. */
    private final Path arriving;

    /**
     * Makes the folder if need be and throws away what was arriving when the process before died.
     *
     * @throws IOException when the folder cannot be made or cleaned
     */
    public DiskFileStore(Path folder) throws IOException {
        this.folder = folder;
        this.arriving = folder.resolve("arriving");
        Files.createDirectories(arriving);
        try (DirectoryStream<Path> leftOver = Files.newDirectoryStream(arriving)) {
            for (var file : leftOver) {
                Files.deleteIfExists(file);
            }
        }
        DiskIntake.force(folder);
    }

    @Override
    public Intake intake() {
        try {
            return new DiskIntake(this, Files.createTempFile(arriving, "file", ""));
        } catch (IOException e) {
            throw unavailable("A file cannot be taken in", e);
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

    Path place(Blob blob) {
        var name = blob.sha256();
        return folder.resolve(name.substring(0, 2))
                .resolve(name.substring(2, 4))
                .resolve(name);
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
