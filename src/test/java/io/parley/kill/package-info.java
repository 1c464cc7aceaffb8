/** The house in disaster: what becomes of messages when the process is killed or the store fails, seen by the people who sent them. */
@NullMarked
package io.parley.kill;

import org.jspecify.annotations.NullMarked;
