package io.parley.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.files.Blob;
import io.parley.files.FileStore;
import io.parley.files.FileStoreContract;
import io.parley.people.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFileStoreTest extends FileStoreContract {
    @TempDir
    private Path home;

    private DiskFileStore store;

    @BeforeEach
    void open() throws IOException {
        store = new DiskFileStore(home.resolve("files"));
    }

    @Override
    protected FileStore store() {
        return store;
    }

    @Override
    protected FileStore reopened() throws IOException {
        return new DiskFileStore(home.resolve("files"));
    }

    @Test
    void a_content_lies_on_the_disk_once() throws IOException {
        keep(new byte[] {1, 2, 3}, 3);
        var blob = keep(new byte[] {1, 2, 3}, 1);
        var name = blob.sha256();
        assertEquals(
                List.of(Path.of(name.substring(0, 2), name.substring(2, 4), name)), filesIn(home.resolve("files")));
    }

    @Test
    void what_is_kept_or_discarded_leaves_nothing_beside_the_contents() throws IOException {
        keep(new byte[] {1, 2, 3}, 3);
        keep(new byte[] {1, 2, 3}, 1);
        try (var intake = store.intake("u1")) {
            intake.write(bytes(4));
            assertEquals(2, filesIn(home.resolve("files")).size());
            intake.discard();
        }
        assertEquals(1, filesIn(home.resolve("files")).size());
    }

    @Test
    void a_damaged_file_is_replaced_when_somebody_brings_it_again() throws IOException {
        var blob = keep(new byte[] {1, 2, 3}, 3);
        Files.write(store.place(blob), new byte[] {1});
        assertEquals(
                Refusal.Code.UNAVAILABLE,
                assertThrows(Refusal.class, () -> store.map(blob)).code());
        assertArrayEquals(new byte[] {1, 2, 3}, read(keep(new byte[] {1, 2, 3}, 3)));
    }

    @Test
    void a_folder_that_cannot_be_written_is_unavailable() throws IOException {
        var intake = store.intake("u1");
        intake.write(bytes(1, 2, 3));
        var blob = intake.seal();
        // a file where a folder has to be: root, as which builds run in containers, may write everywhere else
        Files.write(home.resolve("files").resolve(blob.sha256().substring(0, 2)), new byte[0]);
        assertEquals(
                Refusal.Code.UNAVAILABLE,
                assertThrows(Refusal.class, intake::keep).code());
        intake.close();
        assertEquals(3, store.arrived("u1"), "still there for another try");
        Files.delete(home.resolve("files/arriving/u1"));
        Files.delete(home.resolve("files/arriving"));
        assertEquals(
                Refusal.Code.UNAVAILABLE,
                assertThrows(Refusal.class, () -> store.intake("u2")).code());
        assertEquals(
                Refusal.Code.UNAVAILABLE,
                assertThrows(Refusal.class, () -> store.intake("u2")).code(),
                "and not busy");
        assertEquals(
                Refusal.Code.NO_FILE,
                assertThrows(Refusal.class, () -> store.open(new Blob("0".repeat(64), 0)))
                        .code());
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (var walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).map(folder::relativize).toList();
        }
    }
}
