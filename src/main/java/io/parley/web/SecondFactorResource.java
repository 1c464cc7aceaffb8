package io.parley.web;

import io.parley.people.Authenticator;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One's own second factor: an authenticator app, and recovery codes. */
@InPerson
@Path("v1/me")
@Produces(MediaType.APPLICATION_JSON)
public final class SecondFactorResource {
    private final Authenticator authenticator;
    private final PublicAddress address;

    SecondFactorResource(Authenticator authenticator, PublicAddress address) {
        this.authenticator = authenticator;
        this.address = address;
    }

    @GET
    @Path("second-factor")
    public State state(@Context HttpServletRequest request) {
        var state = authenticator.state(Visitors.evenWithoutSecondFactor(request));
        return new State(state.app(), state.recoveryCodes());
    }

    /** What an app has to be told; it is asked for once it is confirmed. */
    @POST
    @Path("totp")
    @Consumes(MediaType.APPLICATION_JSON)
    public Secret begin(@Nullable Proof proof, @Context HttpServletRequest request) {
        var visitor = Visitors.evenWithoutSecondFactor(request);
        var offer = authenticator.begin(
                visitor, Proof.of(proof), address.host(request), Admissions.trace(visitor, request));
        return new Secret(offer.secret(), offer.uri(), QrCode.of(offer.uri()));
    }

    @PUT
    @Path("totp")
    @Consumes(MediaType.APPLICATION_JSON)
    public Codes confirm(@Nullable Code code, @Context HttpServletRequest request) {
        var visitor = Visitors.evenWithoutSecondFactor(request);
        var shown = Members.text("code", Members.given(code).code(), SignInResource.CODE);
        return new Codes(authenticator.confirm(visitor, shown, Admissions.trace(visitor, request)));
    }

    @DELETE
    @Path("totp")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response end(@Nullable Proof proof, @Context HttpServletRequest request) {
        authenticator.end(Visitors.visitor(request), Proof.of(proof), Admissions.trace(request));
        return Response.noContent().build();
    }

    /** Others; the old ones are good no more. */
    @POST
    @Path("recovery-codes")
    @Consumes(MediaType.APPLICATION_JSON)
    public Codes renew(@Nullable Proof proof, @Context HttpServletRequest request) {
        return new Codes(authenticator.renew(Visitors.visitor(request), Proof.of(proof), Admissions.trace(request)));
    }

    /**
     * @param totp whether an app is asked for
     * @param recoveryCodes that are left
     */
    @JsonbPropertyOrder({"totp", "recoveryCodes"})
    public record State(boolean totp, int recoveryCodes) {}

    /**
     * Told once.
     *
     * @param secret in base32, for who types it
     * @param uri `otpauth://…`, for who opens it
     * @param qr the uri, for a camera
     */
    @JsonbPropertyOrder({"secret", "uri", "qr"})
    public record Secret(String secret, String uri, QrCode qr) {
        /** Not the secret. */
        @Override
        public String toString() {
            return "Secret";
        }
    }

    /** @param recoveryCodes told once */
    public record Codes(List<String> recoveryCodes) {
        public Codes {
            recoveryCodes = List.copyOf(recoveryCodes);
        }
    }

    /** What an app shows. */
    public record Code(@Nullable String code) {}
}
