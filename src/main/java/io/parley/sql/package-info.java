/**
 * The store in a SQL database: the journal and its receipts, the directory of people, the catalog of files, and the
 * migrations that shape their tables.
 *
 * <p>{@link io.parley.sql.SqlStore} puts it together. Changes are {@link io.parley.sql.Work}: one {@link io.parley.sql.Writer}
 * does many of them in one {@link io.parley.sql.Transaction}. Reads go through {@link io.parley.sql.Readers}.
 */
@NullMarked
package io.parley.sql;

import org.jspecify.annotations.NullMarked;
