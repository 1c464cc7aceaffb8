package io.parley.people;

/**
 * As what Parley is known to authenticators, which keep every passkey for one host alone (WebAuthn, level 3).
 *
 * @param host its name, without a port: the `rpId`
 * @param origin of its pages, as browsers write it: the usual port is left out
 */
public record RelyingParty(String host, String origin) {}
