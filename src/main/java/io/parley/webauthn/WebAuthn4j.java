package io.parley.webauthn;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AuthenticatorDataConverter;
import com.webauthn4j.converter.CollectedClientDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.data.extension.authenticator.RegistrationExtensionAuthenticatorOutput;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.BadChallengeException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.BadSignatureException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.UserNotPresentException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import io.parley.people.Ceremonies;
import io.parley.people.Refusal;
import io.parley.people.RelyingParty;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * By webauthn4j, which decodes CBOR and JSON by Jackson; nobody else here does. What kind of authenticator it is, is not asked and not
 * verified: whoever signs in is told apart by the key alone.
 */
public final class WebAuthn4j implements Ceremonies {
    private static final System.Logger LOG = System.getLogger(WebAuthn4j.class.getName());

    /** Those that Parley asks for, see `pubKeyCredParams`; the first one is what all authenticators have. */
    private static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.RS256);

    /** Set once, guarded by this: Jackson takes its time, which no start should wait for. */
    private @Nullable Library library;

    /** What of webauthn4j is used. */
    private record Library(
            WebAuthnManager manager, CollectedClientDataConverter client, AuthenticatorDataConverter authenticator) {
        static Library loaded() {
            var converter = new ObjectConverter();
            return new Library(
                    WebAuthnManager.createNonStrictWebAuthnManager(converter),
                    new CollectedClientDataConverter(converter),
                    new AuthenticatorDataConverter(converter));
        }
    }

    private synchronized Library library() {
        var loaded = library;
        if (loaded == null) {
            loaded = Library.loaded();
            library = loaded;
        }
        return loaded;
    }

    /** What is wrong with bytes that somebody sent. */
    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(Throwable cause) {
            super(words(cause), cause);
        }

        String why() {
            return String.valueOf(getMessage());
        }

        private static String words(Throwable cause) {
            return switch (cause) {
                case BadOriginException wrong -> "origin";
                case BadRpIdException wrong -> "host";
                case BadChallengeException wrong -> "challenge";
                case BadSignatureException wrong -> "signature";
                case MaliciousCounterValueException wrong -> "counter";
                case UserNotPresentException wrong -> "nobody was there";
                case UserNotVerifiedException wrong -> "the person was not verified";
                default -> "malformed";
            };
        }
    }

    @Override
    public Optional<String> challenge(byte[] clientData) {
        try {
            return Optional.ofNullable(checked(() -> library().client().convert(clientData)))
                    .map(client -> text(client.getChallenge().getValue()));
        } catch (Wrong wrong) {
            return Optional.empty();
        }
    }

    @Override
    public Kept made(RelyingParty where, String challenge, Attestation given) {
        try {
            return checked(() -> registered(where, challenge, given));
        } catch (Wrong wrong) {
            throw new Refusal(
                    Refusal.Code.BAD_PARAMETER,
                    "credential: is not what was asked for (" + wrong.why() + "). Parley believes to be reached at "
                            + where.origin() + "; see parley.url and parley.proxies.");
        }
    }

    private Kept registered(RelyingParty where, String challenge, Attestation given) {
        var made = library()
                .manager()
                .verify(
                        new RegistrationRequest(given.attestation(), given.clientData(), given.transports()),
                        new RegistrationParameters(
                                server(where, challenge),
                                ALGORITHMS.stream()
                                        .map(algorithm -> new PublicKeyCredentialParameters(
                                                PublicKeyCredentialType.PUBLIC_KEY, algorithm))
                                        .toList(),
                                true));
        var attestation = made.getAttestationObject();
        if (attestation == null || attestation.getAuthenticatorData().getAttestedCredentialData() == null) {
            throw new IllegalStateException("webauthn4j passed an attestation without a credential");
        }
        var told = attestation.getAuthenticatorData();
        return new Kept(
                told.getAttestedCredentialData().getCredentialId(),
                library().authenticator().convert(told),
                told.getSignCount());
    }

    @Override
    public Verdict signed(RelyingParty where, String challenge, Kept kept, Assertion given) {
        AuthenticatorData<RegistrationExtensionAuthenticatorOutput> made =
                library().authenticator().convert(kept.key());
        var credential = made.getAttestedCredentialData();
        if (credential == null) {
            throw new IllegalStateException("a passkey was kept without its key");
        }
        var record = new CredentialRecordImpl(
                null,
                made.isFlagUV(),
                made.isFlagBE(),
                made.isFlagBS(),
                kept.counter(),
                credential,
                made.getExtensions(),
                null,
                null,
                null);
        try {
            var signed = checked(() -> library()
                    .manager()
                    .verify(
                            new AuthenticationRequest(
                                    given.credential(),
                                    given.user(),
                                    given.authenticator(),
                                    given.clientData(),
                                    given.signature()),
                            new AuthenticationParameters(
                                    server(where, challenge), record, List.of(kept.credential()), true)));
            var now = signed.getAuthenticatorData();
            return new Verdict.Right(now == null ? kept.counter() : now.getSignCount());
        } catch (Wrong wrong) {
            return new Verdict.Wrong(wrong.why());
        }
    }

    private static ServerProperty server(RelyingParty where, String challenge) {
        return ServerProperty.builder()
                .origin(new Origin(where.origin()))
                .rpId(where.host())
                .challenge(new DefaultChallenge(challenge))
                .build();
    }

    /**
     * The library says that bytes are not right by exceptions of its own, by Jackson's, and by others still: extensions that are no map
     * end in a {@link ClassCastException}. All it works on is what was sent, so none of them is a fault of ours.
     */
    private static <T> T checked(Supplier<T> check) throws Wrong {
        try {
            return check.get();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "What an authenticator is said to have said is not right", e);
            throw new Wrong(e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
