/** Checks passkeys by webauthn4j. */
@NullMarked
package io.parley.webauthn;

import org.jspecify.annotations.NullMarked;
