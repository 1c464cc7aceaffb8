/**
 * Parley where operators run it: by itself, in Tomcat 10.1 and 11, at the root and below a path, behind the reverse
 * proxies of {@code src/docs/deploy.md} with the very files it shows. One row is part of every build, all of them are
 * {@code mvn -Pmatrix}.
 */
@NullMarked
package io.parley.matrix;

import org.jspecify.annotations.NullMarked;
