package io.parley.web;

import io.parley.people.Administration;
import io.parley.people.Profile;
import io.parley.people.Scope;
import io.parley.people.SignInMode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** What administrators do to one account. */
@Needs(Scope.ADMIN)
@Path("v1/people/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class PersonResource {
    private static final int NAME = 200;

    private final Administration administration;

    PersonResource(SignInMode.WithAccounts mode) {
        this.administration = mode.administration();
    }

    @GET
    public Profile person(@PathParam("id") String id, @Context HttpServletRequest request) {
        var visitor = Visitors.visitor(request);
        Parameters.id("id", id);
        return administration.person(visitor, id);
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    public Profile change(@PathParam("id") String id, @Nullable Change change, @Context HttpServletRequest request) {
        var visitor = Visitors.visitor(request);
        Parameters.id("id", id);
        var given = Members.given(change);
        var role = given.role() == null ? null : InvitesResource.role(given.role());
        var name = given.name() == null ? null : Members.text("name", given.name(), NAME);
        return administration.change(visitor, id, role, given.active(), name, Admissions.trace(request));
    }

    /** A link by which he chooses another password, told once. */
    @POST
    @InPerson
    @Path("password-reset")
    public Response resetPassword(@PathParam("id") String id, @Context HttpServletRequest request) {
        var visitor = Visitors.visitor(request);
        Parameters.id("id", id);
        var link = administration.offerReset(visitor, id, Admissions.trace(request));
        return Response.status(201)
                .entity(new Link(link.token(), link.expires()))
                .build();
    }

    /** For who has lost it: a password is enough again. */
    @DELETE
    @InPerson
    @Path("second-factor")
    public Response removeSecondFactor(@PathParam("id") String id, @Context HttpServletRequest request) {
        var visitor = Visitors.visitor(request);
        Parameters.id("id", id);
        administration.removeSecondFactor(visitor, id, Admissions.trace(request));
        return Response.noContent().build();
    }

    /** Signs him out everywhere. */
    @DELETE
    @Path("sign-ins")
    public Response signOut(@PathParam("id") String id, @Context HttpServletRequest request) {
        var visitor = Visitors.visitor(request);
        Parameters.id("id", id);
        administration.signOut(visitor, id, Admissions.trace(request));
        return Response.noContent().build();
    }

    /** What is to be otherwise; absent: as it is. */
    public record Change(
            @Nullable String role,
            @Nullable Boolean active,
            @Nullable String name) {}

    /** @param expires milliseconds since 1970 */
    public record Link(String token, long expires) {}
}
