package io.parley.web;

import io.parley.people.Ceremonies;
import io.parley.people.PasskeyRows;
import io.parley.people.Passkeys;
import io.parley.people.RelyingParty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One's own passkeys. */
@InPerson
@Path("v1/me/passkeys")
@Produces(MediaType.APPLICATION_JSON)
public final class PasskeysResource {
    private static final int NAME = 200;
    /** Characters; a certificate of the maker may be in it, though nobody asks for one. */
    private static final int ATTESTATION = 40_000;

    private static final int CLIENT = 4_000;
    /** Those there are (WebAuthn, level 3, 5.8.4); others are not kept. */
    private static final Set<String> TRANSPORTS = Set.of("usb", "nfc", "ble", "smart-card", "hybrid", "internal");
    /** ES256, EdDSA, RS256 (RFC 8152, RFC 8812). */
    private static final List<Parameter> ALGORITHMS = List.of(
            new Parameter("public-key", -7), new Parameter("public-key", -8), new Parameter("public-key", -257));

    private final Passkeys passkeys;
    private final PublicAddress address;

    PasskeysResource(Passkeys passkeys, PublicAddress address) {
        this.passkeys = passkeys;
        this.address = address;
    }

    @GET
    public All all(@Context HttpServletRequest request) {
        var here = address.of(request);
        return new All(passkeys.of(Visitors.evenWithoutSecondFactor(request)).stream()
                .map(row -> shown(row, here))
                .toList());
    }

    /** Begins to add one. */
    @POST
    @Path("options")
    @Consumes(MediaType.APPLICATION_JSON)
    public Creation options(@Nullable Proof proof, @Context HttpServletRequest request) {
        var visitor = Visitors.evenWithoutSecondFactor(request);
        var here = address.needed(request);
        return creation(passkeys.want(visitor, here, Proof.of(proof), Admissions.trace(visitor, request)), here);
    }

    private static Creation creation(Passkeys.Wanted wanted, RelyingParty here) {
        var me = wanted.me();
        return new Creation(
                new Party(here.host(), "Parley"),
                new User(Bytes.text(wanted.user()), me.handle() == null ? me.name() : me.handle(), me.name()),
                wanted.challenge(),
                ALGORITHMS,
                Passkeys.PATIENCE.toMillis(),
                wanted.present().stream()
                        .map(row -> new Descriptor(
                                "public-key",
                                Bytes.text(row.kept().credential()),
                                row.transports().stream().sorted().toList()))
                        .toList(),
                new Selection("required", true, "required"),
                "none");
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response add(@Nullable Made made, @Context HttpServletRequest request) {
        var visitor = Visitors.evenWithoutSecondFactor(request);
        var given = Members.given(made);
        var name = Members.text("name", given.name(), NAME);
        var response = Members.given(
                "credential.response",
                Members.given("credential", given.credential()).response());
        var attestation = new Ceremonies.Attestation(
                Bytes.of("credential.response.clientDataJSON", response.clientDataJSON(), CLIENT),
                Bytes.of("credential.response.attestationObject", response.attestationObject(), ATTESTATION),
                known(response.transports()));
        var here = address.needed(request);
        var row = passkeys.add(visitor, here, name, attestation, Admissions.trace(visitor, request));
        return Response.status(201).entity(shown(row, Optional.of(here))).build();
    }

    private static Set<String> known(@Nullable List<String> transports) {
        return transports == null
                ? Set.of()
                : transports.stream().filter(TRANSPORTS::contains).collect(Collectors.toUnmodifiableSet());
    }

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response rename(@PathParam("id") String id, @Nullable Called called, @Context HttpServletRequest request) {
        var visitor = Visitors.visitor(request);
        var name = Members.text("name", Members.given(called).name(), NAME);
        Parameters.id("id", id);
        passkeys.rename(visitor, id, name);
        return Response.noContent().build();
    }

    @DELETE
    @Path("{id}")
    public Response remove(@PathParam("id") String id, @Context HttpServletRequest request) {
        var visitor = Visitors.visitor(request);
        Parameters.id("id", id);
        passkeys.remove(visitor, id, Admissions.trace(request));
        return Response.noContent().build();
    }

    private static Shown shown(PasskeyRows.Row row, Optional<RelyingParty> here) {
        var usable = here.map(RelyingParty::host).filter(row.host()::equals).isPresent();
        return new Shown(row.id(), row.name(), row.created(), row.seen(), usable ? null : row.host());
    }

    /** @param passkeys the newest first */
    public record All(List<Shown> passkeys) {
        public All {
            passkeys = List.copyOf(passkeys);
        }
    }

    /**
     * One passkey. Times are milliseconds since 1970.
     *
     * @param lastUsed absent: never
     * @param host where alone it is good; absent: here
     */
    @JsonbPropertyOrder({"id", "name", "created", "lastUsed", "host"})
    public record Shown(
            String id,
            String name,
            long created,
            @Nullable Long lastUsed,
            @Nullable String host) {}

    /** What a passkey is called. */
    public record Called(@Nullable String name) {}

    /** A passkey that was made. */
    public record Made(@Nullable String name, @Nullable Credential credential) {}

    /** `RegistrationResponseJSON` (WebAuthn, level 3), as far as it is looked at. */
    public record Credential(@Nullable Attested response) {}

    /** What the authenticator says. */
    public record Attested(
            @Nullable String clientDataJSON,
            @Nullable String attestationObject,
            @Nullable List<String> transports) {}

    /** `PublicKeyCredentialCreationOptionsJSON` (WebAuthn, level 3). */
    @JsonbPropertyOrder({
        "rp",
        "user",
        "challenge",
        "pubKeyCredParams",
        "timeout",
        "excludeCredentials",
        "authenticatorSelection",
        "attestation"
    })
    public record Creation(
            Party rp,
            User user,
            String challenge,
            List<Parameter> pubKeyCredParams,
            long timeout,
            List<Descriptor> excludeCredentials,
            Selection authenticatorSelection,
            String attestation) {
        public Creation {
            pubKeyCredParams = List.copyOf(pubKeyCredParams);
            excludeCredentials = List.copyOf(excludeCredentials);
        }
    }

    /** Us. */
    @JsonbPropertyOrder({"id", "name"})
    public record Party(String id, String name) {}

    /** The person, as the authenticator shows him. */
    @JsonbPropertyOrder({"id", "name", "displayName"})
    public record User(String id, String name, String displayName) {}

    /** A kind of key. */
    @JsonbPropertyOrder({"type", "alg"})
    public record Parameter(String type, long alg) {}

    /** A passkey that the authenticator must not have yet. */
    @JsonbPropertyOrder({"type", "id", "transports"})
    public record Descriptor(String type, String id, List<String> transports) {
        public Descriptor {
            transports = List.copyOf(transports);
        }
    }

    /** What the authenticator must be able to. */
    @JsonbPropertyOrder({"residentKey", "requireResidentKey", "userVerification"})
    public record Selection(String residentKey, boolean requireResidentKey, String userVerification) {}
}
