package io.parley.webauthn;

import io.parley.people.Ceremonies;
import io.parley.people.RelyingParty;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Set;

/**
 * A device with one passkey, and the browser before it, which both say what a test wants: what real ones say unless it wants
 * something else. The CBOR is written by hand, so that a fault of the library's is not its own proof.
 */
public final class SoftAuthenticator {
    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int ATTESTED = 0x40;

    private final KeyPair keys;
    private final byte[] credential;
    private byte[] user = {};
    private int flags = PRESENT | VERIFIED;
    private long counter;

    /** @param id of its passkey */
    public SoftAuthenticator(String id) {
        this.credential = id.getBytes(StandardCharsets.UTF_8);
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            this.keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Knows the person by that handle from now on. */
    public SoftAuthenticator of(byte[] handle) {
        user = handle.clone();
        return this;
    }

    /** The next signature is counted as this one's successor. */
    public SoftAuthenticator counts(long last) {
        counter = last;
        return this;
    }

    /** Somebody touches it, and it does not ask who. */
    public SoftAuthenticator asksNobody() {
        flags = PRESENT;
        return this;
    }

    public byte[] credential() {
        return credential.clone();
    }

    /** Makes its passkey. */
    public Ceremonies.Attestation makes(RelyingParty where, String challenge) {
        return new Ceremonies.Attestation(
                client("webauthn.create", where.origin(), challenge), attestation(where.host()), Set.of("internal"));
    }

    /** Signs in by it. */
    public Ceremonies.Assertion signs(RelyingParty where, String challenge) {
        return signs(where.host(), client("webauthn.get", where.origin(), challenge));
    }

    /** Signs what no browser would let it. */
    public Ceremonies.Assertion signs(String host, byte[] client) {
        counter++;
        var told = told(host, flags, new byte[0]);
        return new Ceremonies.Assertion(credential, user, client, told, signature(told, client));
    }

    /** What a browser tells of a page and what it asked. */
    public static byte[] client(String type, String origin, String challenge) {
        return ("{\"type\":\"" + type + "\",\"challenge\":\"" + challenge + "\",\"origin\":\"" + origin
                        + "\",\"crossOrigin\":false}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] signature(byte[] told, byte[] client) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(told);
            signature.update(sha256(client));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Authenticator data (WebAuthn, level 3, 6.1). */
    private byte[] told(String host, int flags, byte[] attested) {
        return ByteBuffer.allocate(37 + attested.length)
                .put(sha256(host.getBytes(StandardCharsets.UTF_8)))
                .put((byte) flags)
                .putInt((int) counter)
                .put(attested)
                .array();
    }

    /** `{"fmt": "none", "attStmt": {}, "authData": …}` (WebAuthn, level 3, 6.5.4). */
    private byte[] attestation(String host) {
        var key = coseKey();
        var attested = ByteBuffer.allocate(18 + credential.length + key.length)
                .put(new byte[16])
                .putShort((short) credential.length)
                .put(credential)
                .put(key)
                .array();
        var cbor = new ByteArrayOutputStream();
        cbor.write(0xa3);
        text(cbor, "fmt");
        text(cbor, "none");
        text(cbor, "attStmt");
        cbor.write(0xa0);
        text(cbor, "authData");
        bytes(cbor, told(host, flags | ATTESTED, attested));
        return cbor.toByteArray();
    }

    /** EC2, ES256, P-256 (RFC 9053). */
    private byte[] coseKey() {
        var point = ((ECPublicKey) keys.getPublic()).getW();
        var cbor = new ByteArrayOutputStream();
        cbor.writeBytes(new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21});
        bytes(cbor, unsigned(point.getAffineX().toByteArray()));
        cbor.write(0x22);
        bytes(cbor, unsigned(point.getAffineY().toByteArray()));
        return cbor.toByteArray();
    }

    private static byte[] unsigned(byte[] number) {
        var field = new byte[32];
        var from = Math.max(0, number.length - 32);
        System.arraycopy(number, from, field, 32 - (number.length - from), number.length - from);
        return field;
    }

    private static void text(ByteArrayOutputStream cbor, String text) {
        cbor.write(0x60 | text.length());
        cbor.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void bytes(ByteArrayOutputStream cbor, byte[] bytes) {
        cbor.write(0x58);
        cbor.write(bytes.length);
        cbor.writeBytes(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same answer with other bytes at that place. */
    public static byte[] damaged(byte[] bytes, int at) {
        var other = Arrays.copyOf(bytes, bytes.length);
        other[at] ^= 0x01;
        return other;
    }
}
