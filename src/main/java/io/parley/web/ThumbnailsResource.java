package io.parley.web;

import io.parley.files.Thumbnails;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Small pictures of large ones. Who may read the file may read its thumbnail; while it is made, no thread waits. */
@Path("v1/files/{id}/thumbnail")
public final class ThumbnailsResource {
    private final FilesResource files;
    private final Thumbnails thumbnails;

    ThumbnailsResource(FilesResource files, Thumbnails thumbnails) {
        this.files = files;
        this.thumbnails = thumbnails;
    }

    /** A file without one, called so, is itself: any name does to read a file. */
    @GET
    public void thumbnail(
            @PathParam("id") String id,
            @HeaderParam("If-None-Match") @Nullable String known,
            @Context HttpServletRequest request,
            @Suspended AsyncResponse response) {
        var person = Visitors.signedIn(request);
        Parameters.id("id", id);
        var upload = files.readable(person, id);
        if (upload.file().thumbnail() == null) {
            response.resume(files.answered(upload, null, null, known, request));
            return;
        }
        thumbnails.of(upload.blob()).whenComplete((thumbnail, failure) -> {
            try {
                if (failure == null) {
                    response.resume(files.picture(thumbnail, known));
                } else {
                    response.resume(
                            failure instanceof CompletionException && failure.getCause() != null
                                    ? failure.getCause()
                                    : failure);
                }
            } catch (RuntimeException e) {
                response.resume(e);
            }
        });
    }
}
