package io.parley.web;

import io.parley.files.Avatars;
import io.parley.people.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Somebody's picture, for everybody who may know of him; painted by us, so there is nothing else in it. */
@Path("v1/people/{id}/avatar")
public final class AvatarResource {
    private static final byte PNG = (byte) 0x89;

    private final Avatars avatars;

    AvatarResource(Avatars avatars) {
        this.avatars = avatars;
    }

    /** A page asks with the tag in the query, which is another one with each picture: so it may keep it for ever. */
    @GET
    public Response avatar(
            @PathParam("id") String id,
            @HeaderParam("If-None-Match") @Nullable String known,
            @Context HttpServletRequest request) {
        var viewer = Visitors.signedIn(request);
        Parameters.id("id", id);
        var portrait = avatars.of(viewer, id)
                .orElseThrow(() -> new Refusal(Refusal.Code.NO_FILE, "There is no picture of that person."));
        var tag = "\"" + portrait.tag() + "\"";
        var kept = portrait.tag().equals(request.getQueryString())
                ? "private, max-age=31536000, immutable"
                : "private, no-cache";
        var answer = tag.equals(known)
                ? Response.notModified()
                : Response.ok(portrait.picture())
                        .header("Content-Type", portrait.picture()[0] == PNG ? "image/png" : "image/jpeg")
                        .header("Content-Disposition", "inline");
        return answer.header("ETag", tag)
                .header("Cache-Control", kept)
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .build();
    }
}
