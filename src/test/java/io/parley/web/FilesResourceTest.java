package io.parley.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.chat.Attachment;
import io.parley.files.Blob;
import io.parley.files.Catalog;
import io.parley.files.FileStore;
import io.parley.people.Name;
import io.parley.people.Refusal;
import io.parley.people.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class FilesResourceTest {
    @Test
    void a_part_of_a_file_cut_short_is_unavailable_and_leaves_nothing_open() {
        var house = new House();
        var ann = house.named(new Name("Ann"));
        var file = Attachment.of("f1", "film.mp4", "video/mp4", 1_000);
        house.uploads.put("f1", new Catalog.Upload(file, ann.id(), new Blob("0a".repeat(32), 1_000)));
        var closed = new AtomicBoolean();
        var files = new FilesResource(house, holding(new ByteArrayInputStream(new byte[10]) {
            @Override
            public void close() {
                closed.set(true);
            }
        }));
        var request = (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getUserPrincipal") ? SignedIn.byName(ann) : "GET");

        var refusal = assertThrows(Refusal.class, () -> files.file("f1", "bytes=500-", null, null, request));

        assertEquals(Refusal.Code.UNAVAILABLE, refusal.code());
        assertTrue(closed.get(), "closed");
    }

    private static FileStore holding(InputStream bytes) {
        return new FileStore() {
            @Override
            public Intake intake(String upload) {
                throw new UnsupportedOperationException();
            }

            @Override
            public long arrived(String upload) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void forget(Instant before) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void delete(Blob blob) {
                throw new UnsupportedOperationException();
            }

            @Override
            public InputStream open(Blob blob) {
                return bytes;
            }

            @Override
            public ByteBuffer map(Blob blob) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
