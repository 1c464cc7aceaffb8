/**
 * A load generator: thousands of WebSocket clients on one thread, which verify every line they are told. It knows no
 * particular server; a {@link io.parley.bench.load.Dialect} does.
 *
 * <p>Everything here belongs to the one thread that drives a {@link io.parley.bench.load.Load}. Times are those of
 * {@link System#nanoTime}.
 */
@NullMarked
package io.parley.bench.load;

import org.jspecify.annotations.NullMarked;
