package io.parley.web;

import io.parley.people.Ceremonies;
import io.parley.people.Passkeys;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** In by a passkey: which one, and so who it is, the browser and its person choose. */
@Path("v1/sign-in/passkey")
@Produces(MediaType.APPLICATION_JSON)
public final class PasskeySignInResource {
    /** Characters of 1,023 bytes (WebAuthn, level 3, 5.8.3). */
    private static final int CREDENTIAL = 1_364;

    private static final int CLIENT = 4_000;
    /** Characters of a signature, or of what is signed beside the client's data. */
    private static final int SIGNED = 8_000;
    /** Characters of 64 bytes. */
    private static final int USER = 88;

    private final Passkeys passkeys;
    private final Admissions admissions;
    private final PublicAddress address;

    PasskeySignInResource(Passkeys passkeys, Admissions admissions, PublicAddress address) {
        this.passkeys = passkeys;
        this.admissions = admissions;
        this.address = address;
    }

    @POST
    @Path("options")
    public Response options(@Context HttpServletRequest request) {
        var here = address.needed(request);
        var question = passkeys.ask(TokenCookie.PASSKEY.in(request).stream().findFirst());
        return Response.ok(new Asked(question.challenge(), Passkeys.PATIENCE.toMillis(), here.host(), "required"))
                .header("Set-Cookie", TokenCookie.PASSKEY.set(request, question.browser(), Passkeys.PATIENCE))
                .build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response signIn(@Nullable Answer answer, @Context HttpServletRequest request) {
        var credential = Members.given("credential", Members.given(answer).credential());
        var response = Members.given("credential.response", credential.response());
        var given = new Ceremonies.Assertion(
                Bytes.of("credential.id", credential.id(), CREDENTIAL),
                Bytes.of("credential.response.userHandle", response.userHandle(), USER),
                Bytes.of("credential.response.clientDataJSON", response.clientDataJSON(), CLIENT),
                Bytes.of("credential.response.authenticatorData", response.authenticatorData(), SIGNED),
                Bytes.of("credential.response.signature", response.signature(), SIGNED));
        var browser = TokenCookie.PASSKEY.in(request);
        var admission = passkeys.signIn(address.needed(request), given, browser, Admissions.visit(request));
        return admissions.admitted(200, admission, request);
    }

    /** `PublicKeyCredentialRequestOptionsJSON` (WebAuthn, level 3). */
    @JsonbPropertyOrder({"challenge", "timeout", "rpId", "userVerification"})
    public record Asked(String challenge, long timeout, String rpId, String userVerification) {}

    /** What is sent to sign in. */
    public record Answer(@Nullable Credential credential) {}

    /** `AuthenticationResponseJSON` (WebAuthn, level 3), as far as it is looked at. */
    public record Credential(@Nullable String id, @Nullable Signed response) {}

    /** What the authenticator says. */
    public record Signed(
            @Nullable String clientDataJSON,
            @Nullable String authenticatorData,
            @Nullable String signature,
            @Nullable String userHandle) {}
}
