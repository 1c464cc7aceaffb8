/**
 * Who talks: people, their ids and names, and the port by which they are looked up. Knows no technology.
 */
@NullMarked
package io.parley.people;

import org.jspecify.annotations.NullMarked;
