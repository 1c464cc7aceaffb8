/**
 * Files kept in a folder on a disk.
 */
@NullMarked
package io.parley.disk;

import org.jspecify.annotations.NullMarked;
