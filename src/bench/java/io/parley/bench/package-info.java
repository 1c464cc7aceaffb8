/**
 * What things cost, measured beside a baseline in the same run: read the ratios. Each {@code main} takes a few seconds and
 * prints a table.
 */
@NullMarked
package io.parley.bench;

import org.jspecify.annotations.NullMarked;
