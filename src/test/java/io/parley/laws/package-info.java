/** The architecture as tests: which package may import which, and where each technology lives. */
@NullMarked
package io.parley.laws;

import org.jspecify.annotations.NullMarked;
