/**
 * The composition root: starts and stops with the servlet context, reads the settings, builds the object graph in
 * dependency order and closes it in reverse. Only this package knows all the others.
 */
@NullMarked
package io.parley;

import org.jspecify.annotations.NullMarked;
