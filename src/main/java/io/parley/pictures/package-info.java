/**
 * Pictures decoded: the one place that does.
 */
@NullMarked
package io.parley.pictures;

import org.jspecify.annotations.NullMarked;
