package io.parley.people;

import org.jspecify.annotations.Nullable;

/**
 * Who adds something by which he will sign in, a passkey or an app.
 *
 * @param signIn by which he is in
 * @param hash of his password, when he was asked for it; null: he had none
 */
public record Maker(String signIn, @Nullable String hash) {}
