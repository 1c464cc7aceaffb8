/**
 * What is said: channels, members, messages, and the use cases on them; the ports to the journal and the bus. Knows no
 * technology: time, threads and randomness come from outside.
 */
@NullMarked
package io.parley.chat;

import org.jspecify.annotations.NullMarked;
