package io.parley.web;

import io.parley.people.Device;
import io.parley.people.Entrance;
import io.parley.people.Profile;
import io.parley.people.SignedIn;
import io.parley.people.Trace;
import io.parley.people.Visit;
import io.parley.people.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;

/** How somebody who was let in takes his cookie along, and leaves it. */
final class Admissions {
    private final Entrance entrance;

    Admissions(Entrance entrance) {
        this.entrance = entrance;
    }

    /**
     * A new token in a new cookie, whatever the browser has shown: nobody can foist one on another (ASVS 5.0, 7.2.4). What it
     * was signed in by before ends, and so does what it keeps for a passkey's answer.
     */
    Response admitted(int status, Entrance.Admission admission, HttpServletRequest request) {
        endPresent(request);
        var response = Response.status(status)
                .entity(new Admitted(admission.me()))
                .header("Set-Cookie", TokenCookie.SIGN_IN.set(request, admission.token(), admission.lifetime()));
        if (!TokenCookie.PASSKEY.in(request).isEmpty()) {
            response.header("Set-Cookie", TokenCookie.PASSKEY.forget(request));
        }
        return response.build();
    }

    /** The sign-in by which the request came ends, and its cookie. */
    Response signedOut(HttpServletRequest request) {
        endPresent(request);
        return Response.noContent()
                .header("Set-Cookie", TokenCookie.SIGN_IN.forget(request))
                .build();
    }

    private void endPresent(HttpServletRequest request) {
        if (request.getUserPrincipal() instanceof Visitor visitor) {
            entrance.signOut(visitor.signedIn(), visit(request));
        }
    }

    /** Where somebody comes from who is not signed in. */
    static Visit visit(HttpServletRequest request) {
        return new Visit(request.getRemoteAddr(), Device.of(request.getHeader("User-Agent")));
    }

    /** Who is signed in, and from where. */
    static Trace trace(HttpServletRequest request) {
        return trace(Visitors.visitor(request), request);
    }

    static Trace trace(SignedIn visitor, HttpServletRequest request) {
        return new Trace(visitor.person().id(), request.getRemoteAddr());
    }

    /** What somebody gets who is let in. */
    public record Admitted(Profile me) {}
}
