package io.parley.people;

import org.jspecify.annotations.Nullable;

/**
 * Who does something and from where, for the audit log.
 *
 * @param person the id; null when nobody is signed in
 * @param address of the network, as the outermost trusted proxy saw it
 */
public record Trace(@Nullable String person, String address) {}
