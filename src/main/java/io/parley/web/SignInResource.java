package io.parley.web;

import io.parley.people.Entrance;
import io.parley.people.Held;
import io.parley.people.Password;
import io.parley.people.Profile;
import io.parley.people.Registration;
import io.parley.people.Self;
import io.parley.people.SignInMode;
import io.parley.people.SignUp;
import io.parley.people.SignedIn;
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
    /** Characters of the code of a second factor, however it is typed. */
    static final int CODE = 64;

    private final Entrance entrance;
    private final SignUp signUp;
    private final Self self;
    private final Admissions admissions;
    private final PublicAddress address;
    /** Once it is so, it stays so. */
    private final AtomicBoolean setUp = new AtomicBoolean();

    SignInResource(SignInMode.WithAccounts mode, Admissions admissions, PublicAddress address) {
        this.entrance = mode.entrance();
        this.signUp = mode.signUp();
        this.self = mode.self();
        this.admissions = admissions;
        this.address = address;
    }

    /** How one signs in here, and who has: what a page asks first, so it is no error to be nobody yet. */
    @GET
    @Path("sign-in")
    public Status status(@Context HttpServletRequest request) {
        return new Status(
                "accounts",
                request.getUserPrincipal() instanceof SignedIn visitor ? self.profile(visitor) : null,
                request.getUserPrincipal() instanceof Held held
                        ? new Waiting(self.profile(held.signedIn()), held.equipped() ? true : null)
                        : null,
                isSetUp() ? null : true,
                register(signUp.registration()),
                true,
                address.of(request).isPresent() ? true : null);
    }

    private boolean isSetUp() {
        if (!setUp.get() && signUp.isSetUp()) {
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
        var given = Members.given(credentials);
        var login = Members.text("login", given.login(), LONGEST);
        var password = new Password(Members.password("password", given.password()));
        var code = given.code() == null ? null : Members.text("code", given.code(), CODE);
        return admissions.admitted(200, entrance.signIn(login, password, code, Admissions.visit(request)), request);
    }

    @DELETE
    @Path("sign-in")
    public Response signOut(@Context HttpServletRequest request) {
        return admissions.signedOut(request);
    }

    /** Makes the owner; possible once. */
    @POST
    @Path("setup")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response setUp(@Nullable Setup setup, @Context HttpServletRequest request) {
        var given = Members.given(setup);
        var code = Members.text("code", given.code(), LONGEST);
        var wish = wish(given.handle(), given.name(), given.email(), given.password());
        return admissions.admitted(201, signUp.setUp(code.strip(), wish, Admissions.visit(request)), request);
    }

    /** Makes a member, where that is allowed without an invitation. */
    @POST
    @Path("register")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response register(@Nullable NewMember member, @Context HttpServletRequest request) {
        var given = Members.given(member);
        var wish = wish(given.handle(), given.name(), given.email(), given.password());
        return admissions.admitted(201, signUp.register(wish, Admissions.visit(request)), request);
    }

    /** Another password, by a link that an administrator gave. */
    @POST
    @Path("password-reset")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response reset(@Nullable Reset reset, @Context HttpServletRequest request) {
        var given = Members.given(reset);
        var token = Members.text("token", given.token(), LONGEST);
        var password = Members.password("password", given.password());
        signUp.reset(token, password, Admissions.visit(request));
        return Response.noContent().build();
    }

    static SignUp.Wish wish(
            @Nullable String handle, @Nullable String name, @Nullable String email, @Nullable String password) {
        return new SignUp.Wish(
                Members.text("handle", handle, LONGEST),
                Members.text("name", name, LONGEST),
                email,
                Members.password("password", password));
    }

    /**
     * @param mode as in the setting `parley.signin`
     * @param me absent when nobody is signed in, or only as far as `waiting` says
     * @param waiting there for somebody who is signed in, but has shown no second factor, which is required of him
     * @param setup true as long as there is no owner; else absent
     * @param register absent where accounts are made by invitation only
     * @param totp true: authenticator apps can be a second factor
     * @param passkeys true where browsers have them: over https, or on the machine itself; else absent
     */
    @JsonbPropertyOrder({"mode", "me", "waiting", "setup", "register", "totp", "passkeys"})
    public record Status(
            String mode,
            @Nullable Profile me,
            @Nullable Waiting waiting,
            @Nullable Boolean setup,
            @Nullable Register register,
            @Nullable Boolean totp,
            @Nullable Boolean passkeys) {}

    /** @param equipped true: he has a second factor, and signs in again by it; absent: he makes one */
    @JsonbPropertyOrder({"me", "equipped"})
    public record Waiting(Profile me, @Nullable Boolean equipped) {}

    /** @param domains of e-mail addresses, one of which is needed; empty: none is needed */
    public record Register(List<String> domains) {
        public Register {
            domains = List.copyOf(domains);
        }
    }

    /** What is sent to sign in. */
    public record Credentials(
            @Nullable String login,
            @Nullable String password,
            @Nullable String code) {}

    /** What is sent with the token of a link. */
    public record Reset(@Nullable String token, @Nullable String password) {}

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
