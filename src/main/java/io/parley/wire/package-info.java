/**
 * WebSocket: the endpoints, the open sessions and their index by channel, the fan-out, and the outbox, the only code
 * that sends.
 */
@NullMarked
package io.parley.wire;

import org.jspecify.annotations.NullMarked;
