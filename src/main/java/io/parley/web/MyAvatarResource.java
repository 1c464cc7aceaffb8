package io.parley.web;

import io.parley.files.Avatars;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** One's own picture. */
@Path("v1/me/avatar")
@Produces(MediaType.APPLICATION_JSON)
public final class MyAvatarResource {
    private final Avatars avatars;

    MyAvatarResource(Avatars avatars) {
        this.avatars = avatars;
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response take(@Nullable Picture picture, @Context HttpServletRequest request) {
        var person = Visitors.signedIn(request);
        var file = Members.given("file", Members.given(picture).file());
        Parameters.id("file", file);
        avatars.take(person, file);
        return Response.noContent().build();
    }

    @DELETE
    public Response takeDown(@Context HttpServletRequest request) {
        avatars.takeDown(Visitors.signedIn(request));
        return Response.noContent().build();
    }

    /** @param file the id of an upload of his own, complete */
    public record Picture(@Nullable String file) {}
}
