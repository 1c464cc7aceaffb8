/** The servers that are put under load: Parley as it ships, and the baselines beside it, each in a JVM of its own. */
@NullMarked
package io.parley.bench.server;

import org.jspecify.annotations.NullMarked;
