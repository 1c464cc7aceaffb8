/**
 * What is attached: uploads, their metadata, and the port to the place where bytes are kept. Knows no technology.
 */
@NullMarked
package io.parley.files;

import org.jspecify.annotations.NullMarked;
