/**
 * Passwords hashed by Argon2id.
 */
@NullMarked
package io.parley.argon2;

import org.jspecify.annotations.NullMarked;
