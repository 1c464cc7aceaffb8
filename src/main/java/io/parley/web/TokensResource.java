package io.parley.web;

import io.parley.people.AccessTokenRows;
import io.parley.people.AccessTokens;
import io.parley.people.Password;
import io.parley.people.Refusal;
import io.parley.people.Scope;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One's own access tokens, for programs. */
@InPerson
@Path("v1/me/tokens")
@Produces(MediaType.APPLICATION_JSON)
public final class TokensResource {
    private static final int NAME = 200;

    private final AccessTokens tokens;

    TokensResource(AccessTokens tokens) {
        this.tokens = tokens;
    }

    @GET
    public All all(@Context HttpServletRequest request) {
        var person = Visitors.signedIn(request);
        return new All(
                tokens.of(person.id()).stream().map(row -> shown(row, null)).toList());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response make(@Nullable Wish wish, @Context HttpServletRequest request) {
        var visitor = Visitors.visitor(request);
        var given = Members.given(wish);
        var wanted = new AccessTokens.Wish(
                Members.text("name", given.name(), NAME),
                scopes(Members.given("scopes", given.scopes())),
                Members.given("expires", given.expires()));
        var password = new Password(Members.password("password", given.password()));
        var made = tokens.make(visitor, wanted, password, Admissions.trace(request));
        return Response.status(201).entity(shown(made.row(), made.token())).build();
    }

    @DELETE
    @Path("{id}")
    public Response revoke(@PathParam("id") String id, @Context HttpServletRequest request) {
        var visitor = Visitors.visitor(request);
        Parameters.id("id", id);
        tokens.revoke(visitor, id, Admissions.trace(request));
        return Response.noContent().build();
    }

    private static Set<Scope> scopes(List<String> names) {
        var scopes = EnumSet.noneOf(Scope.class);
        for (var name : names) {
            scopes.add(Scope.of(name)
                    .orElseThrow(() ->
                            new Refusal(Refusal.Code.BAD_PARAMETER, "scopes: each must be one of read, write, admin")));
        }
        return scopes;
    }

    private static Shown shown(AccessTokenRows.Row row, @Nullable String token) {
        return new Shown(
                row.id(),
                token,
                row.name(),
                row.scopes().stream().sorted().map(Scope::wireName).toList(),
                row.created(),
                row.expires(),
                row.seen());
    }

    /** @param tokens that are good, the newest first */
    public record All(List<Shown> tokens) {
        public All {
            tokens = List.copyOf(tokens);
        }
    }

    /**
     * One token. Times are milliseconds since 1970.
     *
     * @param token told once, when it is made
     * @param lastUsed to some minutes; absent: never
     */
    @JsonbPropertyOrder({"id", "token", "name", "scopes", "created", "expires", "lastUsed"})
    public record Shown(
            String id,
            @Nullable String token,
            String name,
            List<String> scopes,
            long created,
            long expires,
            @Nullable Long lastUsed) {}

    /**
     * A token to make.
     *
     * @param password shows that it is he
     */
    public record Wish(
            @Nullable String name,
            @Nullable List<String> scopes,
            @Nullable Long expires,
            @Nullable String password) {
        /** Not the password. */
        @Override
        public String toString() {
            return "Wish";
        }
    }
}
