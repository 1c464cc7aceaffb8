/**
 * The product as its users meet it: the built WAR in a process or a Tomcat of its own, and clients over real sockets.
 *
 * <p>{@link io.parley.it.ServerProcess} runs it, {@link io.parley.it.ClassicClient} and {@link io.parley.it.ParleyClient}
 * talk to it, {@link io.parley.it.RawWebSocket} misbehaves.
 */
@org.jspecify.annotations.NullMarked
package io.parley.it;
