package io.parley.web;

import io.parley.json.Malformed;
import io.parley.people.Name;
import io.parley.people.NameCookie;
import io.parley.people.Person;
import io.parley.people.Refusal;
import io.parley.people.SignedIn;
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
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Who somebody is, and how he says so in `open` mode: by a name, kept in the cookie that the classic page writes too. */
@Path("v1")
@Produces(MediaType.APPLICATION_JSON)
public final class NameSignInResource {
    /** Characters (code points) of a name given here; the classic chat takes more. */
    private static final int LONGEST = 64;

    private static final System.Logger LOG = System.getLogger(NameSignInResource.class.getName());

    private static final String MODE = "open";

    private static final Duration REMEMBERED = Duration.ofDays(365);

    private final NamedVisitors visitors;

    NameSignInResource(NamedVisitors visitors) {
        this.visitors = visitors;
    }

    @GET
    @Path("me")
    public Person me(@Context HttpServletRequest request) {
        return Visitors.signedIn(request);
    }

    /** How one signs in here, and who has: what a page asks first, so it is no error to be nobody yet. */
    @GET
    @Path("sign-in")
    public Status status(@Context HttpServletRequest request) {
        return new Status(MODE, request.getUserPrincipal() instanceof SignedIn visitor ? visitor.person() : null);
    }

    @POST
    @Path("sign-in")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response signIn(@Nullable SignIn signIn, @Context HttpServletRequest request) {
        if (signIn == null) {
            throw new Malformed("name: is missing");
        }
        var person = visitors.named(signIn.checked());
        LOG.log(Level.INFO, "{0} signed in from {1}", person.name(), request.getRemoteAddr());
        return Response.ok(person)
                .header("Set-Cookie", cookie(request, NameCookie.encoded(person.name()), REMEMBERED))
                .build();
    }

    @DELETE
    @Path("sign-in")
    public Response signOut(@Context HttpServletRequest request) {
        return Response.noContent()
                .header("Set-Cookie", cookie(request, "", Duration.ZERO))
                .build();
    }

    /** Not {@code HttpOnly}: the classic page reads and writes it, and it is no secret. */
    private static String cookie(HttpServletRequest request, String value, Duration age) {
        var path = request.getContextPath();
        return NameCookie.NAME + "=" + value
                + "; Path=" + (path.isEmpty() ? "/" : path)
                + "; Max-Age=" + age.toSeconds()
                + "; SameSite=Lax"
                + (request.isSecure() ? "; Secure" : "");
    }

    /**
     * @param mode as in the setting `parley.signin`
     * @param me absent when nobody is signed in
     */
    public record Status(String mode, @Nullable Person me) {}

    /** What is sent to sign in. */
    public record SignIn(@Nullable String name) {
        /** @throws Refusal `BAD_NAME` */
        Name checked() {
            if (name == null) {
                throw new Malformed("name: is missing");
            }
            var trimmed = name.strip();
            var length = trimmed.codePointCount(0, trimmed.length());
            if (length > LONGEST) {
                throw new Refusal(
                        Refusal.Code.BAD_NAME,
                        "The name has " + length + " characters; at most " + LONGEST + " are allowed");
            }
            return new Name(trimmed);
        }
    }
}
