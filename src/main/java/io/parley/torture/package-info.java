/**
 * {@code java -jar parley.war torture}: nodes as child processes that are killed and cut off again and again while clients
 * talk, and the count of what became of the messages.
 *
 * <p>It knows Parley from outside only: the WAR, protocol 1, the HTTP API. It imports {@code json} of ours and nothing
 * else, and runs in a process and a class loader of its own.
 */
@NullMarked
package io.parley.torture;

import org.jspecify.annotations.NullMarked;
