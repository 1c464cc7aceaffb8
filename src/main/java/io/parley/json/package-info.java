/**
 * Text to record and back: JSON-B, configured once. Imports nothing else of ours.
 */
@NullMarked
package io.parley.json;

import org.jspecify.annotations.NullMarked;
