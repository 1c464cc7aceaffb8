/**
 * Programs that look for viruses: clamd, over a socket.
 */
@NullMarked
package io.parley.scan;

import org.jspecify.annotations.NullMarked;
