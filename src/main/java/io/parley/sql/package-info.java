/**
 * The store in a SQL database: the journal, its receipts, and the migrations that shape its tables.
 */
@NullMarked
package io.parley.sql;

import org.jspecify.annotations.NullMarked;
