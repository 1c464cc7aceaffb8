package io.parley.web;

import io.parley.files.Arrivals.Arrival;
import io.parley.files.Arrivals.State;
import io.parley.files.Catalog;
import io.parley.files.Growing;
import io.parley.files.Uploads;
import io.parley.people.Person;
import io.parley.people.Refusal;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;

/** Files on their way here, by tus 1.0: begun, cut, gone on with, ended. The id of an upload is the file's. */
@Path("v1/uploads")
public final class UploadsResource {
    private final Uploads uploads;
    private final Catalog catalog;
    private final Bodies bodies;

    UploadsResource(Uploads uploads, Catalog catalog, Bodies bodies) {
        this.uploads = uploads;
        this.catalog = catalog;
        this.bodies = bodies;
    }

    @OPTIONS
    public Response abilities() {
        return Response.noContent()
                .header("Tus-Version", Tus.VERSION)
                .header("Tus-Max-Size", uploads.limit())
                .header("Tus-Extension", Tus.EXTENSIONS)
                .header("Tus-Checksum-Algorithm", Tus.CHECKSUMS)
                .build();
    }

    @OPTIONS
    @Path("{id}")
    public Response abilitiesOfOne() {
        return abilities();
    }

    @POST
    public Response begin(@Context HttpServletRequest request) throws IOException {
        var person = Visitors.signedIn(request);
        Tus.version(request.getHeader(Tus.RESUMABLE));
        if (request.getHeader("Upload-Defer-Length") != null) {
            throw new Rejection(400, "bad-parameter", "Upload-Defer-Length: the length has to be known.");
        }
        var length = Tus.number("Upload-Length", request.getHeader("Upload-Length"));
        var metadata = Tus.metadata(request.getHeader("Upload-Metadata"));
        var brings = hasContent(request);
        var checksum = Tus.checksum(brings ? request.getHeader("Upload-Checksum") : null);
        var arrival = uploads.begin(person, metadata.get("filename"), metadata.get("filetype"), length);
        var expires = arrival.expires();
        var offset = 0L;
        if (brings || length == 0) {
            try (var upload = uploads.resume(arrival)) {
                expires = brings ? bodies.pour(request, upload, checksum) : upload.end();
                offset = upload.offset();
            }
        }
        var created = Response.status(201).header("Location", below(request.getRequestURI(), arrival.id()));
        return standing(created, offset, expires);
    }

    /** Relative: no proxy in front of us can make it wrong. */
    private static String below(String path, String id) {
        return path.endsWith("/") ? id : "uploads/" + id;
    }

    private static boolean hasContent(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && isContent(type);
    }

    private static boolean isContent(String type) {
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(Tus.CONTENT);
    }

    /** Some networks let no method pass but GET and POST. */
    @POST
    @Path("{id}")
    public Response other(@PathParam("id") String id, @Context HttpServletRequest request) throws IOException {
        var method = request.getHeader("X-HTTP-Method-Override");
        return switch (method == null ? "" : method.toUpperCase(Locale.ROOT)) {
            case "PATCH" -> goOn(id, request);
            case "DELETE" -> cancel(id, request);
            default ->
                throw new Rejection(405, "no-such-page", "There is nothing at this address for this method: PATCH.");
        };
    }

    @PATCH
    @Path("{id}")
    public Response goOn(@PathParam("id") String id, @Context HttpServletRequest request) throws IOException {
        var person = uploader(request, id);
        if (!hasContent(request)) {
            throw new Rejection(415, "malformed", "Content-Type: must be " + Tus.CONTENT + ".");
        }
        var offset = Tus.number("Upload-Offset", request.getHeader("Upload-Offset"));
        var checksum = Tus.checksum(request.getHeader("Upload-Checksum"));
        try (var upload = resumed(uploads.find(person, id))) {
            if (upload.offset() != offset) {
                throw new Rejection(
                        409,
                        "conflict",
                        "Upload-Offset: " + offset + " is not where the upload stands; it stands at " + upload.offset()
                                + ".");
            }
            var expires = bodies.pour(request, upload, checksum);
            return standing(Response.noContent(), upload.offset(), expires);
        }
    }

    private static Response standing(Response.ResponseBuilder response, long offset, Instant expires) {
        return response.header("Upload-Offset", offset)
                .header("Upload-Expires", Tus.date(expires))
                .build();
    }

    /** Who asks by tus for one upload, his own or not. */
    private static Person uploader(HttpServletRequest request, String id) {
        var person = Visitors.signedIn(request);
        Parameters.id("id", id);
        Tus.version(request.getHeader(Tus.RESUMABLE));
        return person;
    }

    private Growing resumed(Arrival arrival) {
        try {
            return uploads.resume(arrival);
        } catch (Refusal refusal) {
            if (refusal.code() == Refusal.Code.BUSY) {
                throw new Rejection(423, "busy", "Another request is sending this file. Wait until it has ended.");
            }
            throw refusal;
        }
    }

    @HEAD
    @Path("{id}")
    public Response standing(@PathParam("id") String id, @Context HttpServletRequest request) {
        var person = uploader(request, id);
        var arrival = ended(person, id);
        var response = Response.ok()
                .header("Upload-Offset", uploads.offset(arrival))
                .header("Upload-Length", arrival.length())
                .header("Cache-Control", "no-store");
        var metadata = Tus.metadata(arrival.name(), arrival.declared());
        if (!metadata.isEmpty()) {
            response.header("Upload-Metadata", metadata);
        }
        return arrival.state() == State.POSTED
                ? response.build()
                : response.header("Upload-Expires", Tus.date(arrival.expires())).build();
    }

    /** An upload; one of which everything came and whose ending failed is ended now: its sender has nothing more to send. */
    private Arrival ended(Person person, String id) {
        var arrival = uploads.find(person, id);
        if (arrival.state() != State.ARRIVING || uploads.offset(arrival) < arrival.length()) {
            return arrival;
        }
        try (var upload = resumed(arrival)) {
            upload.end();
        }
        return uploads.find(person, id);
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    public Record look(@PathParam("id") String id, @Context HttpServletRequest request) {
        var person = Visitors.signedIn(request);
        Parameters.id("id", id);
        var arrival = ended(person, id);
        return arrival.state() == State.ARRIVING
                ? new Progress(uploads.offset(arrival), arrival.length())
                : catalog.readable(person.id(), id).file();
    }

    @DELETE
    @Path("{id}")
    public Response cancel(@PathParam("id") String id, @Context HttpServletRequest request) {
        var person = uploader(request, id);
        uploads.cancel(person, id);
        return Response.noContent().build();
    }

    /**
     * An upload that is not complete.
     *
     * @param offset bytes that are here
     * @param size bytes there will be
     */
    @JsonbPropertyOrder({"offset", "size"})
    public record Progress(long offset, long size) {}
}
