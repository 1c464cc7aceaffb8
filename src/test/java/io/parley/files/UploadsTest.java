package io.parley.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.chat.Attachment;
import io.parley.disk.DiskFileStore;
import io.parley.people.Person;
import io.parley.people.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadsTest {
    private static final Person ANN = new Person("p1", "Ann");

    @TempDir
    private Path home;

    private final List<Catalog.Upload> registered = new ArrayList<>();
    private Uploads uploads;

    @BeforeEach
    void open() throws IOException {
        uploads = new Uploads(
                new DiskFileStore(home),
                new MemoryArrivals(registered::add),
                () -> "f" + (registered.size() + 1),
                () -> Instant.EPOCH,
                new Uploads.Rules(10, 0, false));
    }

    @Test
    void an_upload_is_kept_and_then_registered_as_its_uploaders() {
        try (var receiving = uploads.receive(ANN, "C:\\plans\\<b>plan.png", "image/png")) {
            receiving.write(ByteBuffer.wrap(new byte[4]));
            receiving.write(ByteBuffer.wrap(new byte[6]));
            assertEquals(List.of(), registered, "nothing is registered before it is whole");
            assertEquals("f1", receiving.finish());
        }
        var upload = registered.getFirst();
        assertEquals(Attachment.of("f1", "_b_plan.png", "image/png", 10), upload.file());
        assertEquals("p1", upload.uploader());
        assertEquals(10, upload.blob().size());
    }

    @Test
    void a_file_over_the_limit_is_refused_and_forgotten() throws IOException {
        try (var receiving = uploads.receive(ANN, "big.bin", "")) {
            receiving.write(ByteBuffer.wrap(new byte[10]));
            var refusal = assertThrows(Refusal.class, () -> receiving.write(ByteBuffer.wrap(new byte[1])));
            assertEquals(Refusal.Code.TOO_LARGE, refusal.code());
            assertEquals("The file is too large; at most 10 bytes are allowed.", refusal.text());
        }
        assertEquals(List.of(), registered);
        try (var walk = Files.walk(home)) {
            assertFalse(walk.anyMatch(Files::isRegularFile), "nothing is left");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.txt|a.txt",
                "../../etc/passwd|passwd",
                "C:\\Users\\ann\\plan.png|plan.png",
                "a/b\\c/d.txt|d.txt",
                "<img src=x onerror=alert(1)>|_img src=x onerror=alert(1)_",
                "a&amp;b.txt|a_amp;b.txt",
                "Übersicht (2).pdf|Übersicht (2).pdf",
                "' two  spaces '|' two  spaces '",
            })
    void a_file_name_has_no_path_and_no_markup(String declared, String name) {
        assertEquals(name, FileName.of(declared).text());
    }

    @Test
    void a_file_name_has_nothing_that_controls() {
        assertEquals("abc.txt", FileName.of("a\0b\r\nc\u007F\u0085.txt").text());
        assertEquals("gnp.exe", FileName.of("\u202Egnp.exe\u2066").text());
        assertEquals("a.txt", FileName.of("a\uD83D.txt").text());
        assertEquals("", FileName.of("folder/").text());
        assertEquals("", FileName.of("").text());
        assertThrows(IllegalArgumentException.class, () -> new FileName("a/b"));
    }

    @Test
    void a_long_file_name_is_cut_between_characters() {
        assertEquals("n".repeat(255), FileName.of("n".repeat(2_000_000)).text());
        assertEquals(
                "n".repeat(254), FileName.of("n".repeat(254) + "\uD83D\uDE00").text());
    }

    @ParameterizedTest
    @CsvSource({
        "image/png,true",
        "IMAGE/JPEG,true",
        "image/gif;x=y,true",
        "image/webp,true",
        "image/avif,true",
        "audio/mpeg,true",
        "video/mp4,true",
        "image/svg+xml,false",
        "text/html,false",
        "application/pdf,false",
        "text/plain,false",
        "'',false",
        "png,false",
        "image/png text/html,false",
        "audio/,false",
    })
    void only_pictures_sound_and_film_are_shown_in_place(String type, boolean inline) {
        assertEquals(inline, MediaType.of(type).inline());
    }

    @Test
    void what_is_no_media_type_is_bytes() {
        assertEquals("application/octet-stream", MediaType.of("nonsense").essence());
        assertEquals("application/octet-stream", MediaType.of("").essence());
        assertEquals("text/plain", MediaType.of(" Text/Plain; charset=utf-8").essence());
        assertEquals("text/html_script_", MediaType.of("text/html\r\n<script>").text());
        assertTrue(MediaType.of("x".repeat(1_000)).text().length() <= 255);
    }
}
