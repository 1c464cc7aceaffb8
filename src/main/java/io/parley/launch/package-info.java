/**
 * {@code java -jar}: the entry point and the embedded Tomcat with its tuning. It runs outside the web application, in
 * another class loader, and imports nothing else of ours.
 */
@NullMarked
package io.parley.launch;

import org.jspecify.annotations.NullMarked;
