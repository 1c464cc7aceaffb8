package io.parley.web;

import io.parley.people.Administration;
import io.parley.people.Invites;
import io.parley.people.Refusal;
import io.parley.people.Role;
import io.parley.people.Scope;
import io.parley.people.SignInMode;
import io.parley.people.SignUp;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Invitations: administrators make them, and whoever has the link makes an account by it. Tokens come in bodies, never in
 * addresses, which are logged everywhere.
 */
@Path("v1/invites")
@Produces(MediaType.APPLICATION_JSON)
public final class InvitesResource {
    private static final int TOKEN = 100;

    private final Administration administration;
    private final SignUp signUp;
    private final Admissions admissions;

    InvitesResource(SignInMode.WithAccounts mode, Admissions admissions) {
        this.administration = mode.administration();
        this.signUp = mode.signUp();
        this.admissions = admissions;
    }

    @GET
    @Needs(Scope.ADMIN)
    public All all(@Context HttpServletRequest request) {
        return new All(administration.invites(Visitors.visitor(request)).stream()
                .map(invite -> shown(invite, null))
                .toList());
    }

    @POST
    @Needs(Scope.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response make(@Nullable Wish wish, @Context HttpServletRequest request) {
        var visitor = Visitors.visitor(request);
        var given = Members.given(wish);
        var made = administration.invite(
                visitor,
                role(Members.given("role", given.role())),
                given.uses() == null ? 1 : given.uses(),
                Members.given("expires", given.expires()),
                given.channels() == null ? List.of() : given.channels(),
                Admissions.trace(request));
        return Response.status(201).entity(shown(made.invite(), made.token())).build();
    }

    @DELETE
    @Needs(Scope.ADMIN)
    @Path("{id}")
    public Response revoke(@PathParam("id") String id, @Context HttpServletRequest request) {
        var visitor = Visitors.visitor(request);
        Parameters.id("id", id);
        administration.revoke(visitor, id, Admissions.trace(request));
        return Response.noContent().build();
    }

    /** What an invitation offers, for whoever has its link. */
    @POST
    @Path("look")
    @Consumes(MediaType.APPLICATION_JSON)
    public Offer look(@Nullable Token token) {
        var look = signUp.look(Members.text("token", Members.given(token).token(), TOKEN));
        return new Offer(look.by(), look.role().wireName(), look.channels(), look.expires());
    }

    @POST
    @Path("accept")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response accept(@Nullable Acceptance acceptance, @Context HttpServletRequest request) {
        var given = Members.given(acceptance);
        var token = Members.text("token", given.token(), TOKEN);
        var wish = SignInResource.wish(given.handle(), given.name(), given.email(), given.password());
        return admissions.admitted(201, signUp.accept(token, wish, Admissions.visit(request)), request);
    }

    static Role role(String name) {
        return Role.of(name)
                .orElseThrow(() ->
                        new Refusal(Refusal.Code.BAD_PARAMETER, "role: must be one of owner, admin, member, guest"));
    }

    private static Shown shown(Invites.Invite invite, @Nullable String token) {
        return new Shown(
                invite.id(),
                token,
                invite.by(),
                invite.role().wireName(),
                invite.uses(),
                invite.used(),
                invite.expires(),
                invite.channels());
    }

    /** @param invites that are good, the newest first */
    public record All(List<Shown> invites) {
        public All {
            invites = List.copyOf(invites);
        }
    }

    /**
     * An invitation as administrators see it.
     *
     * @param token for its link; told once, when it is made
     * @param by id of the person who made it
     * @param channels ids
     */
    @JsonbPropertyOrder({"id", "token", "by", "role", "uses", "used", "expires", "channels"})
    public record Shown(
            String id,
            @Nullable String token,
            String by,
            String role,
            int uses,
            int used,
            long expires,
            List<String> channels) {}

    /**
     * What an administrator asks for.
     *
     * @param uses absent: one
     * @param expires milliseconds since 1970
     * @param channels ids of channels he is in; absent: none
     */
    public record Wish(
            @Nullable String role,
            @Nullable Integer uses,
            @Nullable Long expires,
            @Nullable List<String> channels) {}

    public record Token(@Nullable String token) {}

    /** As {@link Invites.Look}. */
    @JsonbPropertyOrder({"by", "role", "channels", "expires"})
    public record Offer(String by, String role, List<String> channels, long expires) {}

    public record Acceptance(
            @Nullable String token,
            @Nullable String handle,
            @Nullable String name,
            @Nullable String email,
            @Nullable String password) {}
}
