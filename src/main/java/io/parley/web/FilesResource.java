package io.parley.web;

import io.parley.chat.Attachment;
import io.parley.files.Blob;
import io.parley.files.Catalog;
import io.parley.files.FileStore;
import io.parley.files.MediaType;
import io.parley.people.Person;
import io.parley.people.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of files.
 *
 * <p>They come from our own origin though strangers wrote them. So what is not surely picture, sound or film is bytes to
 * download, under no type that a browser would run, style a page with or open; and should one show it all the same, it is
 * in a sandbox that loads nothing.
 */
@Path("v1/files/{id}{name:(/[^/]*)?}")
public final class FilesResource {
    private static final System.Logger LOG = System.getLogger(FilesResource.class.getName());

    private final Catalog catalog;
    private final FileStore store;

    FilesResource(Catalog catalog, FileStore store) {
        this.catalog = catalog;
        this.store = store;
    }

    @GET
    public Response file(
            @PathParam("id") String id,
            @HeaderParam("Range") @Nullable String range,
            @HeaderParam("If-Range") @Nullable String ifRange,
            @HeaderParam("If-None-Match") @Nullable String known,
            @Context HttpServletRequest request) {
        var person = Visitors.signedIn(request);
        Parameters.id("id", id);
        return answered(readable(person, id), range, ifRange, known, request);
    }

    /** @throws Refusal `NO_FILE`; {@link Rejection} when nobody may read it */
    Catalog.Upload readable(Person person, String id) {
        var upload = catalog.readable(person.id(), id);
        var state = upload.file().state();
        if (Attachment.HELD.equals(state)) {
            throw new Rejection(423, "held", "The file is being checked for viruses. Try again in a moment.");
        }
        if (Attachment.INFECTED.equals(state)) {
            throw new Rejection(410, "infected", "The file had a virus and was removed.");
        }
        return upload;
    }

    Response answered(
            Catalog.Upload upload,
            @Nullable String range,
            @Nullable String ifRange,
            @Nullable String known,
            HttpServletRequest request) {
        var blob = upload.blob();
        var tag = "\"" + blob.sha256() + "\"";
        if (knows(known, tag)) {
            return headers(Response.notModified(), tag).build();
        }
        var asked = ifRange == null || ifRange.strip().equals(tag) ? range : null;
        return switch (ByteRange.of(asked, blob.size())) {
            case ByteRange.Unsatisfiable none ->
                headers(Response.status(416), tag)
                        .header("Content-Range", "bytes */" + blob.size())
                        .build();
            case ByteRange.Whole whole ->
                content(Response.ok(), upload, tag, 0, blob.size(), request).build();
            case ByteRange.Part part ->
                content(Response.status(206), upload, tag, part.from(), part.length(), request)
                        .header("Content-Range", part.header(blob.size()))
                        .build();
        };
    }

    /** A thumbnail of ours, a PNG or a JPEG. */
    Response picture(Blob thumbnail, @Nullable String known) {
        var tag = "\"" + thumbnail.sha256() + "\"";
        if (knows(known, tag)) {
            return headers(Response.notModified(), tag).build();
        }
        try (var content = store.open(thumbnail)) {
            var bytes = content.readAllBytes();
            var png = bytes.length > 0 && bytes[0] == (byte) 0x89;
            return headers(Response.ok(), tag)
                    .header("Content-Type", png ? "image/png" : "image/jpeg")
                    .header("Content-Disposition", "inline")
                    .header("Content-Length", bytes.length)
                    .entity(new ByteArrayInputStream(bytes))
                    .build();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "A thumbnail cannot be read", e);
            throw new Refusal(Refusal.Code.UNAVAILABLE, "A file cannot be read at the moment.");
        }
    }

    /** Whether whoever asks has it already (RFC 9110, 13.1.2). @param known his `If-None-Match` */
    static boolean knows(@Nullable String known, String tag) {
        return known != null && (known.contains(tag) || known.strip().equals("*"));
    }

    private Response.ResponseBuilder content(
            Response.ResponseBuilder response,
            Catalog.Upload upload,
            String tag,
            long from,
            long length,
            HttpServletRequest request) {
        var type = MediaType.of(upload.file().type());
        var name = Optional.ofNullable(upload.file().name()).orElse("");
        var bytes = store.open(upload.blob());
        return headers(response, tag)
                .header("Content-Type", type.inline() ? type.essence() : "application/octet-stream")
                .header("Content-Disposition", Disposition.of(type.inline(), name))
                .header("Content-Length", length)
                .entity(entity(bytes, from, length, request));
    }

    private static @Nullable InputStream entity(InputStream bytes, long from, long length, HttpServletRequest request) {
        try {
            if (request.getMethod().equals("HEAD")) {
                bytes.close();
                return null;
            }
            bytes.skipNBytes(from);
            return new Portion(bytes, length);
        } catch (IOException e) {
            throw unreadable(bytes, e);
        }
    }

    /** Such as one that ends before its part begins. No answer closes the bytes then, so we do. */
    private static Refusal unreadable(InputStream bytes, IOException cause) {
        try {
            bytes.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        LOG.log(System.Logger.Level.WARNING, "A file cannot be read", cause);
        return new Refusal(Refusal.Code.UNAVAILABLE, "A file cannot be read at the moment.");
    }

    /** Kept by its reader's browser only, which asks each time: who may read it can change. */
    private static Response.ResponseBuilder headers(Response.ResponseBuilder response, String tag) {
        return response.header("ETag", tag)
                .header("Cache-Control", "private, no-cache")
                .header("Accept-Ranges", "bytes")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'");
    }
}
