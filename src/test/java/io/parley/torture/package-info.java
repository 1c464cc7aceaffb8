/** The judge and the machinery of the torture, and the tool as an operator runs it. */
@NullMarked
package io.parley.torture;

import org.jspecify.annotations.NullMarked;
