/**
 * Between nodes: Redis Streams and PUBLISH, by Lettuce's async API.
 *
 * <p>Nothing here is needed for correctness: the journal is. Redis away costs other nodes' messages some hundred milliseconds, and no
 * memory. All state belongs to one thread, {@link io.parley.redis.Redis}'s; Lettuce is called on that thread only, because it leaves
 * thread-locals behind on every thread that calls it.
 */
@NullMarked
package io.parley.redis;

import org.jspecify.annotations.NullMarked;
