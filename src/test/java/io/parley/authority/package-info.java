/**
 * Who may do what: tables of every route and every command against everybody who may try, held against a running server.
 *
 * <p>{@link io.parley.authority.Table} reads them, {@link io.parley.authority.Scene} makes people and channels of its own
 * for each of their cells.
 */
@org.jspecify.annotations.NullMarked
package io.parley.authority;
