package io.parley.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.files.Blob;
import io.parley.files.FileStore;
import io.parley.files.FileStoreContract;
import io.parley.people.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
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
    void what_was_arriving_when_the_process_died_is_thrown_away_at_the_next_start() throws IOException {
        var dying = store.intake();
        dying.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        assertEquals(1, filesIn(home.resolve("files")).size());
        reopened();
        assertEquals(List.of(), filesIn(home.resolve("files")));
        dying.close();
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
        var intake = store.intake();
        intake.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        // a file where a folder has to be: root, as which builds run in containers, may write everywhere else
        Files.delete(home.resolve("files/arriving")
                .resolve(filesIn(home.resolve("files/arriving")).getFirst()));
        assertEquals(
                Refusal.Code.UNAVAILABLE,
                assertThrows(Refusal.class, intake::finish).code());
        Files.delete(home.resolve("files/arriving"));
        assertEquals(
                Refusal.Code.UNAVAILABLE,
                assertThrows(Refusal.class, store::intake).code());
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
