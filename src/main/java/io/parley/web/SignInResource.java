package io.parley.web;

import io.parley.json.Malformed;
import io.parley.people.Accounts;
import io.parley.people.Beginnings;
import io.parley.people.Device;
import io.parley.people.Entrance;
import io.parley.people.Password;
import io.parley.people.Profile;
import io.parley.people.Registration;
import io.parley.people.SignInMode;
import io.parley.people.SignedIn;
import io.parley.people.Visit;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** How people with accounts come in: by a password, by making an account, and out again. */
@Path("v1")
@Produces(MediaType.APPLICATION_JSON)
public final class SignInResource {
    /** Characters of a handle or an e-mail address. */
    private static final int LONGEST = 254;

    private final Entrance entrance;
    private final Beginnings beginnings;
    private final Accounts accounts;
    /** Once it is so, it stays so. */
    private final AtomicBoolean setUp = new AtomicBoolean();

    SignInResource(SignInMode.WithAccounts mode) {
        this.entrance = mode.entrance();
        this.beginnings = mode.beginnings();
        this.accounts = mode.accounts();
    }

    /** How one signs in here, and who has: what a page asks first, so it is no error to be nobody yet. */
    @GET
    @Path("sign-in")
    public Status status(@Context HttpServletRequest request) {
        var me = request.getUserPrincipal() instanceof SignedIn visitor ? me(visitor) : null;
        return new Status("accounts", me, isSetUp() ? null : true, register(beginnings.registration()));
    }

    private Profile me(SignedIn visitor) {
        return accounts.profile(visitor.person().id()).orElseThrow(Visitors::signedOut);
    }

    @GET
    @Path("me")
    public Profile me(@Context HttpServletRequest request) {
        return me(Visitors.visitor(request));
    }

    private boolean isSetUp() {
        if (!setUp.get() && beginnings.isSetUp()) {
            setUp.set(true);
        }
        return setUp.get();
    }

    private static @Nullable Register register(Registration registration) {
        return switch (registration) {
            case Registration.Off off -> null;
            case Registration.On on -> new Register(List.of());
            case Registration.Domains some ->
                new Register(some.domains().stream().sorted().toList());
        };
    }

    @POST
    @Path("sign-in")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response signIn(@Nullable Credentials credentials, @Context HttpServletRequest request) {
        var given = given(credentials);
        var login = member("login", given.login(), LONGEST);
        var password = new Password(member("password", given.password(), 4 * Password.LONGEST));
        return admitted(200, entrance.signIn(login, password, visit(request)), request);
    }

    @DELETE
    @Path("sign-in")
    public Response signOut(@Context HttpServletRequest request) {
        endPresent(request);
        return Response.noContent()
                .header("Set-Cookie", TokenCookie.forget(request))
                .build();
    }

    /** Makes the owner; possible once. */
    @POST
    @Path("setup")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response setUp(@Nullable Setup setup, @Context HttpServletRequest request) {
        var given = given(setup);
        var code = member("code", given.code(), LONGEST);
        var wish = wish(given.handle(), given.name(), given.email(), given.password());
        return admitted(201, beginnings.setUp(code.strip(), wish, visit(request)), request);
    }

    /** Makes a member, where that is allowed without an invitation. */
    @POST
    @Path("register")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response register(@Nullable NewMember member, @Context HttpServletRequest request) {
        var given = given(member);
        var wish = wish(given.handle(), given.name(), given.email(), given.password());
        return admitted(201, beginnings.register(wish, visit(request)), request);
    }

    /**
     * A new token in a new cookie, whatever the browser has shown: nobody can foist one on another (ASVS 5.0, 7.2.4). What it
     * was signed in by before ends.
     */
    private Response admitted(int status, Entrance.Admission admission, HttpServletRequest request) {
        endPresent(request);
        return Response.status(status)
                .entity(new Admitted(admission.me()))
                .header("Set-Cookie", TokenCookie.set(request, admission.token(), admission.lifetime()))
                .build();
    }

    private void endPresent(HttpServletRequest request) {
        if (request.getUserPrincipal() instanceof SignedIn visitor) {
            entrance.signOut(visitor, visit(request));
        }
    }

    static Visit visit(HttpServletRequest request) {
        return new Visit(request.getRemoteAddr(), Device.of(request.getHeader("User-Agent")));
    }

    static <T> T given(@Nullable T body) {
        if (body == null) {
            throw new Malformed("The body is missing.");
        }
        return body;
    }

    static String member(String name, @Nullable String text, int longest) {
        if (text == null) {
            throw new Malformed(name + ": is missing");
        }
        if (text.length() > longest) {
            throw new Malformed(name + ": has " + text.length() + " characters; at most " + longest + " are allowed");
        }
        return text;
    }

    static Beginnings.Wish wish(
            @Nullable String handle, @Nullable String name, @Nullable String email, @Nullable String password) {
        return new Beginnings.Wish(
                member("handle", handle, LONGEST),
                member("name", name, LONGEST),
                email,
                member("password", password, 4 * Password.LONGEST));
    }

    /**
     * @param mode as in the setting `parley.signin`
     * @param me absent when nobody is signed in
     * @param setup true as long as there is no owner; else absent
     * @param register absent where accounts are made by invitation only
     */
    @JsonbPropertyOrder({"mode", "me", "setup", "register"})
    public record Status(
            String mode,
            @Nullable Profile me,
            @Nullable Boolean setup,
            @Nullable Register register) {}

    /** @param domains of e-mail addresses, one of which is needed; empty: none is needed */
    public record Register(List<String> domains) {
        public Register {
            domains = List.copyOf(domains);
        }
    }

    public record Admitted(Profile me) {}

    /** What is sent to sign in. */
    public record Credentials(
            @Nullable String login,
            @Nullable String password,
            @Nullable String code) {}

    /** What is sent to make the owner. */
    public record Setup(
            @Nullable String code,
            @Nullable String handle,
            @Nullable String name,
            @Nullable String email,
            @Nullable String password) {}

    /** What is sent to become a member. */
    public record NewMember(
            @Nullable String handle,
            @Nullable String name,
            @Nullable String email,
            @Nullable String password) {}
}
