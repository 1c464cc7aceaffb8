package io.parley.web;

import io.parley.people.Accounts;
import io.parley.people.Password;
import io.parley.people.Profile;
import io.parley.people.Refusal;
import io.parley.people.Self;
import io.parley.people.SignInMode;
import io.parley.people.SignInRows;
import io.parley.people.Status;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Oneself: profile, password, and where one is signed in. */
@Path("v1/me")
@Produces(MediaType.APPLICATION_JSON)
public final class MeResource {
    private final Self self;

    MeResource(SignInMode.WithAccounts mode) {
        this.self = mode.self();
    }

    @GET
    public Profile me(@Context HttpServletRequest request) {
        return self.profile(Visitors.visitor(request));
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    public Profile change(@Nullable Change change, @Context HttpServletRequest request) {
        var visitor = Visitors.visitor(request);
        var given = Members.given(change);
        return self.change(
                visitor,
                new Self.Change(given.name(), given.email(), given.status(), given.timeZone(), given.locale()),
                Admissions.trace(request));
    }

    @PUT
    @InPerson
    @Path("password")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response password(@Nullable Passwords passwords, @Context HttpServletRequest request) {
        var visitor = Visitors.visitor(request);
        var given = Members.given(passwords);
        var old = new Password(Members.password("old", given.old()));
        var wanted = Members.password("new", given.wanted());
        var ends = new Accounts.Ends(Boolean.TRUE.equals(given.endTokens()), Boolean.TRUE.equals(given.endPasskeys()));
        self.password(visitor, old, wanted, ends, Admissions.trace(request));
        return Response.noContent().build();
    }

    @GET
    @InPerson
    @Path("sign-ins")
    public SignIns signIns(@Context HttpServletRequest request) {
        var visitor = Visitors.visitor(request);
        return new SignIns(self.signIns(visitor).stream()
                .map(row -> SignIn.of(row, visitor.signIn()))
                .toList());
    }

    /** All but the one by which the request comes. */
    @DELETE
    @InPerson
    @Path("sign-ins")
    public Response endOthers(@Context HttpServletRequest request) {
        var visitor = Visitors.visitor(request);
        self.end(visitor, SignInRows.Choice.allBut(visitor.signIn()), Admissions.trace(request));
        return Response.noContent().build();
    }

    @DELETE
    @InPerson
    @Path("sign-ins/{id}")
    public Response end(@PathParam("id") String id, @Context HttpServletRequest request) {
        var visitor = Visitors.visitor(request);
        Parameters.id("id", id);
        if (self.end(visitor, SignInRows.Choice.one(id), Admissions.trace(request)) == 0) {
            throw new Refusal(Refusal.Code.LINK_GONE, "You are not signed in by that one any more.");
        }
        return Response.noContent().build();
    }

    /**
     * What is to be otherwise; absent: as it is.
     *
     * @param email blank: none any more
     * @param status an empty one: none any more
     * @param timeZone blank: the browser's
     * @param locale blank: the browser's
     */
    public record Change(
            @Nullable String name,
            @Nullable String email,
            @Nullable Status status,
            @Nullable String timeZone,
            @Nullable String locale) {}

    /**
     * @param wanted is `new` in JSON
     * @param endTokens true: his access tokens end too
     * @param endPasskeys true: his passkeys end too
     */
    public record Passwords(
            @Nullable String old,
            @JsonbProperty("new") @Nullable String wanted,
            @Nullable Boolean endTokens,
            @Nullable Boolean endPasskeys) {
        /** Not the passwords. */
        @Override
        public String toString() {
            return "Passwords";
        }
    }

    /** @param signIns the last seen first */
    public record SignIns(List<SignIn> signIns) {
        public SignIns {
            signIns = List.copyOf(signIns);
        }
    }

    /**
     * One place where somebody is signed in. Times are milliseconds since 1970.
     *
     * @param lastSeen to some minutes
     * @param current true: the one by which the request came; else absent
     */
    @JsonbPropertyOrder({"id", "device", "address", "created", "lastSeen", "expires", "current"})
    public record SignIn(
            String id,
            String device,
            String address,
            long created,
            long lastSeen,
            long expires,
            @Nullable Boolean current) {
        static SignIn of(SignInRows.Row row, String current) {
            return new SignIn(
                    row.id(),
                    row.device(),
                    row.address(),
                    row.created(),
                    row.seen(),
                    row.expires(),
                    row.id().equals(current) ? true : null);
        }
    }
}
