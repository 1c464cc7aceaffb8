package io.parley.people;

import org.jspecify.annotations.Nullable;

/**
 * An account that is to be made.
 *
 * @param id of the person, new; a second try with the same id finds what the first has made
 * @param email null: none
 * @param hash of the password
 */
public record NewAccount(
        String id, Handle handle, ShownName name, @Nullable Email email, String hash) {}
