/**
 * Holds the description of the HTTP API to what is mounted, asked and answered.
 */
@NullMarked
package io.parley.openapi;

import org.jspecify.annotations.NullMarked;
