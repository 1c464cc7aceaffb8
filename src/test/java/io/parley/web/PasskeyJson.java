package io.parley.web;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.people.Ceremonies;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.regex.Pattern;

/** What a browser sends of a passkey, and what it is sent (WebAuthn, level 3, 5.1.8). */
final class PasskeyJson {
    private PasskeyJson() {}

    /** The text that the answer has under this name. */
    static String member(HttpResponse<String> answer, String name) {
        return found(answer, "\"" + name + "\":\"([^\"]+)\"");
    }

    /** The handle by which a new passkey knows its person, base64url. */
    static String user(HttpResponse<String> options) {
        return found(options, "\"user\":\\{\"id\":\"([^\"]+)\"");
    }

    private static String found(HttpResponse<String> answer, String pattern) {
        var found = Pattern.compile(pattern).matcher(answer.body());
        assertTrue(found.find(), answer.body());
        return found.group(1);
    }

    /** A passkey that was made, called so. */
    static String made(String name, Ceremonies.Attestation made) {
        return "{\"name\":\"" + name
                + "\",\"credential\":{\"id\":\"x\",\"type\":\"public-key\",\"clientExtensionResults\":{\"credProps\":{\"rk\":true}},"
                + "\"response\":{\"clientDataJSON\":\"" + text(made.clientData())
                + "\",\"attestationObject\":\"" + text(made.attestation())
                + "\",\"transports\":[\"internal\",\"pigeon\"]}}}";
    }

    /** What signs somebody in. */
    static String given(Ceremonies.Assertion given) {
        return "{\"credential\":{\"id\":\"" + text(given.credential())
                + "\",\"response\":{\"clientDataJSON\":\"" + text(given.clientData())
                + "\",\"authenticatorData\":\"" + text(given.authenticator())
                + "\",\"signature\":\"" + text(given.signature())
                + "\",\"userHandle\":\"" + text(given.user()) + "\"}}}";
    }

    static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
